// What an author sees in an open preview while the handbook changes: `node preview.js CHROMIUM RUNGBOOK FOLDER`.
// `ONLY=tabs,errors` in the environment takes some of the steps. Ends with 1 when anything was not as it should be.

import { execFileSync, spawn } from "node:child_process";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Chromium } from "./chromium.js";
import { Findings } from "./findings.js";
import { check } from "./look/axe.js";

const [program, rungbook, folder] = process.argv.slice(2);
const only = process.env.ONLY?.split(",");

/** So long, in milliseconds, may anything take that is to come. */
const LONGEST = 60_000;

/** Whether a refused request or one that breaks off is what a step is about. */
let isAway = false;

const PAGE = "content/long.md";
const sections = Array.from({ length: 40 }, (_, at) => `## Part ${at}\n\n${"Some words to fill the page. ".repeat(12)}\n`);
const page = (lead) => `# Long\n\n${lead}\n\n${sections.join("\n")}`;

const write = async (path, text) => {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), text);
};
const edit = async (path, from, to) => write(path, (await readFile(join(folder, path), "utf8")).replace(from, to));

/** Starts the preview; `url` is where it is, `end` ends it. */
async function serve(port = 0, options = ["--no-base"]) {
  const child = spawn(rungbook, ["serve", folder, "-p", String(port), ...options], { stdio: ["ignore", "pipe", "ignore"] });
  const url = await new Promise((found, fail) => {
    let said = "";
    child.stdout.on("data", (text) => {
      said += text;
      const url = /http:\/\/\S+/.exec(said)?.[0];
      if (url) found(url);
    });
    child.on("exit", () => fail(new Error(`the preview has ended: ${said}`)));
  });
  const end = () =>
    new Promise((ended) => {
      child.on("exit", ended);
      child.kill("SIGINT");
    });
  return { url, port: new URL(url).port, end };
}

/** A tab that tells when the browser is not content. */
async function open(context, address, fault) {
  const tab = await context.newPage();
  tab.on("console", (message) => isAway || fault(`console ${message.type()}: ${message.text()}`));
  tab.on("pageerror", (error) => fault(`error in a script: ${error.message}`));
  await tab.goto(address);
  await mark(tab);
  return tab;
}

/** Marks a page, so that one that was loaded anew can be told. */
const mark = (tab) => tab.evaluate(() => (window.marked = true));
const isMarked = (tab) => tab.evaluate(() => window.marked === true);
const shows = (tab, words) => tab.waitForFunction((words) => document.body.innerText.includes(words), words, { timeout: LONGEST });
const panel = (tab) => tab.locator("rungbook-preview dialog");
const badge = (tab) => tab.locator("rungbook-preview .badge");
const opens = (locator) => locator.waitFor({ state: "visible", timeout: LONGEST });
const goes = (locator) => locator.waitFor({ state: "hidden", timeout: LONGEST });

/** An edit is shown where the reader was, and only where it is. */
async function edits({ context, url, fault }) {
  const [tab, other] = [await open(context, `${url}long.html`, fault), await open(context, url, fault)];
  const part = tab.locator("#part-20");
  await part.evaluate((heading) => heading.scrollIntoView({ behavior: "instant" }));
  await tab.mouse.wheel(0, 37);
  await tab.waitForTimeout(200);
  const before = await part.evaluate((heading) => heading.getBoundingClientRect().top);
  await write(PAGE, page("Words that are new. ".repeat(200)));
  await shows(tab, "Words that are new.");
  await tab.waitForLoadState("load");
  await tab.waitForTimeout(200);
  if (await isMarked(tab)) fault("the page shows new words without having been loaded anew");
  const after = await part.evaluate((heading) => heading.getBoundingClientRect().top);
  if (Math.abs(after - before) > 3) fault(`what was at ${before} px is at ${after} px after an edit above it`);
  if (!(await isMarked(other))) fault("a page whose bytes did not change was loaded anew");
}

