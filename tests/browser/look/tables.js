// Wide tables scroll in their own frame, and what names a row or a column stays in sight.

import { find } from "../pages.js";

export function jobs(sites) {
  return ["compare", "track", "matrix"].flatMap((kind) => {
    const page = find(sites, (page) => page.kind === kind && page.html.includes("<thead"));
    return page ? [{ page, look, width: 360 }, { page, look, width: 1360 }] : [];
  });
}

async function look(tab, page, fault) {
  for (const words of await tab.evaluate(sticks)) fault(words);
}

async function sticks() {
  const found = [];
  const settled = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const table = [...document.querySelectorAll("main table")].sort((one, other) => other.offsetWidth - one.offsetWidth)[0];
  const frame = table.closest(".frame");
  const row = table.querySelector("tbody th[scope='row']");
  const top = table.querySelector("thead th");
  const left = () => Math.round(row.getBoundingClientRect().left - frame.getBoundingClientRect().left);
  if (frame.scrollWidth > frame.clientWidth + 1) {
    if (frame.tabIndex !== 0) found.push("the frame of the table cannot be scrolled by keyboard");
    const before = left();
    frame.scrollLeft = 200;
    await settled();
    if (Math.abs(left() - before) > 2) found.push(`the first column moves by ${left() - before} px when the table scrolls`);
    frame.scrollLeft = 0;
  } else if (innerWidth < 500) {
    found.push("on a phone the table does not scroll in its frame");
  }
  const bar = document.querySelector(".top").getBoundingClientRect().bottom;
  const inner = frame.scrollHeight > frame.clientHeight + 40;
  if (!inner && table.offsetHeight < innerHeight + 400) return found;
  if (inner) frame.scrollTop = 260;
  else scrollTo(0, table.getBoundingClientRect().top + scrollY + 300);
  await settled();
  const at = top.getBoundingClientRect().top - (inner ? frame.getBoundingClientRect().top : bar);
  if (at < -4 || at > 60) found.push(`the head of the table is ${Math.round(at)} px from where it should stay`);
  return found;
}
