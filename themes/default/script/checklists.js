// Checklists that a reader can tick. What is ticked stays in this browser.
{
  const brand = document.querySelector(".brand");
  const home = brand ? new URL(brand.getAttribute("href"), location.href).pathname : "/";
  const key = (item) => item.textContent.trim().replace(/\s+/g, " ");
  const load = (name) => {
    try {
      return new Set(JSON.parse(localStorage.getItem(name)) ?? []);
    } catch {
      return new Set();
    }
  };
  const save = (name, ticked) => {
    try {
      if (ticked.size) localStorage.setItem(name, JSON.stringify([...ticked]));
      else localStorage.removeItem(name);
    } catch {}
  };
  for (const list of document.querySelectorAll("[data-checklist]")) {
    const name = `rungbook-ticks:${home}:${list.dataset.checklist}`;
    const ticked = load(name);
    const items = [...list.querySelectorAll(".checks > li")];
    const progress = list.querySelector(".progress");
    const meter = list.querySelector(".meter i");
    const show = () => {
      const met = items.filter((item) => ticked.has(key(item))).length;
      progress.textContent = `${met} of ${items.length} met, kept in this browser only`;
      meter.style.width = `${(100 * met) / items.length}%`;
    };
    for (const item of items) {
      const words = key(item);
      const box = document.createElement("input");
      box.type = "checkbox";
      box.checked = ticked.has(words);
      box.setAttribute("aria-label", words);
      box.addEventListener("change", () => {
        ticked[box.checked ? "add" : "delete"](words);
        save(name, ticked);
        show();
      });
      item.prepend(box);
      item.addEventListener("click", (event) => {
        if (event.target === box || event.target.closest("a") || String(getSelection())) return;
        box.click();
      });
    }
    show();
  }
}
