// The choice of editions opens by key, holds on to the page, and leads there and back; old pages say what they are.
// axe-core finds nothing while it is open, nor on old pages and pages of changes.

import { find } from "../pages.js";
import { check } from "./axe.js";

export function jobs(sites) {
  const kept = sites.filter(({ pages }) => pages.some(isOld));
  return kept.flatMap((site) => {
    const now = find([site], (page) => page.route.startsWith("levels/") && page.html.includes('popovertarget="editions"'));
    const old = find([site], (page) => isOld(page) && page.route.includes("/levels/"));
    const changes = site.pages.filter(({ kind }) => kind === "changes" || kind === "chapter");
    return [
      { page: now, look: there },
      { page: now, look: there, width: 360, scheme: "dark" },
      { page: old, look: banner },
      { page: old, look: banner, width: 360, scheme: "dark" },
      ...changes.flatMap((page) => [
        { page, look: told },
        { page, look: told, width: 360, scheme: "dark" },
      ]),
    ];
  });
}

function isOld({ html }) {
  return html.includes('<aside class="edition"');
}

/** From the page of today to each edition, and back by the word about old pages. */
async function there(tab, page, fault) {
  const [button, panel] = [tab.locator('button[popovertarget="editions"]'), tab.locator("#editions")];
  await button.focus();
  await tab.keyboard.press("Enter");
  if (!(await panel.isVisible())) return fault("Enter on its button does not open the choice of editions");
  await check(tab, fault);
  const over = await panel.evaluate((panel) => {
    const { left, right } = panel.getBoundingClientRect();
    return left < -0.5 || right > innerWidth + 0.5 || panel.scrollWidth > panel.clientWidth;
  });
  if (over) fault("the choice of editions does not fit the screen");
  const links = await panel.locator("a").evaluateAll((links) => links.map((link) => [link.href, link.innerText]));
  if (links.length < 2) fault("there is no other edition to choose");
  const here = tab.url();
  for (const [href, words] of links.slice(1)) {
    await tab.goto(href, { waitUntil: "load" });
    if (!(await tab.locator("aside.edition").isVisible())) fault(`nothing says that ${href} is old`);
    const same = words.includes("not there");
    const kind = await tab.evaluate(() => document.body.dataset.kind);
    if (kind !== (same ? "home" : "level")) fault(`${href} leads to a page of the kind \`${kind}\``);
    if (same) continue;
    await tab.locator("aside.edition a").first().click();
    if (tab.url() !== here) fault(`the word about ${href} leads to ${tab.url()} and not back`);
  }
}

/** A page of an older edition. */
async function banner(tab, page, fault) {
  if (!(await tab.locator("aside.edition").isVisible())) fault("nothing says that this page is old");
  await check(tab, fault);
  const links = await tab.locator("aside.edition a").evaluateAll((links) => links.map((link) => link.href));
  for (const href of links) {
    await tab.goto(href, { waitUntil: "load" });
    if (await tab.locator("aside.edition").count()) fault(`${href} is as old as the page that leads there`);
    const id = new URL(href).hash.slice(1);
    if (id && !(await tab.evaluate((id) => !!document.getElementById(id), id))) fault(`there is no \`${id}\` at ${href}`);
  }
}

/** A page of changes: what was and what is are told apart without colour, and each thing leads somewhere or nowhere. */
async function told(tab, page, fault) {
  await check(tab, fault);
  for (const words of await tab.evaluate(marks)) fault(words);
}

/** What is wrong with the words that went and came. */
export function marks() {
  const wrong = [];
  for (const mark of document.querySelectorAll("main ins, main del")) {
    const { textDecorationLine } = getComputedStyle(mark);
    const line = mark.localName === "ins" ? "underline" : "line-through";
    const drawn = textDecorationLine.includes(line) || getComputedStyle(mark).borderBottomStyle !== "none";
    if (!drawn) wrong.push(`only colour tells \`${mark.outerHTML.slice(0, 100)}\` from other words`);
    const heard = /inserted|deleted/.test(getComputedStyle(mark, "::before").content);
    if (!mark.querySelector(".unseen") && !heard) wrong.push(`nothing is read aloud before \`${mark.outerHTML.slice(0, 100)}\``);
  }
  return wrong.slice(0, 6);
}
