// Opens the search: by its box in the header and by the key `/`. Nothing else is loaded before.
{
  const box = document.querySelector("a.search[data-script]");
  let ready;
  const load = () =>
    (ready ??= new Promise((done, fail) => {
      const script = document.createElement("script");
      script.src = box.dataset.script;
      script.onload = () => done(globalThis.rungbookSearch.panel(box));
      script.onerror = fail;
      document.head.append(script);
    }));
  const open = () =>
    load().then(
      (panel) => panel.open(),
      () => location.assign(box.href),
    );
  if (box) {
    box.setAttribute("role", "button");
    box.setAttribute("aria-haspopup", "dialog");
    box.setAttribute("aria-keyshortcuts", "/");
    box.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      open();
    });
    box.addEventListener("keydown", (event) => {
      if (event.key !== " ") return;
      event.preventDefault();
      open();
    });
    addEventListener("keydown", (event) => {
      const typing = event.target.closest?.("input, textarea, select, [contenteditable], dialog[open]");
      if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      event.preventDefault();
      open();
    });
  }
}
