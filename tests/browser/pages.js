// The pages of a built site by their kind, as `<body data-kind>` names it.

import { readFile, readdir, stat } from "node:fs/promises";
import { join, sep } from "node:path";

/**
 * A site: its `name`, `folder`, the `base` path it is served under, and its `pages` as `{route, kind, size, site}`.
 */
export async function load(name, folder) {
  const site = { name, folder, base: `/${name}/` };
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith(".html")).sort();
  site.pages = await Promise.all(files.map((file) => page(site, file)));
  return site;
}

async function page(site, file) {
  const path = join(site.folder, file);
  const html = await readFile(path, "utf8");
  const route = file.split(sep).join("/");
  const kind = /<body[^>]* data-kind="([^"]+)"/.exec(html)?.[1] ?? "of no kind";
  return { site, route, kind, html, size: (await stat(path)).size, place: `${site.name}/${route}` };
}

/** The pages that readers stay on, by kind, the largest of each kind first. */
export function kinds(sites) {
  const pages = sites.flatMap((site) => site.pages).filter(({ kind }) => kind !== "redirect");
  const groups = new Map();
  for (const page of pages.sort((one, other) => other.size - one.size)) {
    groups.set(page.kind, [...(groups.get(page.kind) ?? []), page]);
  }
  return groups;
}

/** The largest page of each kind. */
export function largest(sites) {
  return [...kinds(sites).values()].map(([first]) => first);
}

/** Several pages of each kind: the largest, the one in the middle, the smallest; and the largest of each site. */
export function several(sites) {
  const chosen = [...kinds(sites).values()].flatMap((pages) => [pages[0], pages[pages.length >> 1], pages.at(-1)]);
  return [...new Set([...chosen, ...sites.flatMap((site) => largest([site]))])];
}

/** The one page of a site that has this, the largest if there are several; such as one of a kind or with some markup. */
export function find(sites, test) {
  return sites.flatMap((site) => site.pages.filter(test)).sort((one, other) => other.size - one.size)[0];
}
