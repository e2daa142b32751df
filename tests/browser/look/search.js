// A reader finds by keyboard: the search opens from anywhere, answers with each letter, says what it shows to those who do
// not see it, and leads to the place it promised. Nothing of it is loaded before.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { find } from "../pages.js";
import { ask, open, results, shown } from "../searching.js";

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const BOX = "a.search";
const HOSTILE = ['<img src=x onerror="alert(1)"> engineer', "</dialog><script>alert(1)</script>engineer", "__proto__ constructor"];

export function jobs([handbook]) {
  const page = find([handbook], ({ kind }) => kind === "level");
  const senior = find([handbook], ({ route }) => route === "levels/se-senior.html");
  const looks = [opening, spoken, typed, accessible];
  return [...looks.map((look) => ({ page, look })), { page: senior, look: leading }];
}

/** Whether the panel is open. */
const isOpen = (tab) => tab.evaluate(() => Boolean(document.querySelector("dialog.search-panel[open]")));
/** The addresses of the search's own files that a page has asked for. */
const asked = (tab) =>
  tab.evaluate(() => {
    const names = performance.getEntriesByType("resource").map(({ name }) => name);
    return names.filter((name) => /assets\/search[./]/.test(name));
  });

async function opening(tab, page, fault, chromium) {
  const early = await asked(tab);
  if (early.length) fault(`before anyone searches it asks for ${early.join(", ")}`);
  const ways = [
    [BOX, "a click", () => tab.locator(BOX).click()],
    [BOX, "Enter", () => tab.keyboard.press("Enter")],
    [BOX, "Space", () => tab.keyboard.press("Space")],
    ["main a", "`/` on a link", () => tab.keyboard.press("/")],
    ["main", "`/` in the text", () => tab.keyboard.press("/")],
  ];
  for (const [place, way, go] of ways) {
    await tab.locator(place).first().focus();
    await go();
    await tab.locator(".search-panel input").waitFor({ timeout: 30_000 }).catch(() => fault(`${way} does not open the search`));
    const { typing } = await shown(tab);
    if (!typing) fault(`after ${way} one cannot type at once`);
    const value = await tab.locator(".search-panel input").inputValue();
    if (value) fault(`after ${way} \`${value}\` is in the box`);
    await tab.keyboard.press("Escape");
    if (await isOpen(tab)) fault(`Esc does not close what ${way} opened`);
    const back = await tab.evaluate((place) => document.activeElement === document.querySelector(place), place);
    if (!back) fault(`after ${way} and Esc the focus is not where it was`);
  }
  const scripts = (await asked(tab)).filter((name) => /search\.[0-9a-f]+\.js/.test(name));
  if (scripts.length !== 1) fault(`its script is loaded ${scripts.length} times`);
  await fields(tab, fault);
  await elsewhere(tab, page, fault, chromium);
}

/** A `/` where readers write is a letter; in what only looks alike it opens the search. */
async function fields(tab, fault) {
  await tab.evaluate(() => {
    const fields = "<input id=f1><textarea id=f2></textarea><p contenteditable id=f3></p><input type=checkbox id=f4>";
    document.querySelector("main").insertAdjacentHTML("afterbegin", fields);
  });
  for (const id of ["f1", "f2", "f3"]) {
    await tab.locator(`#${id}`).focus();
    await tab.keyboard.press("/");
    const text = await tab.evaluate((id) => document.getElementById(id).value ?? document.getElementById(id).textContent, id);
    if (text !== "/" || (await isOpen(tab))) fault(`\`/\` cannot be written in ${id}: it has \`${text}\``);
  }
  await tab.locator("#f4").focus();
  await tab.keyboard.press("/");
  if (!(await isOpen(tab))) fault("`/` on a box to tick does not open the search");
  await tab.keyboard.press("Escape");
}

/** With Ctrl the box is the link that it is without a script. */
async function elsewhere(tab, page, fault, chromium) {
  const opened = tab.context().waitForEvent("page", { timeout: 30_000 });
  const [other] = await Promise.all([opened, tab.locator(BOX).click({ modifiers: ["Control"] })]);
  await other.waitForLoadState();
  if ((await other.evaluate(() => document.body.dataset.kind)) !== "letters") fault(`Ctrl and a click lead to ${other.url()}`);
  await other.close();
  if (await isOpen(tab)) fault("Ctrl and a click open the search too");
}

