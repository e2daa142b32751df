// A reviewer sees on each page what differs from what is published: the bar leads from page to page and from place to
// place, what goes and what comes can be told apart without colour, and the page can be read as it was and as it would be.

import { find } from "../pages.js";
import { check } from "./axe.js";
import { marks } from "./editions.js";

export function jobs(sites) {
  const reviewed = sites.filter(({ pages }) => pages.some(({ kind }) => kind === "review"));
  return reviewed.flatMap((site) => {
    const has = (text) => (page) => page.html.includes(text);
    const level = find([site], (page) => page.kind === "level" && has('id="change-2"')(page));
    const prose = find([site], (page) => page.kind === "article" && has('id="change-1"')(page));
    const table = find([site], (page) => page.kind === "compare" && has('id="change-1"')(page));
    const gone = find([site], has("This page is gone"));
    const fresh = find([site], has("This page is new"));
    const all = find([site], ({ kind }) => kind === "review");
    // Each look has a tab of its own: what a reviewer chooses to see is kept from page to page.
    const options = {};
    const twice = (page, look) => (page ? [{ page, look, options }, { page, look, options, width: 360, scheme: "dark" }] : []);
    return [
      ...[level, prose, table].flatMap((page) => twice(page, changed)),
      ...[level, table].filter(Boolean).map((page) => ({ page, look: scriptless, options: { javaScriptEnabled: false } })),
      ...twice(level, stepped),
      ...[gone, fresh].flatMap((page) => twice(page, told)),
      ...twice(all, listed),
    ];
  });
}

/** A page that differs, as it is, as it was and as it would be. */
async function changed(tab, page, fault) {
  await tab.locator("[name=review-show][value=both]").check();
  await check(tab, fault);
  for (const words of await tab.evaluate(marks)) fault(words);
  if (await tab.evaluate(() => document.documentElement.scrollWidth > innerWidth)) fault("the page is wider than the screen");
  for (const value of ["before", "after"]) {
    await only(tab, value, fault);
    await check(tab, fault);
  }
}

/** The same without scripts. */
async function scriptless(tab, page, fault) {
  for (const value of ["before", "after"]) await only(tab, value, (words) => fault(`${words}, without scripts`));
}

/** Shows a page as it was or as it would be; nothing of the other is there, and nothing is marked. */
async function only(tab, value, fault) {
  const [hidden, shown] = value === "before" ? ["ins", "del"] : ["del", "ins"];
  await tab.locator(`[name=review-show][value=${value}]`).check();
  const [isMixed, isMarked] = await tab.evaluate(([hidden, shown]) => {
    const visible = (it) => it.getClientRects().length > 0 && it.textContent.trim() !== "";
    const folded = (it) => it.closest("details:not([open])");
    const drawn = (it) => getComputedStyle(it).textDecorationLine !== "none";
    const all = (name) => [...document.querySelectorAll(`main ${name}.redline, main [data-redline] ${name}`)].filter((it) => !folded(it));
    return [all(hidden).some(visible), all(shown).some((it) => visible(it) && drawn(it))];
  }, [hidden, shown]);
  if (isMixed) fault(`what does not belong to it can be seen in the page ${value}`);
  if (isMarked) fault(`marks are drawn in the page ${value}`);
}

/** From place to place, by click and by key, and on to another page as it was shown here. */
async function stepped(tab, page, fault) {
  await tab.locator("[name=review-show][value=both]").check();
  const place = async () => (await tab.locator(".review-place").textContent()).trim();
  const fits = () => tab.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
  const all = Number(/\d+/.exec(await place())[0]);
  const expect = async (at, by) => {
    const [said, id] = [await place(), await tab.evaluate(() => document.activeElement.id)];
    if (said !== `change ${at} of ${all}` || id !== `change-${at}`) fault(`${by} leads to \`${id}\` and says “${said}”`);
    const covered = await tab.evaluate(() => {
      const box = document.activeElement.getBoundingClientRect();
      return box.top < document.querySelector(".review").getBoundingClientRect().bottom || box.top > innerHeight;
    });
    if (covered) fault(`${by} leads to where nothing can be seen`);
  };
  await tab.locator(".review-next").click();
  await expect(1, "the sign for the next change");
  await tab.keyboard.press("n");
  await expect(2, "the key n");
  await tab.keyboard.press("p");
  await expect(1, "the key p");
  await tab.keyboard.press("p");
  await expect(all, "the key p from the first change");
  if (!(await fits())) fault("the bar is wider than the screen");
  for (const value of ["before", "after"]) {
    await tab.locator(`[name=review-show][value=${value}]`).check();
    for (let count = 0; count < all; count++) {
      await tab.keyboard.press("n");
      if (await tab.evaluate(() => !document.activeElement.matches("main *") || !document.activeElement.getClientRects().length)) {
        fault(`the key n leads to nothing in the page ${value}`);
      }
    }
  }
  await tab.goto(new URL("../changes/review.html", tab.url()).href);
  await tab.locator(".review-list a").first().click();
  const after = tab.locator("[name=review-show][value=after]");
  if ((await after.count()) && !(await after.isChecked())) fault("what is shown is forgotten on the next page");
}

/** A page that is new, or gone. */
async function told(tab, page, fault) {
  await check(tab, fault);
  if (!(await tab.locator(".review-fate").isVisible())) fault("the bar does not say what became of the page");
  const struck = (all) => all.some((it) => getComputedStyle(it).textDecorationLine.includes("line-through"));
  if (await tab.locator("main del.redline, main del.redline a").evaluateAll(struck)) fault("a page that is gone cannot be read");
}

/** The page that lists all pages that differ; each is there and says that it is one of them. */
async function listed(tab, page, fault) {
  await check(tab, fault);
  const links = await tab.locator(".review-list a").evaluateAll((links) => links.map((link) => link.href));
  if (links.length < 3) fault("hardly any page is listed");
  for (const href of links.slice(0, 6)) {
    await tab.goto(href, { waitUntil: "load" });
    if (!(await tab.locator("aside.review").count())) fault(`${href} has no bar`);
    const said = await tab.locator(".review-steps, .review-fate").first().innerText();
    if (said.includes("the same")) fault(`${href} is listed and says that it is the same`);
  }
}
