// One Chromium; some pages in it at once. Each look notes what a reader must never get.

import { availableParallelism } from "node:os";
import { pathToFileURL } from "node:url";
import { join } from "node:path";
import { chromium } from "playwright-core";

const QUIET = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"];
const OFFLINE = ["--disable-component-update", "--disable-sync", "--disable-domain-reliability", "--disable-default-apps"];

/** So long, in milliseconds, may a look at one page take on a busy machine. */
const LONGEST = 240_000;

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
   * a tab where `page` is open; `fault(words)` says what is wrong with it. With `options` it has a context of its own, and
   * with that a storage of its own; other jobs share one, which spares a process each.
   */
  async all(jobs, findings) {
    const waiting = [...jobs].reverse();
    const worker = async () => {
      const shared = await this.#context({});
      for (let job = waiting.pop(); job; job = waiting.pop()) await this.#job(job, findings, shared);
      await shared.close();
    };
    await Promise.all(Array.from({ length: Math.min(6, availableParallelism() + 1) }, worker));
  }

  async #context(options) {
    const context = await this.browser.newContext({ reducedMotion: "reduce", ...options });
    context.setDefaultTimeout(60_000);
    return context;
  }

  async #job({ name, page, look, options, width = 1360, scheme = "light", from = "server" }, findings, shared) {
    const started = performance.now();
    const place = [page.place, width, scheme, from === "disk" ? "file:" : ""].join(" ").trimEnd();
    const seen = new Set();
    const fault = (words, where = place) => {
      if (!seen.has(where + words)) findings.add(name, where, words);
      seen.add(where + words);
    };
    const context = options ? await this.#context(options) : shared;
    const tab = await context.newPage();
    await tab.setViewportSize({ width, height: width < 500 ? 740 : 900 });
    await tab.emulateMedia({ colorScheme: scheme });
    listen(tab, from === "disk" ? "file://" : `${this.origin}${page.site.base}`, fault);
    try {
      const looked = tab.goto(this.address(page, from), { waitUntil: "load" }).then(() => look(tab, page, fault, this));
      await within(LONGEST, looked);
    } catch (error) {
      fault(`the look itself failed: ${error.message.split("\n").slice(0, 3).join(" ")}`);
    } finally {
      await (options ? context : tab).close();
    }
    findings.count(name, performance.now() - started);
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
function listen(tab, home, fault) {
  tab.on("console", (message) => fault(`console ${message.type()}: ${message.text()}`));
  tab.on("pageerror", (error) => fault(`error in a script: ${error.message}`));
  tab.on("requestfailed", (request) => fault(`a request failed: ${request.url()} ${request.failure()?.errorText}`));
  tab.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(home) && !url.startsWith("data:") && !url.startsWith("blob:")) {
      fault(`a request leaves the site: ${url}`);
    }
  });
  tab.on("response", (response) => {
    if (response.status() >= 400 && !response.url().endsWith("/404.html")) {
      fault(`status ${response.status()} of ${response.url()}`);
    }
  });
}
