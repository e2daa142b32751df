// The panel in which a reader searches: a combobox over grouped results, as the ARIA practices describe it.
globalThis.rungbookSearch.panel = (box) => {
  const { over } = globalThis.rungbookSearch;
  const { root } = box.dataset;
  const waiting = new Map();
  globalThis.rungbookSearch.part = (name, data) => waiting.get(name)?.(data);

  /** A page from `file://` may not ask for files: there a part runs as a script, which is what it is. */
  const run = (name, address) =>
    new Promise((done, fail) => {
      const script = document.createElement("script");
      waiting.set(name, done);
      script.src = address;
      script.onerror = fail;
      script.onload = () => script.remove();
      document.head.append(script);
    });
  const load = async (name, build) => {
    const address = `${root}assets/search/${name}.js${build ? `?${build}` : ""}`;
    if (location.protocol === "file:") return run(name, address);
    const answer = await fetch(address, build ? {} : { cache: "no-cache" });
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    const text = await answer.text();
    return JSON.parse(text.slice(text.indexOf(",") + 1, text.lastIndexOf(")")));
  };

  const make = (name, attributes = {}, ...inside) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...inside);
    return element;
  };
  const shown = (pieces) => pieces.map(([text, hit]) => (hit ? make("mark", {}, text) : text));

  const input = make("input", {
    type: "text",
    role: "combobox",
    "aria-label": box.textContent.replace("/", "").trim(),
    "aria-controls": "search-results",
    "aria-expanded": "false",
    "aria-autocomplete": "list",
    autocomplete: "off",
    autocapitalize: "off",
    spellcheck: "false",
    enterkeyhint: "go",
    placeholder: "A level, a skill, a question",
  });
  const close = make("button", { type: "button", class: "search-close" }, "Close");
  const list = make("div", { id: "search-results", role: "listbox", "aria-label": "Results", hidden: "" });
  const status = make("p", { class: "search-status", role: "status" });
  const everything = make("a", { href: box.href }, "Everything from A to Z");
  const keys = make("span", { class: "search-keys", "aria-hidden": "true" });
  for (const [key, what] of [["↑↓", "choose"], ["↵", "open"], ["esc", "close"]]) keys.append(make("kbd", {}, key), ` ${what} `);
  const bar = make("div", { class: "search-bar" }, box.querySelector("svg").cloneNode(true), input, close);
  const foot = make("p", { class: "search-foot" }, everything, keys);
  const panel = make("dialog", { class: "search-panel", "aria-label": "Search" }, make("div", {}, bar, list, status, foot));
  document.body.append(panel);

  let options = [];
  let active = -1;
  const choose = (at) => {
    options[active]?.setAttribute("aria-selected", "false");
    active = at;
    const option = options[at];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
  };

  const option = (hit, at) => {
    const name = make("span", { class: "search-name" }, ...(hit.tone ? [make("i", { class: `dot tone-${hit.tone}` })] : []));
    name.append(make("span", {}, ...shown(hit.title)));
    if (hit.part.length) name.append(make("span", { class: "search-part" }, ...shown(hit.part)));
    const link = make("a", { id: `search-option-${at}`, role: "option", "aria-selected": "false", tabindex: "-1", href: root + hit.href }, name);
    const also = hit.also.length ? [hit.note ? " · also " : "also ", ...shown(hit.also)] : [];
    if (hit.note || also.length) link.append(make("small", {}, hit.note, ...also));
    if (hit.pieces.length) link.append(make("span", { class: "search-text" }, ...shown(hit.pieces)));
    return link;
  };

  const show = (results) => {
    choose(-1);
    options = [];
    const groups = (results?.groups ?? []).map(({ title, hits }, at) => {
      const group = make("div", { role: "group", "aria-labelledby": `search-group-${at}` });
      group.append(make("div", { id: `search-group-${at}`, class: "eyebrow", role: "presentation" }, title));
      for (const hit of hits) {
        options.push(option(hit, options.length));
        group.append(options.at(-1));
      }
      return group;
    });
    list.replaceChildren(...groups);
    list.hidden = !options.length;
    list.scrollTop = 0;
    input.setAttribute("aria-expanded", String(options.length > 0));
    const { total } = results ?? {};
    if (!results) status.textContent = "";
    else if (!total) status.textContent = "Nothing found. Try other or fewer words.";
    else {
      const some = total > options.length ? `the best ${options.length} of ${total} pages` : `${options.length} result${options.length === 1 ? "" : "s"}`;
      status.textContent = some[0].toUpperCase() + some.slice(1);
    }
  };

  // In a large handbook the texts are loaded when the typing pauses: most of what they would show is gone with the next letter.
  const LARGE = 500;
  const PAUSE = 350;
  let search;
  let turn = 0;
  let timer;
  const find = async (whole = false) => {
    const mine = ++turn;
    try {
      const asked = await (search ??= over(load));
      const brief = asked.pages > LARGE && !whole;
      const results = await asked(input.value, brief);
      if (mine !== turn) return;
      const at = whole && asked.pages > LARGE ? active : -1;
      show(results);
      choose(at);
      if (brief && results?.total) timer = setTimeout(find, PAUSE, true);
    } catch {
      search = undefined;
      if (mine !== turn) return;
      show(null);
      status.textContent = "The search index cannot be loaded.";
    }
  };
  input.addEventListener("input", (event) => {
    clearTimeout(timer);
    turn++;
    if (!event.isComposing) timer = setTimeout(find, input.value.trim() ? 160 : 0);
  });
  input.addEventListener("compositionend", () => find());
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && options.length) {
      event.preventDefault();
      const places = options.length + 1;
      choose(((active + 1 + step + places) % places) - 1);
    } else if (event.key === "Enter" && options.length) {
      event.preventDefault();
      const link = options[Math.max(active, 0)];
      if (event.ctrlKey || event.metaKey) window.open(link.href);
      else link.click();
    }
  });
  panel.addEventListener("click", (event) => {
    const left = event.target === panel || event.target === close;
    const followed = event.target.closest("a") && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (left || followed) panel.close();
  });
  return {
    open: () => {
      if (panel.open) return;
      panel.showModal();
      input.select();
      input.focus();
      search ??= over(load);
      search.catch(() => {});
    },
  };
};
