// The switch has three states, which are kept over a reload and stand before anything is painted.

import { find } from "../pages.js";

export function jobs(sites) {
  const page = find(sites, ({ kind }) => kind === "level");
  return ["light", "dark"].map((scheme) => ({ page, look, scheme, options: {} }));
}

async function look(tab, page, fault, chromium) {
  const system = await paper(tab);
  const seen = [];
  for (const want of ["light", "dark", "auto"]) {
    await tab.locator("button.scheme").click();
    const state = await tab.locator("button.scheme").getAttribute("data-scheme");
    if (state !== want) fault(`the switch says \`${state}\` where \`${want}\` is next`);
    const name = await tab.locator("button.scheme").innerText();
    if (!name.trim()) fault("the switch has no name");
    seen.push(await paper(tab));
    const early = await reloaded(tab);
    if (early.theme !== (want === "auto" ? "none" : want)) fault(`\`${early.theme}\` stands when the body begins, not \`${want}\``);
    if (early.paper !== seen.at(-1)) fault(`the first frame is ${early.paper}, later ones ${seen.at(-1)}`);
  }
  if (seen[0] === seen[1]) fault("light and dark are the same");
  if (seen[2] !== system) fault("`auto` does not follow the system");
}

const paper = (tab) => tab.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);

/** What stands when the body begins and when the first frame is painted, after a reload. */
async function reloaded(tab) {
  await tab.addInitScript(() => {
    window.early = { theme: "unseen", paper: "" };
    new MutationObserver((_, observer) => {
      if (!document.body) return;
      observer.disconnect();
      window.early.theme = document.documentElement.dataset.theme ?? "none";
      requestAnimationFrame(() => {
        window.early.paper = getComputedStyle(document.documentElement).backgroundColor;
      });
    }).observe(document, { childList: true, subtree: true });
  });
  await tab.reload({ waitUntil: "load" });
  await tab.waitForFunction(() => window.early.paper);
  return tab.evaluate(() => window.early);
}
