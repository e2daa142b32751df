// The search works wherever a site stands and however it is read: below a path, on the page for missing pages, from the
// disk, from right to left, on a phone with long words, after a failure; and without a script there is a list of all.

import { find } from "../pages.js";
import { ask, open, results } from "../searching.js";

export function jobs(sites) {
  const [handbook] = sites;
  const home = find([handbook], ({ route }) => route === "index.html");
  const level = find([handbook], ({ kind }) => kind === "level");
  const names = find([handbook], ({ kind }) => kind === "letters");
  const reversed = find(sites, ({ kind, html }) => kind === "level" && html.includes('dir="rtl"'));
  const turned = [
    { page: reversed, look: fromTheRight },
    { page: reversed, look: tight, width: 360, scheme: "dark" },
  ];
  return [
    { page: home, look: missing },
    { page: home, look: failing },
    { page: home, look: scriptless },
    { page: level, look: leads, from: "disk" },
    { page: names, look: paper },
    ...(reversed ? turned : []),
  ];
}

/** A question finds something here, and its first result leads to a page of this site. */
async function leads(tab, page, fault) {
  await open(tab);
  const [first] = results(await ask(tab, "kubernetes"));
  if (!first) return fault("nothing is found");
  await tab.keyboard.press("Enter");
  await tab.waitForURL(first.href, { timeout: 30_000 }).catch(() => fault(`Enter leads to ${tab.url()}, not to ${first.href}`));
  const { kind, hit } = await tab.evaluate(() => ({
    kind: document.body.dataset.kind,
    hit: !location.hash || document.querySelector(":target") !== null,
  }));
  if (!kind || kind === "not-found" || !hit) fault(`${first.href} is a page of the kind \`${kind}\``);
}

/** What is asked from the page for missing pages, deep below where it is kept. */
async function missing(other, page, fault, chromium) {
  // In a tab of its own: the status of this page is 404, as it should be.
  const tab = await other.context().newPage();
  try {
    await tab.goto(`${chromium.address(page).replace("index.html", "")}no/such/page.html`);
    if ((await tab.evaluate(() => document.body.dataset.kind)) !== "not-found") fault("the page for missing pages is not shown");
    await leads(tab, page, (words) => fault(`where there is no page ${words}`));
  } finally {
    await tab.close();
  }
}

/** A part that does not come is told, and the next question asks for it again; without the script the box is a link. */
async function failing(tab, page, fault, chromium) {
  const context = await chromium.browser.newContext();
  try {
    const tab = await context.newPage();
    await tab.goto(chromium.address(page));
    for (const part of ["root", "words-*", "lists-*", "texts-*"]) {
      const files = `**/assets/search/${part}.js*`;
      await tab.route(files, (route) => route.abort());
      if (part === "root") await open(tab);
      const failed = await ask(tab, "kubernetes");
      if (!/cannot be loaded/.test(failed.status) || results(failed).length) fault(`without ${part} it says \`${failed.status}\``);
      await tab.unroute(files);
    }
    if (!results(await ask(tab, "kubernetes")).length) fault("once all parts are there again nothing is found");
    await tab.route("**/assets/search.*.js", (route) => route.abort());
    await tab.goto(chromium.address(page));
    await tab.keyboard.press("/");
    await tab.waitForURL("**/a-z/**", { timeout: 30_000 }).catch(() => fault(`without its script the search leads to ${tab.url()}`));
  } finally {
    await context.close();
  }
}

/** Without JavaScript the box leads to pages that name every page. */
async function scriptless(other, page, fault, chromium) {
  const context = await chromium.browser.newContext({ javaScriptEnabled: false });
  try {
    const tab = await context.newPage();
    await tab.goto(chromium.address(page));
    await tab.locator("a.search").click();
    await tab.waitForURL("**/a-z/**");
    const linked = new Set();
    for (const list of page.site.pages.filter(({ kind }) => kind === "letters")) {
      await tab.goto(chromium.address(list));
      for (const href of await tab.evaluate(hrefs)) linked.add(href);
    }
    // What sets levels side by side is reached from these.
    const named = page.site.pages.filter(({ kind }) => !["redirect", "not-found", "letters", "compare", "matrix"].includes(kind));
    for (const one of named) {
      if (!linked.has(chromium.address(one))) fault(`the list of everything leaves out ${one.route} (${one.kind})`);
    }
  } finally {
    await context.close();
  }
}

