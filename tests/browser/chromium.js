// One Chromium; some pages in it at once. Each look notes what a reader must never get.

import { availableParallelism } from "node:os";
import { pathToFileURL } from "node:url";
import { join } from "node:path";
import { chromium } from "playwright-core";

const QUIET = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"];
const OFFLINE = ["--disable-component-update", "--disable-sync", "--disable-domain-reliability", "--disable-default-apps"];

/** So long, in milliseconds, may a look at one page take on a busy machine. */
const LONGEST = 240_000;

/** What is told of a tab between two pages: nothing. */
const NOWHERE = { address: "", fault: () => {} };

export class Chromium {
  static async start(program, origin) {
    const args = [...QUIET, ...OFFLINE];
    if (process.getuid?.() === 0) args.push("--no-sandbox");
    const browser = await chromium.launch({ executablePath: program, headless: true, args });
    return new Chromium(browser, origin);
  }

  constructor(browser, origin) {
    this.browser = browser;
    this.origin = origin;
  }

  stop() {
    return this.browser.close();
  }

  /**
   * Does all jobs. A job is `{name, page, look, width, scheme, from, options}`: `look(tab, page, fault, chromium)` runs in
   * a tab where `page` is open; `fault(words)` says what is wrong with it. With `options` it has a tab of its own, and
   * with that a storage of its own; other jobs follow one another in one tab, which spares a process each.
   */
  async all(jobs, findings) {
    const waiting = [...jobs].reverse();
    const worker = async () => {
      let shared;
      for (let job = waiting.pop(); job; job = waiting.pop()) {
        const tab = job.options ? await this.#tab(job.options) : (shared ??= await this.#tab({}));
        const whole = await this.#job(job, findings, tab);
        if (!job.options && whole) continue;
        await tab.context().close();
        if (tab === shared) shared = undefined;
      }
      await shared?.context().close();
    };
    await Promise.all(Array.from({ length: Math.min(6, availableParallelism() + 1) }, worker));
  }

  /** A tab in a context of its own. What it must never do is told to its `home.fault`. */
  async #tab(options) {
    const context = await this.browser.newContext({ reducedMotion: "reduce", ...options });
    context.setDefaultTimeout(60_000);
    const tab = await context.newPage();
    tab.home = NOWHERE;
    listen(tab);
    return tab;
  }

  /** Does one job; says whether the tab may be used again. */
  async #job({ name, page, look, width = 1360, scheme = "light", from = "server" }, findings, tab) {
    const started = performance.now();
    const place = [page.place, width, scheme, from === "disk" ? "file:" : ""].join(" ").trimEnd();
    const seen = new Set();
    const fault = (words, where = place) => {
      if (!seen.has(where + words)) findings.add(name, where, words);
      seen.add(where + words);
    };
    let whole = true;
    try {
      await tab.setViewportSize({ width, height: width < 500 ? 740 : 900 });
      await tab.emulateMedia({ media: "screen", colorScheme: scheme });
      tab.home = { address: from === "disk" ? "file://" : `${this.origin}${page.site.base}`, fault };
      const looked = tab.goto(this.address(page, from), { waitUntil: "load" }).then(() => look(tab, page, fault, this));
      await within(LONGEST, looked);
    } catch (error) {
      fault(`the look itself failed: ${error.message.split("\n").slice(0, 3).join(" ")}`);
      whole = false;
    }
    tab.home = NOWHERE;
    whole &&= await tab.goto("about:blank").then(() => true, () => false);
    findings.count(name, performance.now() - started);
    return whole;
  }

  /** The address of a page on the server or on the disk. */
  address(page, from = "server") {
    if (from === "disk") return pathToFileURL(join(page.site.folder, page.route)).href;
    return this.origin + page.site.base + page.route.split("/").map(encodeURIComponent).join("/");
  }
}

/** Fails when a promise is not kept in time. */
async function within(time, promise) {
  let timer;
  const late = new Promise((_, fail) => {
    timer = setTimeout(() => fail(new Error(`it takes longer than ${time / 1000} s`)), time);
  });
  promise.catch(() => {});
  await Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** Notes console messages, errors, requests that fail and requests that leave the site. */
function listen(tab) {
  const fault = (words) => tab.home.fault(words);
  tab.on("console", (message) => fault(`console ${message.type()}: ${message.text()}`));
  tab.on("pageerror", (error) => fault(`error in a script: ${error.message}`));
  tab.on("requestfailed", (request) => {
    const why = request.failure()?.errorText;
    // A page that leads on to another no longer waits for its own icon.
    if (why !== "net::ERR_ABORTED") fault(`a request failed: ${request.url()} ${why}`);
  });
  tab.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(tab.home.address) && !url.startsWith("data:") && !url.startsWith("blob:")) {
      fault(`a request leaves the site: ${url}`);
    }
  });
  tab.on("response", (response) => {
    if (response.status() >= 400 && !response.url().endsWith("/404.html")) {
      fault(`status ${response.status()} of ${response.url()}`);
    }
  });
}
