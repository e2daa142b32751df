// Words stay inside their boxes in every figure, measured as Chromium draws them; and the figure inside its frame.

import { kinds } from "../pages.js";

/** Of each kind of page in each site so many. */
const MOST = 4;

export function jobs(sites) {
  const several = sites.flatMap((site) => [...kinds([site]).values()].flatMap((pages) => pages.filter(drawn).slice(0, MOST)));
  return several.map((page) => ({ page, look }));
}

const drawn = ({ html }) => html.includes("graphics-document") || html.includes("profile-bars");

async function look(tab, page, fault) {
  await tab.evaluate(() => document.fonts.ready);
  for (const words of await tab.evaluate(spills)) fault(words);
}

/** The words that stick out of the box they stand in, or out of the figure. */
function spills() {
  const found = [];
  const inside = (one, other, slack) =>
    one.left >= other.left - slack && one.right <= other.right + slack && one.top >= other.top - slack && one.bottom <= other.bottom + slack;
  const by = (one, other) =>
    Math.max(other.left - one.left, one.right - other.right, other.top - one.top, one.bottom - other.bottom).toFixed(1);
  for (const svg of document.querySelectorAll("svg[role~='graphics-document']")) {
    if (!svg.checkVisibility()) continue;
    const whole = svg.getBoundingClientRect();
    const scale = whole.width / svg.viewBox.baseVal.width;
    for (const text of svg.querySelectorAll("text")) {
      const words = text.getBoundingClientRect();
      if (!words.width) continue;
      const say = (what, box) => found.push(`\`${text.textContent.slice(0, 60)}\` sticks out of ${what} by ${by(words, box)} px`);
      if (!inside(words, whole, scale)) say("its figure", whole);
      const group = text.closest("a, g");
      const box = group?.querySelector(":scope > rect.box, :scope > rect");
      if (!box) continue;
      const edges = box.getBoundingClientRect();
      const middle = (words.left + words.right) / 2;
      const over = middle > edges.left && middle < edges.right && words.top < edges.bottom && words.bottom > edges.top;
      if (over && !inside(words, edges, scale)) say("its box", edges);
    }
  }
  return found.slice(0, 10);
}
