// Checklists that a reader can tick. What is ticked stays in this browser.
{
  const brand = document.querySelector(".brand");
  const home = brand ? new URL(brand.getAttribute("href"), location.href).pathname : "/";
  const words = (item) => item.textContent.trim().replace(/\s+/g, " ");
  const load = (name) => {
    try {
      return JSON.parse(localStorage.getItem(name)) ?? {};
    } catch {
      return {};
    }
  };
  const save = (name, ticks) => {
    try {
      if (Object.keys(ticks).length) localStorage.setItem(name, JSON.stringify(ticks));
      else localStorage.removeItem(name);
    } catch {}
  };

  // Ticks are kept by the words of an item, so that they survive a new order; only what differs from the page is kept.
  const keep = (name, boxes, show) => {
    const ticks = load(name);
    for (const [item, box] of boxes) {
      const key = words(item);
      const written = box.checked;
      box.checked = ticks[key] ?? written;
      box.addEventListener("change", () => {
        if (box.checked === written) delete ticks[key];
        else ticks[key] = box.checked;
        save(name, ticks);
        show();
      });
    }
    show();
  };

  const boxed = (item) => {
    const box = document.createElement("input");
    box.type = "checkbox";
    box.setAttribute("aria-label", words(item));
    item.addEventListener("click", (event) => {
      if (event.target !== box && !event.target.closest("a") && !String(getSelection())) box.click();
    });
    item.prepend(box);
    return box;
  };

  for (const list of document.querySelectorAll("[data-checklist]")) {
    const boxes = [...list.querySelectorAll(".checks > li")].map((item) => [item, boxed(item)]);
    const progress = list.querySelector(".progress");
    const meter = list.querySelector(".meter i");
    keep(`rungbook-ticks:${home}:${list.dataset.checklist}`, boxes, () => {
      const met = boxes.filter(([, box]) => box.checked).length;
      progress.textContent = `${met} of ${boxes.length} met, kept in this browser only`;
      meter.style.width = `${(100 * met) / boxes.length}%`;
    });
  }

  const tasks = [...document.querySelectorAll(".prose .task")].map((item) => [item, item.querySelector("input")]);
  for (const [, box] of tasks) box.disabled = false;
  if (tasks.length) keep(`rungbook-ticks:${location.pathname}`, tasks, () => {});
}
