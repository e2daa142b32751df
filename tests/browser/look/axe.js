// axe-core finds nothing, on narrow, middling and wide pages, light and dark.
// Once a page is open it is looked at in all sizes and schemes. The console stays silent all the while.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { largest, several } from "../pages.js";

const source = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const WIDTHS = [360, 768, 1360];

/**
 * All rules, those for good practice and the ones that are off at first included, apart from a triple A one and an
 * experimental one that takes a word which a figure breaks over two lines for two words.
 */
const OFF = { "color-contrast-enhanced": { enabled: false }, "label-content-name-mismatch": { enabled: false } };
const OPTIONS = { resultTypes: ["violations"], rules: OFF };

export function jobs(sites) {
  const whole = new Set(largest(sites));
  return several(sites).map((page) => {
    const all = WIDTHS.flatMap((width) => [{ width, scheme: "light" }, { width, scheme: "dark" }]);
    const views = whole.has(page) ? all : [all[1], all[4]];
    return { page, look: (tab, page, fault) => looks(tab, page, fault, views) };
  });
}

/** What axe finds on a page as it is. */
export async function check(tab, fault) {
  await tab.evaluate(source);
  for (const words of await tab.evaluate(violations, OPTIONS)) fault(words);
}

async function looks(tab, page, fault, views) {
  await tab.evaluate(source);
  for (const { width, scheme } of views) {
    await tab.setViewportSize({ width, height: width < 500 ? 740 : 900 });
    await tab.emulateMedia({ colorScheme: scheme });
    const place = `${page.place} ${width} ${scheme}`;
    for (const words of await tab.evaluate(violations, OPTIONS)) fault(words, place);
  }
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