/** Where the names of a list lead and the header above it. */
const hrefs = () => [...document.querySelectorAll(".by-name a, .top a")].map(({ href }) => href);

/** The list of everything on paper has its names, and the panel stays off it. */
async function paper(tab, page, fault) {
  await open(tab);
  await ask(tab, "staff");
  await tab.emulateMedia({ media: "print" });
  const [names, unseen, panel] = await tab.evaluate(() => {
    const names = [...document.querySelectorAll(".by-name a")];
    const { width } = document.querySelector("main").getBoundingClientRect();
    const cut = (one) => !one.checkVisibility() || one.getBoundingClientRect().right > width + 80;
    return [names.length, names.filter(cut).length, document.querySelector(".search-panel").checkVisibility()];
  });
  if (!names || unseen) fault(`${unseen} of ${names} names are not on paper`);
  if (panel) fault("the open panel is on paper");
  const pdf = await tab.pdf({ format: "A4" });
  const sheets = pdf.toString("latin1").split(/\/Type\s*\/Page\b/).length - 1;
  if (sheets > 2 + names / 30) fault(`${names} names need ${sheets} sheets`);
}

/** In a handbook that is read from right to left the panel is too. */
async function fromTheRight(tab, page, fault) {
  await open(tab);
  await ask(tab, "موثوقية");
  await tab.keyboard.press("ArrowDown");
  const found = await tab.evaluate(() => {
    const [bar, input, close] = [".search-bar", ".search-bar input", ".search-close"].map((one) =>
      document.querySelector(one).getBoundingClientRect(),
    );
    const option = document.querySelector("[aria-selected='true']");
    const shadow = option ? getComputedStyle(option).boxShadow : "";
    const edge = (one) => one?.getBoundingClientRect().right;
    const right = Math.round(edge(option) - edge(option?.querySelector(".search-name")));
    const keys = [...document.querySelectorAll(".search-keys kbd")].map((key) => {
      const words = document.createRange();
      words.selectNode(key.nextSibling);
      return key.getBoundingClientRect().left - words.getBoundingClientRect().right;
    });
    return {
      keys,
      marks: document.querySelectorAll(".search-panel mark").length,
      closes: close.right < input.left && close.left < bar.left + 40,
      shadow,
      right,
    };
  });
  if (!found.marks) fault("an Arabic word is not marked");
  if (!found.keys.every((gap) => gap >= 0 && gap < 20)) fault(`the keys stand ${found.keys} px before what they do`);
  if (!found.closes) fault("the button that closes is not at the end of the line");
  if (!/ -3px 0px/.test(found.shadow)) fault(`the edge of the chosen result is at the wrong side: ${found.shadow}`);
  if (!(found.right >= 0 && found.right < 20)) fault(`a result begins ${found.right} px from the right edge`);
}

/** Words of any length stay inside the results on a phone. */
async function tight(tab, page, fault) {
  await open(tab);
  for (const question of ["Grundstücks", "WWWWWWWW", "首席分布", "プリンシパル", "staff 🚀"]) {
    const answer = await ask(tab, question);
    if (!results(answer).some(({ marks }) => marks.length)) fault(`\`${question}\` is not found`);
    const over = await tab.evaluate(() => {
      const list = document.querySelector("#search-results");
      const words = [...list.querySelectorAll("span, small, mark")].find((one) => {
        const { left, right } = one.getBoundingClientRect();
        return left < 0 || right > innerWidth;
      });
      return words?.outerHTML.slice(0, 100) ?? (list.scrollWidth > list.clientWidth ? "the list" : "");
    });
    if (over) fault(`asked for \`${question}\`, this sticks out: ${over}`);
  }
}
