// Looks at built handbooks in one Chromium and says what is wrong: `node run.js CHROMIUM NAME=FOLDER…`.
// `ONLY=axe,print` in the environment asks some of the questions. Ends with 1 when anything was found.

import { readdir } from "node:fs/promises";
import { Chromium } from "./chromium.js";
import { Findings } from "./findings.js";
import { load } from "./pages.js";
import { serve } from "./server.js";

const [program, ...named] = process.argv.slice(2);
const only = process.env.ONLY?.split(",");

const files = (await readdir(new URL("look/", import.meta.url))).filter((name) => name.endsWith(".js")).sort();
const asked = files.map((name) => name.slice(0, -3)).filter((name) => !only || only.includes(name));
const questions = await Promise.all(asked.map(async (name) => ({ name, ...(await import(`./look/${name}.js`)) })));

const findings = new Findings();
const sites = await Promise.all(named.map((one) => load(...one.split("="))));
const server = await serve(sites);
const chromium = await Chromium.start(program, server.origin);
try {
  const jobs = questions.flatMap(({ name, jobs }) => jobs(sites).map((job) => ({ name, ...job })));
  await chromium.all(jobs, findings);
} finally {
  await chromium.stop();
  server.close();
}
process.exitCode = findings.report() ? 1 : 0;
