// Steps through what differs on a page, and keeps what is shown, before or after, from page to page.
{
  const bar = document.querySelector(".review");
  const root = document.documentElement;
  const key = "rungbook-review-show";
  const keep = (value) => { try { sessionStorage.setItem(key, value); } catch {} };
  const kept = () => { try { return sessionStorage.getItem(key); } catch { return null; } };

  const radios = [...bar.querySelectorAll("[name=review-show]")];
  const show = (value) => {
    root.dataset.reviewShow = value;
    for (const radio of radios) radio.checked = radio.value === value;
  };
  for (const radio of radios) radio.addEventListener("change", () => { show(radio.value); keep(radio.value); });
  if (radios.length && ["before", "both", "after"].includes(kept())) show(kept());

  const place = bar.querySelector(".review-place");
  if (place) {
    const all = [...document.querySelectorAll('[id^="change-"]')].filter((it) => /^change-\d+$/.test(it.id));
    let at = -1;
    const step = (by) => {
      const there = all.filter((it) => it.closest("details:not([open])") || it.getClientRects().length);
      if (!there.length) return;
      const next = there.indexOf(all[at]) + by;
      const change = there[at < 0 && by < 0 ? there.length - 1 : (next + there.length) % there.length];
      at = all.indexOf(change);
      for (let fold = change.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
      for (const it of all) it.classList.toggle("review-here", it === change);
      change.scrollIntoView({ block: "center", behavior: "instant" });
      if (!change.hasAttribute("tabindex")) change.tabIndex = -1;
      change.focus({ preventScroll: true });
      place.textContent = `change ${at + 1} of ${all.length}`;
    };
    const follow = (name, by) => bar.querySelector(name).addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      step(by);
    });
    follow(".review-next", 1);
    follow(".review-previous", -1);
    document.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      if (event.target.closest("input:not([type=radio]), textarea, select, [contenteditable], dialog")) return;
      if (event.key === "n") step(1);
      if (event.key === "p") step(-1);
    });
  }
}