/** What assistive technology is told, and how the arrow keys move. */
async function spoken(tab, page, fault) {
  await open(tab);
  const empty = await shown(tab);
  if (empty.expanded !== "false" || empty.active) fault("an empty box says that there are results");
  const roles = await tab.evaluate(() => {
    const input = document.querySelector(".search-panel input");
    const list = document.getElementById(input.getAttribute("aria-controls"));
    const { role: live } = document.querySelector(".search-status");
    return [input.role, list?.role, input.getAttribute("aria-autocomplete"), live, list?.checkVisibility()].join(" ");
  });
  if (roles !== "combobox listbox list status false") fault(`the panel is made of ${roles}`);
  const answer = await ask(tab, "staff");
  const all = results(answer);
  if (answer.expanded !== "true") fault("it does not say that there are results");
  if (answer.groups[0]?.name.toLowerCase() !== "levels") fault(`the first group is \`${answer.groups[0]?.name}\``);
  for (const { name, options } of answer.groups) {
    if (!name || !options.length) fault(`a group \`${name}\` has ${options.length} results`);
  }
  for (const { words, marks } of all) {
    if (!marks.some((mark) => /^staff$/i.test(mark))) fault(`nothing is marked in \`${words}\``);
  }
  if (!answer.status.includes(String(all.length))) fault(`it says \`${answer.status}\` of ${all.length} results`);
  if (answer.chosen.length || answer.active) fault("a result is chosen before any arrow");
  const [down, up, last] = ["ArrowDown", "ArrowUp", all.length - 1];
  for (const [key, at] of [[down, 0], [down, 1], [up, 0], [up, -1], [up, last], [down, -1], [down, 0]]) {
    await tab.keyboard.press(key);
    const { chosen, active, typing } = await shown(tab);
    const want = at < 0 ? "" : all[at].id;
    if (chosen.join() !== want || (active ?? "") !== want) {
      fault(`after ${key} \`${chosen}\` is chosen and \`${active}\` told, not \`${want}\``);
    }
    if (!typing) fault(`after ${key} the focus has left the box`);
    if (at >= 0 && !(await tab.evaluate(inSight, want))) fault(`after ${key} the result that is chosen is out of sight`);
  }
}

/** Whether a result is inside the list as far as that is scrolled. */
function inSight(id) {
  const [one, list] = [id, "search-results"].map((id) => document.getElementById(id).getBoundingClientRect());
  return one.top >= list.top - 1 && one.bottom <= list.bottom + 1;
}

/** Letters, wrong letters, none that are found, and hostile ones. */
async function typed(tab, page, fault) {
  await open(tab);
  for (const [at, letter] of [..."kubernetes"].entries()) {
    await tab.keyboard.press(letter);
    if (!at) continue;
    const start = "kubernetes".slice(0, at + 1);
    const follows = tab.waitForFunction(
      (start) => {
        const marks = [...document.querySelectorAll(".search-panel mark")];
        return marks.some((mark) => mark.textContent.toLowerCase().startsWith(start));
      },
      start,
      { timeout: 30_000 },
    );
    await follows.catch(() => fault(`nothing that begins with \`${start}\` is shown while it is typed`));
  }
  const wrong = await ask(tab, "enginer");
  if (!results(wrong).some(({ marks }) => marks.includes("Engineer"))) fault("`enginer` does not find `Engineer`");
  const none = await ask(tab, "qqxxzz");
  if (results(none).length || none.expanded !== "false" || !/nothing found/i.test(none.status)) {
    fault(`where nothing is found it says \`${none.status}\` with ${results(none).length} results`);
  }
  await tab.keyboard.press("Enter");
  if (!(await isOpen(tab))) fault("Enter closes the search where nothing is found");
  for (const hostile of HOSTILE) {
    await ask(tab, hostile);
    const made = await tab.evaluate(strange);
    if (made) fault(`asked for \`${hostile}\` the panel has ${made}`);
  }
  // The manual shows how a template is written.
  const markup = results(await ask(tab, "ask in the channel careers"));
  if (!markup.some(({ words }) => words.includes("<code>"))) fault("no markup that a page writes about is among the results");
  const made = await tab.evaluate(strange);
  if (made) fault(`markup that a page writes about becomes ${made}`);
  await tab.locator(".search-panel input").fill("");
  await tab.waitForFunction(() => !document.querySelector(".search-status").textContent);
  if (results(await shown(tab)).length) fault("results stay when the box is emptied");
}

/** What results are not made of. */
const strange = () => document.querySelector("#search-results :not(div, a, span, i, mark, small)")?.outerHTML.slice(0, 80);

/** Enter opens the first result or the chosen one, at once, and the place that is promised is there. */
async function leading(other, page, fault, chromium) {
  // In a tab of its own: what a page still loads when it is left counts as a request that fails.
  const tab = await other.context().newPage();
  try {
    await leads(tab, page, fault, chromium);
  } finally {
    await tab.close();
  }
}

