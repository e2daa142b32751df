// On a phone the navigation is a drawer that the keyboard opens and Esc closes, and so is the list of contents.

import { largest } from "../pages.js";

export function jobs(sites) {
  const drawn = largest(sites).filter(({ html }) => html.includes('popovertarget="navigation"'));
  return drawn.slice(0, 6).map((page) => ({ page, look, width: 360 }));
}

async function look(tab, page, fault) {
  for (const id of ["navigation", "contents"]) {
    const button = tab.locator(`button[popovertarget="${id}"]`);
    if (!(await button.count()) || !(await button.isVisible())) {
      if (id === "navigation") fault("there is no button for the navigation");
      continue;
    }
    const panel = tab.locator(`#${id}`);
    if (await panel.isVisible()) fault(`\`${id}\` is open before anyone asked`);
    await button.focus();
    await tab.keyboard.press("Enter");
    if (!(await panel.isVisible())) fault(`Enter on its button does not open \`${id}\``);
    await tab.keyboard.press("Tab");
    const within = await panel.evaluate((panel) => panel.contains(document.activeElement));
    if (!within) fault(`the next Tab does not lead into \`${id}\``);
    const { left, right, scroll } = await panel.evaluate((panel) => {
      const { left, right } = panel.getBoundingClientRect();
      return { left, right, scroll: panel.scrollWidth - panel.clientWidth };
    });
    if (left < -0.5 || right > 360.5 || scroll > 0) fault(`\`${id}\` does not fit the screen: ${left} to ${right}, ${scroll} over`);
    await tab.keyboard.press("Escape");
    if (await panel.isVisible()) fault(`Esc does not close \`${id}\``);
    if (!(await button.evaluate((button) => button === document.activeElement))) {
      fault(`the focus does not return to the button of \`${id}\``);
    }
  }
}
