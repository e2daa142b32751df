// A page opened straight from the disk has its style, its fonts and its script, and asks for nothing it does not get.

import { largest } from "../pages.js";

export function jobs(sites) {
  const pages = largest(sites).filter(({ kind }) => kind !== "not-found");
  return pages.map((page) => ({ page, look, from: "disk" }));
}

async function look(tab, page, fault) {
  const got = await tab.evaluate(async () => {
    await document.fonts.ready;
    return {
      style: getComputedStyle(document.documentElement).getPropertyValue("--paper") !== "",
      fonts: document.fonts.check("16px Inter") && [...document.fonts].some((font) => font.status === "loaded"),
      script: !document.querySelector(".scheme") || document.querySelector(".scheme").dataset.scheme === "auto",
    };
  });
  for (const [what, there] of Object.entries(got)) if (!there) fault(`the ${what} does not come from the disk`);
}