async function leads(tab, page, fault, chromium) {
  const begin = async () => {
    await tab.goto(chromium.address(page), { waitUntil: "domcontentloaded" });
    await tab.waitForFunction(() => document.querySelector("a.search").role === "button");
    await open(tab);
  };
  const arrive = async (want, how) => {
    await tab.waitForURL(want.href, { timeout: 30_000 }).catch(() => fault(`${how} leads to ${tab.url()}, not to ${want.href}`));
    const there = await tab.evaluate(() => {
      const target = location.hash ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : document.body;
      const { top } = target?.getBoundingClientRect() ?? {};
      const title = document.querySelector("h1")?.innerText ?? "";
      return { found: Boolean(target), near: top > -20 && top < innerHeight, title };
    });
    if (!there.found || !there.near) fault(`${how} does not show the place ${want.href}`);
    if (!want.words.startsWith(there.title)) fault(`${how} leads to \`${there.title}\`, not to \`${want.words.slice(0, 60)}\``);
    if (await isOpen(tab)) fault(`${how} leaves the panel open`);
  };
  await begin();
  const [first] = results(await ask(tab, "kubernetes"));
  await tab.keyboard.press("Enter");
  await arrive(first, "Enter");
  await begin();
  const all = results(await ask(tab, "staff"));
  const away = all.findIndex(({ href }) => href.includes("#") && !href.startsWith(chromium.address(page)));
  for (let at = 0; at <= away; at++) await tab.keyboard.press("ArrowDown");
  await tab.keyboard.press("Enter");
  await arrive(all[away], "Enter on a chosen part of another page");
  await begin();
  const here = results(await ask(tab, "staff")).find(({ href }) => href.startsWith(`${chromium.address(page)}#`));
  if (!here) fault("no part of the page itself is found");
  else {
    await tab.locator(`#${here.id}`).click();
    await arrive(here, "a click on a part of the page itself");
  }
  await begin();
  await ask(tab, "staff");
  await tab.locator(".search-panel input").fill("");
  await tab.keyboard.type("kubernetes");
  await tab.keyboard.press("Enter");
  await arrive(first, "Enter right after the last letter");
}

/** axe-core finds nothing in the panel, empty, with results and with one chosen; and nothing in it moves or sticks out. */
async function accessible(tab, page, fault) {
  await tab.evaluate(AXE);
  await open(tab);
  const states = [
    ["empty", () => {}],
    ["with results", () => ask(tab, "engineer")],
    ["with a chosen result", () => tab.keyboard.press("ArrowDown")],
  ];
  for (const [state, enter] of states) {
    await enter();
    const all = [360, 1360].flatMap((width) => [{ width, scheme: "light" }, { width, scheme: "dark" }]);
    for (const { width, scheme } of state === "with a chosen result" ? all : [all[1], all[2]]) {
      await tab.setViewportSize({ width, height: width < 500 ? 740 : 900 });
      await tab.emulateMedia({ colorScheme: scheme });
      const faults = [...(await tab.evaluate(violations)), ...(await tab.evaluate(misplaced))];
      for (const words of faults) fault(words, `${page.place} ${width} ${scheme} ${state}`);
    }
  }
}

async function violations() {
  const options = { resultTypes: ["violations"], rules: { "color-contrast-enhanced": { enabled: false } } };
  const { violations } = await axe.run(".search-panel", options);
  const why = ([{ target, failureSummary }]) => `${target.join(" ")}: ${failureSummary.split("\n")[1]}`;
  return violations.map(({ id, nodes }) => `axe ${id} at ${why(nodes)}`);
}

/** What moves in the panel, sticks out of it or of the page; and that it fills a phone. */
function misplaced() {
  const found = [];
  const panel = document.querySelector(".search-panel");
  const { left, right, top, bottom } = panel.getBoundingClientRect();
  if (innerWidth < 500 && (left || top || right !== innerWidth || bottom !== innerHeight)) {
    found.push(`on a phone the panel reaches from ${left} to ${right} and from ${top} to ${bottom}`);
  }
  if (left < 0 || right > innerWidth || top < 0 || bottom > innerHeight) found.push("the panel is larger than the window");
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth) found.push(`the page scrolls sideways by ${scrollWidth - clientWidth} px`);
  for (const one of panel.querySelectorAll("*")) {
    const box = one.getBoundingClientRect();
    if (box.width && (box.left < left - 0.5 || box.right > right + 0.5)) found.push(`it sticks out: ${one.outerHTML.slice(0, 80)}`);
    const { transitionDuration, animationName } = getComputedStyle(one);
    if (parseFloat(transitionDuration) > 0.01 || animationName !== "none") found.push(`it moves: ${one.outerHTML.slice(0, 80)}`);
  }
  return found.slice(0, 5);
}
