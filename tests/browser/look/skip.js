// The first Tab shows the skip link, and it leads into the main part.

import { largest } from "../pages.js";

export function jobs(sites) {
  return largest(sites).map((page) => ({ page, look, width: 768 }));
}

async function look(tab, page, fault) {
  await tab.keyboard.press("Tab");
  const skip = await tab.evaluate(() => {
    const { top, left } = document.activeElement.getBoundingClientRect();
    return { is: document.activeElement.matches("a.skip"), shown: top >= 0 && left >= 0 };
  });
  if (!skip.is) return fault("the first Tab does not reach the skip link");
  if (!skip.shown) fault("the skip link stays hidden when it has the focus");
  await tab.keyboard.press("Enter");
  await tab.keyboard.press("Tab");
  const there = await tab.evaluate(() => {
    const { activeElement } = document;
    return activeElement.closest("main, footer") !== null || activeElement === document.body;
  });
  if (!there) fault("after the skip link the focus is not in the main part");
}
