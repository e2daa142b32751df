// Keeps an open page up to date: loads it anew when its own bytes have changed, swaps its style sheets in place, and shows
// what is wrong with the handbook. One tab listens for all the others, as browsers open few connections to one server.
"use strict";
(() => {
  const OWN = "/.rungbook/";
  const NAME = "rungbook-preview";
  const { page, style } = document.currentScript.dataset;
  const isFailure = document.body.classList.contains("failure");
  let shownStyle = style;
  let checking = false;
  let again = false;
  let leaves = false;
  let panel;

  restore();
  listen();
  check();
  addEventListener("pageshow", ({ persisted }) => persisted && check());

  /** Asks what this page is now; when asked to meanwhile, once more. */
  async function check() {
    again = true;
    if (checking || leaves) return;
    checking = true;
    while (again && !leaves) {
      again = false;
      await compare().catch(() => {}); // the server is away: the stream tells when it is back
    }
    checking = false;
  }

  async function compare() {
    const answer = await fetch(`${OWN}page${location.pathname}`, { cache: "no-store" });
    if (!answer.ok) return;
    const state = await answer.json();
    if (state.page !== page) return reload();
    if (state.style !== shownStyle) swap(state);
    if (!isFailure) await tell(state);
  }

  // --- hearing of changes

  function listen() {
    const channel = new BroadcastChannel(NAME);
    channel.onmessage = check;
    const heard = () => {
      channel.postMessage("");
      check();
    };
    if (navigator.locks) {
      navigator.locks.request(NAME, () => new Promise(() => stream(heard)));
      return;
    }
    // Without locks, as on another machine without HTTPS, only tabs that are looked at listen.
    let source;
    const follow = () => {
      source?.close();
      source = document.hidden ? undefined : stream(heard);
    };
    document.addEventListener("visibilitychange", follow);
    follow();
  }

  /** The stream of events; browsers open it again by themselves unless they were answered with an error. */
  function stream(heard) {
    const source = new EventSource(`${OWN}events`);
    source.onmessage = heard;
    source.onerror = () => {
      if (source.readyState === EventSource.CLOSED) setTimeout(() => stream(heard), 1000);
    };
    return source;
  }

  // --- loading anew, at the same place

  function reload() {
    leaves = true;
    const { scrollY } = window;
    const anchor = scrollY > 0 ? nearest() : undefined;
    const top = anchor?.getBoundingClientRect().top;
    const place = { path: location.pathname, scrollY, id: anchor?.id, top };
    sessionStorage.setItem(NAME, JSON.stringify(place));
    location.reload();
  }

  /** The named element nearest to the top of what is seen, of those that move with the page. */
  function nearest() {
    const distance = (element) => Math.abs(element.getBoundingClientRect().top);
    const named = [...document.querySelectorAll("main [id]")].filter((element) => element.getClientRects().length);
    return named.sort((one, other) => distance(one) - distance(other)).find(moves);
  }

  function moves(element) {
    const stays = ["fixed", "sticky"].includes(getComputedStyle(element).position);
    return !stays && (!element.parentElement || moves(element.parentElement));
  }

  function restore() {
    const place = JSON.parse(sessionStorage.getItem(NAME) ?? "null");
    sessionStorage.removeItem(NAME);
    if (place?.path !== location.pathname) return;
    history.scrollRestoration = "manual";
    const scroll = () => {
      const anchor = place.id && document.getElementById(place.id);
      const top = anchor ? scrollY + anchor.getBoundingClientRect().top - place.top : place.scrollY;
      scrollTo({ top, behavior: "instant" });
    };
    scroll();
    const loaded = () => {
      scroll();
      setTimeout(() => (history.scrollRestoration = "auto"), 500); // given back at once, the browser would scroll after us
    };
    if (document.readyState === "complete") loaded();
    else addEventListener("load", loaded, { once: true });
  }

  // --- style sheets

  /** Puts new style sheets in the place of the old ones, which go when the new ones are there. */
  function swap({ style, styles }) {
    const links = [...document.querySelectorAll("link[rel~=stylesheet][href]:not([data-old])")];
    if (links.length !== styles.length) return reload();
    shownStyle = style;
    links.forEach((old, at) => {
      const fresh = old.cloneNode();
      fresh.href = `${styles[at]}?${style}`;
      fresh.onload = fresh.onerror = () => {
        while (fresh.previousElementSibling?.matches("[data-old]")) fresh.previousElementSibling.remove();
      };
      old.dataset.old = "";
      old.after(fresh);
    });
  }

  // --- what is wrong

  /** Shows how much is wrong, and when there are errors what. */
  async function tell({ failed, counts, serious, report }) {
    if (!serious) {
      panel?.host.remove();
      panel = undefined;
      return;
    }
    panel ??= await build();
    panel.badge.textContent = counts;
    panel.badge.className = failed ? "badge error" : "badge";
    panel.title.textContent = counts;
    panel.lead.textContent = failed
      ? "The site is shown as it was before. This goes away when the errors are mended."
      : "The site is shown all the same.";
    if (panel.report !== report) {
      panel.list.innerHTML = await (await fetch(`${OWN}report`, { cache: "no-store" })).text();
      panel.report = report;
    }
    const dismissed = sessionStorage.getItem(`${NAME}-dismissed`) === report;
    if (failed && !dismissed) open(panel);
    if (!failed && panel.byItself) panel.dialog.close();
  }

  function open(panel, byItself = true) {
    if (panel.dialog.open) return;
    panel.byItself = byItself;
    panel.dialog.showModal();
  }

  /** A button with the count in a corner, and a dialog with the list. The page's own style does not reach them. */
  async function build() {
    const host = document.createElement("rungbook-preview");
    const shadow = host.attachShadow({ mode: "open" });
    shadow.innerHTML = `
      <link rel="stylesheet" href="${OWN}report.css">
      <aside aria-label="Preview"><button type="button" class="badge" aria-haspopup="dialog"></button></aside>
      <dialog class="report" aria-labelledby="title">
        <div class="head"><h2 id="title"></h2><button type="button" class="close">Close</button></div>
        <p class="lead"></p>
        <div class="list"></div>
      </dialog>`;
    const find = (selector) => shadow.querySelector(selector);
    const [badge, dialog, close] = [find(".badge"), find("dialog"), find(".close")];
    const made = { host, badge, dialog, title: find("h2"), lead: find(".lead"), list: find(".list"), report: "" };
    badge.onclick = () => open(made, false);
    close.onclick = () => dismiss(made);
    dialog.oncancel = (event) => {
      event.preventDefault();
      dismiss(made);
    };
    dialog.onclick = (event) => event.target === dialog && dismiss(made);
    const styled = new Promise((ready) => (find("link").onload = find("link").onerror = ready));
    document.body.append(host);
    await styled;
    return made;
  }

  function dismiss(panel) {
    sessionStorage.setItem(`${NAME}-dismissed`, panel.report);
    panel.dialog.close();
  }
})();
