// Asks the script and the index of a built site: questions as a JSON list on the standard input, answers as a JSON list.
import { readFileSync, readdirSync } from "node:fs";
import vm from "node:vm";

const [site] = process.argv.slice(2);
const script = readdirSync(`${site}/assets`).find((name) => /^search\.[0-9a-f]+\.js$/.test(name));
vm.runInThisContext(readFileSync(`${site}/assets/${script}`, "utf8"), { filename: script });

let loaded = [];
const load = async (name) => {
  const text = readFileSync(`${site}/assets/search/${name}.js`, "utf8");
  loaded.push(text.length);
  return JSON.parse(text.slice(text.indexOf(",") + 1, text.lastIndexOf(")")));
};
const plain = (pieces) => pieces.map(([text, hit]) => (hit ? `[${text}]` : text)).join("");
const answers = [];
for (const question of JSON.parse(readFileSync(0, "utf8"))) {
  loaded = [];
  const search = await globalThis.rungbookSearch.over(load);
  const results = await search(question);
  const groups = (results?.groups ?? []).map(({ title, hits }) => ({
    title,
    hits: hits.map((hit) => ({
      href: hit.href,
      title: plain(hit.title),
      part: plain(hit.part),
      also: plain(hit.also),
      text: plain(hit.pieces),
    })),
  }));
  const bytes = loaded.reduce((sum, one) => sum + one, 0);
  answers.push({ question, total: results?.total ?? 0, groups, bytes, words: globalThis.rungbookSearch.asked(question) });
}
console.log(JSON.stringify(answers));
