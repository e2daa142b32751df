// A level's page costs its reader little: markup, style and script together, compressed, without fonts.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const ALL = 60 * 1024;
const SCRIPT = 15 * 1024;

export function jobs(sites) {
  const levels = sites.flatMap((site) => site.pages.filter(({ kind }) => kind === "level"));
  return levels.sort((one, other) => other.size - one.size).slice(0, 3).map((page) => ({ page, look }));
}

async function look(tab, page, fault) {
  const files = await tab.evaluate(() => ({
    script: [...document.scripts].filter((one) => one.src).map((one) => one.getAttribute("src")),
    style: [...document.querySelectorAll("link[rel='stylesheet']")].map((one) => one.getAttribute("href")),
  }));
  const weigh = async (names) => {
    const read = names.map((name) => readFile(join(page.site.folder, page.route, "..", name)));
    return (await Promise.all(read)).reduce((sum, bytes) => sum + gzipSync(bytes, { level: 6 }).length, 0);
  };
  const inline = await tab.evaluate(() => [...document.scripts].filter((one) => !one.src).map((one) => one.textContent).join(""));
  const script = (await weigh(files.script)) + gzipSync(inline).length;
  const all = gzipSync(page.html, { level: 6 }).length + (await weigh(files.style)) + script;
  if (all > ALL) fault(`it weighs ${all} bytes compressed, ${all - ALL} too many`);
  if (script > SCRIPT) fault(`its scripts weigh ${script} bytes compressed, ${script - SCRIPT} too many`);
}
