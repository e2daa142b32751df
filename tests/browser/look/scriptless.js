// Without JavaScript all the words of a page are there, and nothing that needs a script.

import { several } from "../pages.js";

export function jobs(sites) {
  return several(sites).map((page) => ({ page, look }));
}

async function look(tab, page, fault, chromium) {
  const context = await chromium.browser.newContext({ javaScriptEnabled: false, viewport: { width: 1360, height: 900 } });
  try {
    const plain = await context.newPage();
    await plain.goto(chromium.address(page), { waitUntil: "load" });
    const [scripted, words] = await Promise.all([tab.evaluate(visible), plain.evaluate(visible)]);
    const left = new Map();
    for (const line of words) left.set(line, (left.get(line) ?? 0) + 1);
    for (const line of scripted) {
      if (!left.get(line)) fault(`without JavaScript \`${line.slice(0, 100)}\` is missing`);
      else left.set(line, left.get(line) - 1);
    }
    for (const words of await plain.evaluate(useless)) fault(`without JavaScript ${words} does nothing, yet it is shown`);
  } finally {
    await context.close();
  }
}

/** The lines that a reader sees, without those that a script writes about its own work. */
function visible() {
  const own = [...document.querySelectorAll(".needs-script, .progress")];
  const hidden = own.map((element) => [element, element.style.display]);
  for (const element of own) element.style.display = "none";
  const lines = document.body.innerText.split("\n").map((line) => line.trim().replace(/\s+/g, " ")).filter(Boolean);
  for (const [element, display] of hidden) element.style.display = display;
  return lines;
}

/** Buttons that do something only with a script. */
function useless() {
  const buttons = [...document.querySelectorAll("button:not([popovertarget]):not([type='submit']):not([commandfor])")];
  return buttons.filter((button) => button.checkVisibility()).map((button) => button.outerHTML.slice(0, 100));
}
