// The search as a reader uses it: opens it, asks, and tells what its panel shows.

/** Opens the panel with the key `/` and waits until one can type. */
export async function open(tab) {
  await tab.keyboard.press("/");
  await tab.locator("dialog.search-panel[open] input").waitFor();
}

/** Asks a question in the open panel, from an empty box, and tells what is shown once there is an answer. */
export async function ask(tab, question) {
  const input = tab.locator(".search-panel input");
  await input.fill("");
  await tab.waitForFunction(() => !document.querySelector(".search-status").textContent);
  await input.fill(question);
  await answered(tab);
  return shown(tab);
}

/** Waits until the panel says something about a question. */
export const answered = (tab) => tab.waitForFunction(() => document.querySelector(".search-status").textContent);

/** What the panel shows: `{open, status, expanded, groups, chosen, active, typing}`. */
export const shown = (tab) =>
  tab.evaluate(() => {
    const panel = document.querySelector("dialog.search-panel");
    const input = panel.querySelector("input");
    const option = (one) => ({
      id: one.id,
      href: one.href,
      words: one.innerText,
      marks: [...one.querySelectorAll("mark")].map((mark) => mark.textContent),
    });
    const group = (one) => ({
      name: document.getElementById(one.getAttribute("aria-labelledby"))?.innerText ?? "",
      options: [...one.querySelectorAll("[role='option']")].map(option),
    });
    return {
      open: panel.open,
      status: panel.querySelector("[role='status']").textContent,
      expanded: input.getAttribute("aria-expanded"),
      groups: [...panel.querySelectorAll("[role='group']")].map(group),
      chosen: [...panel.querySelectorAll("[aria-selected='true']")].map(({ id }) => id),
      active: input.getAttribute("aria-activedescendant"),
      typing: document.activeElement === input,
    };
  });

/** All results of an answer, in the order of the arrow keys. */
export const results = ({ groups }) => groups.flatMap(({ options }) => options);
