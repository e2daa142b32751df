// Every kind of page that the theme has a template for is among the pages that are looked at.

import { readdir } from "node:fs/promises";
import { kinds } from "../pages.js";

/** Templates that others extend, and what readers never stay on. */
const NONE = ["base", "cards", "redirect"];
const TEMPLATES = new URL("../../../themes/default/templates/", import.meta.url);

export function jobs(sites) {
  const [home] = sites[0].pages.filter(({ route }) => route === "index.html");
  const look = async (tab, page, fault) => {
    const names = (await readdir(TEMPLATES)).filter((name) => name.endsWith(".html")).map((name) => name.slice(0, -5));
    const known = kinds(sites);
    for (const name of names) {
      if (!NONE.includes(name) && !known.has(name)) fault("no page of this kind is looked at", `the template ${name}.html`);
    }
    for (const [kind, [first]] of known) {
      if (!names.includes(kind)) fault(`it says to be of the kind \`${kind}\`, which has no template`, first.place);
    }
  };
  return [{ page: home, look }];
}
