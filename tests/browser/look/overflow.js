// The page itself never scrolls sideways; what is wide scrolls in a frame of its own.

import { several } from "../pages.js";

export function jobs(sites) {
  return several(sites).map((page) => ({ page, look }));
}

async function look(tab, page, fault) {
  for (const width of [360, 768, 1360]) {
    await tab.setViewportSize({ width, height: 800 });
    const over = await tab.evaluate(overflow);
    if (over) fault(over, `${page.place} ${width}`);
  }
}

/** Says by how much the page is too wide and what sticks out, if it does. */
function overflow() {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return "";
  const out = [...document.body.querySelectorAll("*")].filter((element) => {
    const { right, width } = element.getBoundingClientRect();
    return width && right > clientWidth + 0.5 && !element.closest(".frame, pre, .unseen");
  });
  const names = out.slice(0, 3).map((element) => `${element.tagName.toLowerCase()}.${[...element.classList].join(".")}`);
  return `the page scrolls sideways by ${scrollWidth - clientWidth} px because of ${names.join(", ") || "something"}`;
}
