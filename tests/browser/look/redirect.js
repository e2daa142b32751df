// A page that leads on to another does so at once, and the address of no page shows the one for missing pages.

export function jobs(sites) {
  const moved = sites.flatMap((site) => site.pages.filter(({ kind }) => kind === "redirect")).slice(0, 3);
  return moved.map((page) => ({ page, look }));
}

async function look(tab, page, fault) {
  await tab.waitForURL((url) => !url.pathname.endsWith(`/${page.route}`), { timeout: 5000 }).catch(() => {});
  const kind = await tab.evaluate(() => document.body.dataset.kind);
  if (kind === "redirect" || kind === "not-found") fault(`it leads to a page of the kind \`${kind}\``);
}
