// Everything that can be used is reached with the Tab key, and one sees where one is.

import { kinds } from "../pages.js";

/** More than this on one page would take long and show nothing new. */
const MOST = 260;

export function jobs(sites) {
  const pages = [...kinds(sites).values()].map((pages) => {
    const links = ({ html }) => html.split(/<(?:a|button|summary|input)\b/).length;
    return pages.find((page) => links(page) < MOST) ?? pages.at(-1);
  });
  return pages.flatMap((page) => [
    { page, width: 1360, scheme: "light", look },
    { page, width: 360, scheme: "dark", look },
  ]);
}

async function look(tab, page, fault) {
  const count = await tab.evaluate(watch);
  for (let at = 0; at < count + 12; at++) await tab.keyboard.press("Tab");
  for (const words of await tab.evaluate(() => window.watched())) fault(words);
}

/** Notes what each element looks like now and what it looks like once it has the focus. Returns how many there are. */
function watch() {
  const wanted = "a[href], button, summary, input, select, textarea, [tabindex='0']";
  const all = [...document.querySelectorAll(wanted)].filter((element) => {
    const inert = element.disabled || element.closest("[inert]") || element.type === "radio";
    return !inert && element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length;
  });
  const sides = ["outlineStyle", "outlineWidth", "outlineColor", "boxShadow", "backgroundColor", "stroke", "strokeWidth"];
  const look = (element, part) => sides.map((side) => getComputedStyle(element, part)[side]).join(" ");
  const signature = (element) => {
    const inner = [...element.querySelectorAll("*")].slice(0, 6);
    return [look(element), look(element, "::after"), ...inner.map((one) => look(one))].join("|");
  };
  const before = new Map(all.map((element) => [element, signature(element)]));
  const unseen = [];
  const reached = new Set();
  document.addEventListener("focusin", ({ target }) => {
    reached.add(target);
    if (!before.has(target)) return;
    const { outlineStyle, outlineWidth } = getComputedStyle(target);
    const ringed = outlineStyle !== "none" && parseFloat(outlineWidth) >= 1;
    if (!ringed && signature(target) === before.get(target)) unseen.push(target);
  });
  const name = (element) => element.outerHTML.slice(0, 140);
  window.watched = () => [
    ...all.filter((element) => !reached.has(element)).map((element) => `Tab does not reach ${name(element)}`),
    ...unseen.map((element) => `one does not see that the focus is on ${name(element)}`),
  ].slice(0, 12);
  return all.length;
}