/** Style sheets change in place. */
async function styles({ context, url, fault }) {
  const tab = await open(context, `${url}long.html`, fault);
  const colour = (want) =>
    tab.waitForFunction((want) => getComputedStyle(document.querySelector("h1")).color === want, want, { timeout: LONGEST });
  for (const [name, want] of [["red", "rgb(255, 0, 0)"], ["green", "rgb(0, 128, 0)"], ["blue", "rgb(0, 0, 255)"]]) {
    await write("theme/style/prose.css", `h1 { color: ${name} !important }\n`);
    await colour(want);
  }
  await tab.waitForFunction(() => document.querySelectorAll("link[rel=stylesheet]").length === 1, null, { timeout: LONGEST });
  if (!(await isMarked(tab))) fault("a change of style loads the page anew");
  await rm(join(folder, "theme"), { recursive: true });
  await tab.waitForFunction(() => !["rgb(255, 0, 0)", "rgb(0, 128, 0)", "rgb(0, 0, 255)"].includes(getComputedStyle(document.querySelector("h1")).color));
  if (!(await isMarked(tab))) fault("a theme that goes away loads the page anew");
}

/** Errors are shown over the last good page, and go when they are mended. */
async function errors({ context, url, fault }) {
  const tab = await open(context, `${url}long.html`, fault);
  await edit("content/levels/staff.yaml", "summary:", "sumary:");
  await opens(panel(tab));
  const text = await panel(tab).innerText();
  for (const words of ["1 error", "content/levels/staff.yaml:", "sumary", "did you mean"]) {
    if (!text.includes(words)) fault(`the panel does not say \`${words}\`: ${text}`);
  }
  const href = await panel(tab).locator("a").first().getAttribute("href");
  if (!/^vscode:\/\/file\/.*content\/levels\/staff\.yaml:\d+:\d+$/.test(href)) fault(`the editor is opened by ${href}`);
  if (!(await panel(tab).evaluate((dialog) => dialog.contains(dialog.getRootNode().activeElement)))) fault("the focus is not in the panel");
  for (const width of [1360, 390]) {
    for (const colorScheme of ["light", "dark"]) {
      await tab.setViewportSize({ width, height: 740 });
      await tab.emulateMedia({ colorScheme });
      await check(tab, (words) => fault(`${words} (${width} ${colorScheme})`));
      const wide = await panel(tab).evaluate((dialog) => dialog.scrollWidth > dialog.clientWidth);
      if (wide) fault(`the panel is wider than ${width} px`);
    }
  }
  await tab.keyboard.press("Escape");
  await goes(panel(tab));
  await opens(badge(tab));
  await tab.reload();
  await opens(badge(tab));
  if (await panel(tab).isVisible()) fault("what was put away comes back with the page");
  await badge(tab).focus();
  await tab.keyboard.press("Enter");
  await opens(panel(tab));
  await mark(tab);
  await edit("content/levels/staff.yaml", "sumary:", "summary:");
  await goes(panel(tab));
  await goes(badge(tab));
  if (!(await isMarked(tab))) fault("a page that is as it was before the error is loaded anew");
}

/** Warnings are counted in a corner and told when asked for. */
async function warnings({ context, url, fault }) {
  const tab = await open(context, `${url}long.html`, fault);
  await write("content/other.md", "# Other\n\n[[nothing-of-this-name]]\n");
  await opens(badge(tab));
  if (await panel(tab).isVisible()) fault("a warning opens the panel by itself");
  await check(tab, (words) => fault(`${words} (with a warning)`));
  await badge(tab).click();
  await opens(panel(tab));
  await panel(tab).getByRole("button", { name: "Close" }).click();
  await goes(panel(tab));
  await rm(join(folder, "content/other.md"));
  await goes(badge(tab));
}

/** What stands in a file is never markup of the panel. */
async function hostile({ context, url, fault }) {
  const tab = await open(context, `${url}long.html`, fault);
  const evil = `"><img src=x onerror=hacked()><script>hacked()</script><svg onload=hacked()>`;
  await tab.exposeFunction("hacked", () => fault("a script in a file of the handbook runs in the panel"));
  await write("content/evil.yaml", `level:\n  ${JSON.stringify(evil)}: ${JSON.stringify(evil)}\n  id: ${JSON.stringify(evil)}\n`);
  await opens(panel(tab));
  if (!(await panel(tab).innerText()).includes("onerror=")) fault("the panel does not show the line");
  const inside = await panel(tab).locator("img, script, svg, [onerror], [onload]").count();
  if (inside) fault(`${inside} elements of a file stand in the panel`);
  await tab.waitForTimeout(200);
  await rm(join(folder, "content/evil.yaml"));
  await goes(panel(tab));
}

