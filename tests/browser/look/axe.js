// axe-core finds nothing, on narrow, middling and wide pages, light and dark; and the page itself never scrolls sideways.
// Once a page is open it is looked at in all sizes and schemes. The console stays silent all the while.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { largest, several } from "../pages.js";

const source = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const WIDTHS = [360, 768, 1360];

/** All rules, those for good practice and the ones that are off at first included, apart from two levels of triple A. */
const OPTIONS = { resultTypes: ["violations"], rules: { "color-contrast-enhanced": { enabled: false } } };

export function jobs(sites) {
  const whole = new Set(largest(sites));
  return several(sites).map((page) => {
    const all = WIDTHS.flatMap((width) => [{ width, scheme: "light" }, { width, scheme: "dark" }]);
    const views = whole.has(page) ? all : [all[1], all[4]];
    return { page, look: (tab, page, fault) => looks(tab, page, fault, views) };
  });
}

async function looks(tab, page, fault, views) {
  await tab.evaluate(source);
  for (const { width, scheme } of views) {
    await tab.setViewportSize({ width, height: width < 500 ? 740 : 900 });
    await tab.emulateMedia({ colorScheme: scheme });
    const place = `${page.place} ${width} ${scheme}`;
    const over = await tab.evaluate(overflow);
    if (over) fault(over, place);
    for (const words of await tab.evaluate(violations, OPTIONS)) fault(words, place);
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

async function violations(options) {
  const { violations } = await axe.run(document, options);
  return violations.flatMap(({ id, impact, nodes }) =>
    nodes.slice(0, 4).map(({ target, failureSummary, html }) => {
      const why = failureSummary.split("\n").slice(1, 2).join("").trim();
      return `axe ${id} (${impact}) at ${target.join(" ")}: ${why} in ${html.slice(0, 120)}`;
    }),
  );
}
