// On paper: no navigation and no buttons, nothing cut in two, nothing folded away, dark ink on white.

import { largest, find } from "../pages.js";

export function jobs(sites) {
  const printed = largest(sites).map((page) => ({ page, look, scheme: "dark", width: 768 }));
  const page = find(sites, ({ kind }) => kind === "level");
  return [...printed, { page, look: sheets }];
}

async function look(tab, page, fault) {
  await tab.emulateMedia({ media: "print", colorScheme: "dark" });
  await tab.evaluate(() => dispatchEvent(new Event("beforeprint")));
  for (const words of await tab.evaluate(faults)) fault(words);
}

function faults() {
  const found = [];
  const shown = (selector) => [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility());
  for (const selector of [".top", "nav", "button", ".skip", ".needs-script"]) {
    for (const one of shown(selector).slice(0, 2)) found.push(`${one.outerHTML.slice(0, 80)} is on paper`);
  }
  const whole = ".card:not(:has(.card, ul ul, .checks)), figure:has(svg), .timeline > li, .facts, tr, .story";
  for (const one of shown(whole)) {
    if (getComputedStyle(one).breakInside !== "avoid") found.push(`a page may end inside ${one.outerHTML.slice(0, 80)}`);
  }
  for (const one of shown("main :is(h1, h2, h3)")) {
    if (!getComputedStyle(one).breakAfter.startsWith("avoid")) found.push(`a page may end after the heading \`${one.textContent}\``);
  }
  for (const one of shown("main details:not([open])")) found.push(`folded on paper: ${one.textContent.slice(0, 60)}`);
  for (const one of shown(".frame")) {
    if (getComputedStyle(one).overflowX !== "visible") found.push(`a frame cuts ${one.innerHTML.slice(0, 60)}`);
  }
  const away = (link) => link.checkVisibility() && link.href.split("#")[0] !== location.href.split("#")[0];
  const leads = [...document.querySelectorAll("main :is(.prose, .about) a[href]:not(:has(img))")].filter(away);
  if (leads.length && !document.querySelector(".cited li")) found.push("no address of the pages that its text leads to");
  const light = (colour) => colour.match(/\d+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0) / 3;
  const { color, backgroundColor } = getComputedStyle(document.body);
  if (light(color) > 90) found.push(`the ink is ${color} on paper`);
  if (backgroundColor !== "rgba(0, 0, 0, 0)" && light(backgroundColor) < 240) found.push(`the paper is ${backgroundColor}`);
  return found.slice(0, 10);
}

/** A level prints on a few sheets. */
async function sheets(tab, page, fault) {
  const pdf = await tab.pdf({ format: "A4" });
  const count = pdf.toString("latin1").split(/\/Type\s*\/Page\b/).length - 1;
  if (count < 1 || count > 14) fault(`it prints on ${count} sheets`);
}
