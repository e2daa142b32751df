// Marks the part of the page that is being read in the list of contents.
{
  const panel = document.getElementById("contents");
  const links = [...(panel?.querySelectorAll("a") ?? [])];
  const parts = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
  let current;
  const mark = () => {
    const line = innerHeight * 0.3;
    const ended = innerHeight + scrollY >= document.documentElement.scrollHeight - 2;
    let at = parts.findLastIndex((part) => part && part.getBoundingClientRect().top <= line);
    if (ended) at = links.length - 1;
    if (links[at] === current) return;
    current?.removeAttribute("aria-current");
    current = links[at];
    current?.setAttribute("aria-current", "location");
  };
  if (links.length) {
    let waiting = false;
    const later = () => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        mark();
      });
    };
    addEventListener("scroll", later, { passive: true });
    addEventListener("resize", later, { passive: true });
    mark();
    panel.addEventListener("click", (event) => {
      if (event.target.closest("a") && panel.matches(":popover-open")) panel.hidePopover();
    });
  }
}
