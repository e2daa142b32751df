// Steps through what differs on a page, and keeps what is shown, before or after, from page to page.
{
  const bar = document.querySelector(".review");
  const key = "rungbook-review-show";
  const keep = (value) => { try { sessionStorage.setItem(key, value); } catch {} };
  const kept = () => { try { return sessionStorage.getItem(key); } catch { return null; } };

  // What is shown follows from the choice by the style sheet alone.
  for (const radio of bar.querySelectorAll("[name=review-show]")) {
    radio.checked = radio.value === (kept() ?? "both");
    radio.addEventListener("change", () => keep(radio.value));
  }

  const place = bar.querySelector(".review-place");
  if (place) {
    const all = [...document.querySelectorAll('[id^="change-"]')].filter((it) => /^change-\d+$/.test(it.id));
    let at = -1;
    // What can be seen of a change: before or after, that may be the words beside those that have its address.
    const seen = (change) => {
      for (let it = change; it; it = it.nextElementSibling) {
        if (it !== change && (it.id || !it.matches("ins, del, [data-redline]"))) return;
        const isFolded = it.closest("details:not([open])") && getComputedStyle(it).display !== "none";
        if (isFolded || it.getClientRects().length) return it;
      }
    };
    const step = (by) => {
      for (let tried = 0; tried < all.length; tried++) {
        at = at < 0 && by < 0 ? all.length - 1 : (at + by + all.length) % all.length;
        const there = seen(all[at]);
        if (there) return lead(there);
      }
    };
    const lead = (there) => {
      for (let fold = there.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
      there.scrollIntoView({ block: "center", behavior: "instant" });
      if (!there.hasAttribute("tabindex")) there.tabIndex = -1;
      there.focus({ preventScroll: true });
      place.innerHTML = `<span class="review-word">change </span>${at + 1} of ${all.length}`;
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