/** More tabs than a browser opens connections are all kept up to date; also when the one that listens is closed. */
async function tabs({ context, url, fault }) {
  const all = [];
  for (let count = 0; count < 10; count++) all.push(await open(context, `${url}long.html`, fault));
  await write(PAGE, page("Seen by all tabs."));
  await Promise.all(all.map((tab) => shows(tab, "Seen by all tabs.")));
  await all.shift().close();
  await write(PAGE, page("Seen by the others."));
  await Promise.all(all.map((tab) => shows(tab, "Seen by the others.")));
}

/** What differs from what is published is marked on the open page, told in a bar that leads there, and gone when it is mended. */
async function reviews({ context, fault }) {
  const identity = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"];
  const git = (...words) => execFileSync("git", ["-C", folder, ...identity, ...words], { stdio: "ignore" });
  git("init");
  git("add", "--all");
  git("commit", "-m", "One");
  const preview = await serve(0, ["--base", "main"]);
  try {
    const tab = await open(context, `${preview.url}long.html`, fault);
    const bar = tab.locator("aside.review");
    const says = (words) => bar.filter({ hasText: words }).waitFor({ timeout: LONGEST });
    await says("No page differs");
    await edit("content/levels/staff.yaml", "summary: ", "summary: Boldly ");
    await says("1 page differs");
    await bar.getByRole("link", { name: "1 page differs" }).click();
    await tab.locator(".review-list a").first().click();
    await tab.waitForURL(/levels/);
    await tab.keyboard.press("n");
    const words = tab.locator("main ins.redline").first();
    if (!(await words.evaluate((it) => it === document.activeElement && it.textContent.includes("Boldly")))) fault("the key n does not lead to what is new");
    await tab.getByLabel("Before").check();
    if (await words.isVisible()) fault("what is new is there in the page as it was");
    await tab.getByLabel("After").check();
    if (!(await words.isVisible())) fault("what is new is not there in the page as it would be");
    await check(tab, (words) => fault(`${words} (under review)`));
    await mark(tab);
    await edit("content/levels/staff.yaml", "Boldly ", "Bravely ");
    await shows(tab, "Bravely");
    if (!(await tab.getByLabel("After").isChecked())) fault("what is shown is forgotten when the page is loaded anew");
    git("checkout", "--", "content");
    await says("No page differs");
    if (await words.count()) fault("marks stay when all is as it was");
  } finally {
    await Promise.all(context.pages().map((tab) => tab.close()));
    await preview.end();
  }
}

/** A preview that ends and begins again is found again, with what has changed meanwhile. */
async function away({ context, url, fault, preview }) {
  const tab = await open(context, `${url}long.html`, fault);
  isAway = true;
  await preview.end();
  await write(PAGE, page("Written meanwhile."));
  Object.assign(preview, await serve(preview.port));
  await shows(tab, "Written meanwhile.");
  isAway = false;
}

/** A handbook that cannot be shown at all says why, and comes by itself. */
async function failure({ context, url, fault, preview }) {
  isAway = true;
  await preview.end();
  await edit("book.toml", "[book]", "[book]\n'<img src=x onerror=hacked()>' = 1");
  Object.assign(preview, await serve(preview.port));
  const tab = await open(context, `${url}long.html`, fault);
  isAway = false;
  await shows(tab, "The handbook cannot be shown");
  if (await tab.locator("img").count()) fault("what stands in book.toml is markup of the page");
  for (const colorScheme of ["light", "dark"]) {
    await tab.emulateMedia({ colorScheme });
    await check(tab, (words) => fault(`${words} (${colorScheme})`));
  }
  await edit("book.toml", "'<img src=x onerror=hacked()>' = 1\n", "");
  await shows(tab, "Written meanwhile.");
}

const findings = new Findings();
const chromium = await Chromium.start(program, "");
await write(PAGE, page("A long page."));
const preview = await serve();
try {
  const steps = [edits, styles, errors, warnings, hostile, tabs, reviews, away, failure];
  for (const step of steps.filter(({ name }) => !only || only.includes(name))) {
    const started = performance.now();
    const context = await chromium.browser.newContext({ reducedMotion: "reduce" });
    context.setDefaultTimeout(LONGEST);
    const fault = (words) => findings.add(step.name, "preview", words);
    try {
      await step({ context, url: preview.url, fault, preview });
    } catch (error) {
      fault(`it ended early: ${error.message.split("\n").slice(0, 3).join(" ")}`);
    }
    await context.close();
    findings.count(step.name, performance.now() - started);
  }
} finally {
  await chromium.stop();
  await preview.end();
}
process.exitCode = findings.report() ? 1 : 0;
