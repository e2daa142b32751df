// Finds pages in the index that rungbook makes; the manual's page on search describes its format. Runs wherever the parts
// of the index can be loaded: `rungbookSearch.over(load)` gives a function from a question to results.
globalThis.rungbookSearch = (() => {
  const LEFT_OUT = /[\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u065f\u0670]/g;
  const SPELT = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ı: "i", ς: "σ" };
  const WORD = /[\p{Alphabetic}\p{N}\p{M}]+/gu;
  const HYPHENS = /[\p{Alphabetic}\p{N}\p{M}]+(?:-+[\p{Alphabetic}\p{N}\p{M}]+)+/gu;
  const TOKEN = /[\p{Alphabetic}\p{N}\p{M}]+(?:['’][\p{Alphabetic}\p{N}\p{M}]+)*/gu;
  const UNSPACED =
    "\\u{e00}-\\u{eff}\\u{1000}-\\u{109f}\\u{1780}-\\u{17ff}\\u{3005}-\\u{3007}\\u{3040}-\\u{30ff}\\u{31f0}-\\u{31ff}" +
    "\\u{3400}-\\u{4dbf}\\u{4e00}-\\u{9fff}\\u{f900}-\\u{faff}\\u{20000}-\\u{3ffff}";
  const RUN = new RegExp(`[${UNSPACED}]+|[^${UNSPACED}]+`, "gu");
  const IS_UNSPACED = new RegExp(`[${UNSPACED}]`, "u");

  /** Text as it is compared: as src/render/search/words.rs has it. */
  const fold = (text) =>
    text
      .normalize("NFKC")
      .replace(/['’]/g, "")
      .toLowerCase()
      .normalize("NFKD")
      .replace(LEFT_OUT, "")
      .replace(/[ßæœøłđıς]/g, (letter) => SPELT[letter])
      .normalize("NFC");

  /** The words of a question; the last is open while it is being typed. */
  const asked = (question, most = 12) => {
    const words = [];
    const text = fold(question);
    for (const [part] of text.matchAll(WORD)) {
      for (const [run] of part.matchAll(RUN)) {
        const letters = [...run];
        if (!IS_UNSPACED.test(run)) words.push({ word: run, open: false });
        else if (letters.length === 1) words.push({ word: run, open: true });
        else for (let at = 1; at < letters.length; at++) words.push({ word: letters[at - 1] + letters[at], open: false });
      }
    }
    const last = words.at(-1);
    if (last && /[\p{Alphabetic}\p{N}\p{M}]$/u.test(question)) last.open = true;
    // A word with a hyphen also stands in the index as a whole.
    for (const [run] of text.matchAll(HYPHENS)) words.push({ word: run.replaceAll("-", ""), open: false, whole: true });
    const once = new Map(words.map((word) => [word.word, word]));
    return [...once.values()].slice(0, most);
  };

  /** The words of a text as the index has them. */
  const pairs = (text) => asked(text, Infinity).map(({ word }) => word);

  const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const VALUES = new Map([...LETTERS].map((letter, value) => [letter, value]));
  const numbers = (text, from = 0) => {
    const all = [];
    let value = 0;
    let shift = 0;
    for (let at = from; at < text.length; at++) {
      const bits = VALUES.get(text[at]);
      value |= (bits & 31) << shift;
      shift += 5;
      if (bits < 32) {
        all.push(value >>> 0);
        value = shift = 0;
      }
    }
    return all;
  };

  const formsOf = ([words, written]) => {
    const given = words ? words.split(" ") : [];
    const steps = numbers(written);
    const forms = [];
    let before = [];
    let stem = 0;
    for (let at = 0; at * 2 < given.length; at++) {
      const word = before.slice(0, Number(given[at * 2])).join("") + given[at * 2 + 1];
      const step = steps[at * 3];
      stem += (step >>> 1) ^ -(step & 1);
      forms.push({ word, stem, root: steps[at * 3 + 1], rank: steps[at * 3 + 2] });
      before = [...word];
    }
    return forms;
  };

  /** How many letters were mistyped (left out, added, exchanged or swapped), at most `most`; the end may be missing. */
  const distance = (typed, word, most, open) => {
    const none = most + 1;
    if (word.length < typed.length - most || (!open && word.length > typed.length + most)) return none;
    const length = Math.min(word.length, typed.length + most);
    let before = [];
    let row = Array.from({ length: length + 1 }, (_, at) => at);
    for (let i = 1; i <= typed.length; i++) {
      const next = [i];
      for (let j = 1; j <= length; j++) {
        const same = typed[i - 1] === word[j - 1];
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (same ? 0 : 1));
        const swapped = i > 1 && j > 1 && typed[i - 1] === word[j - 2] && typed[i - 2] === word[j - 1];
        if (swapped) next[j] = Math.min(next[j], before[j - 2] + 1);
      }
      if (Math.min(...next) > most) return none;
      [before, row] = [row, next];
    }
    return open ? Math.min(...row.slice(Math.max(0, typed.length - most))) : length < word.length ? none : row[length];
  };

  const PLACES = [14, 11, 9, 7, 8, 4, 1.6, 1];
  const EVERYWHERE = 0.8;
  const BOOSTS = { levels: 1.35, competencies: 1.1, roles: 1.15, guides: 1.15, pathways: 1.05, ladders: 1.05, comparisons: 0.5 };
  const MOST = { levels: 5, folder: 4, pages: 4 };
  const SHOWN = 12;
  const PARTS = 3;

  const over = async (load) => {
    const root = await load("root");
    const cache = new Map();
    const part = (name, read = (data) => data) => {
      if (!cache.has(name)) {
        const loaded = load(name, root.build).then(read);
        cache.set(name, loaded);
        loaded.catch(() => cache.delete(name));
      }
      return cache.get(name);
    };
    const starts = (lengths) => {
      let sum = 0;
      return numbers(lengths).map((length) => (sum += length) - length);
    };
    const lists = starts(root.lists);
    const texts = starts(root.texts);
    const saying = root.groups.find(([name]) => name === "comparisons")?.[2] || root.pages;
    const holder = (firsts, value) => Math.max(0, firsts.findLastIndex((first) => first <= value));

    /** All forms that begin with `start`, from at most `most` parts. */
    const forms = async (start, most) => {
      if (!root.words.length) return [];
      const from = holder(root.words, start);
      const names = [];
      for (let at = from; at < root.words.length && names.length < most; at++) {
        if (at > from && !root.words[at].startsWith(start)) break;
        names.push(`words-${at}`);
      }
      return (await Promise.all(names.map((name) => part(name, formsOf)))).flat();
    };

    /** The stems that a word may mean, each with how well it fits from 0 to 1, the best first; and the forms to mark. */
    const meant = async ({ word, open, whole }) => {
      const stems = new Map();
      const fit = (form, quality) => {
        const known = stems.get(form.stem);
        if (!known || known.quality < quality) stems.set(form.stem, { ...form, quality });
      };
      let near = await forms(word, 3);
      for (const form of near) if (form.word === word) fit(form, 1);
      const exact = stems.size > 0;
      if ((word.length > 1 || open) && !whole) {
        for (const form of near) {
          const begins = form.word.startsWith(word) && form.word !== word;
          if (begins && (open || !exact)) fit(form, (exact ? 0.25 : 0.45) + (0.4 * word.length) / form.word.length);
        }
      }
      if (!exact && !whole && word.length >= 4) {
        for (const form of near) {
          const rest = word.length - form.root;
          if (form.root >= 3 && rest <= 4 && word.startsWith(form.word.slice(0, form.root))) fit(form, 0.8);
        }
      }
      const most = word.length >= 8 ? 2 : word.length >= 4 ? 1 : 0;
      if (!stems.size && most && !whole && !/\d/.test(word)) {
        const [first, second] = [...word];
        near = [...(await forms(first, 4)), ...(await forms(second, 2))];
        for (const form of near) {
          const wrong = distance(word, form.word, most, open);
          if (wrong <= most) fit(form, (form.word.length < word.length - 1 ? 0.3 : 0.6) / wrong + form.rank / 400);
        }
        if (stems.size > 12) for (const [stem, { quality }] of stems) if (quality < 0.35) stems.delete(stem);
      }
      const better = (one, other) => other.quality + other.rank / 60 - one.quality - one.rank / 60;
      const chosen = [];
      const parts = new Set();
      for (const stem of [...stems.values()].sort(better)) {
        const name = holder(lists, stem.stem);
        if (chosen.length && !parts.has(name) && parts.size >= 3) continue;
        if (chosen.length >= 24) break;
        parts.add(name);
        chosen.push(stem);
      }
      const known = new Set(chosen.map((stem) => stem.stem));
      const marked = near.filter((form) => known.has(form.stem)).map((form) => form.word);
      return { word, chosen, marked };
    };

    /** For each page how well one word fits, 0 where it does not stand; and on how many pages it stands. */
    const weighed = async ({ chosen }) => {
      const weights = new Float32Array(root.pages);
      const weigh = (page, weight) => {
        if (weight > weights[page]) weights[page] = weight;
      };
      await Promise.all(
        chosen.map(async ({ stem, quality }) => {
          const at = holder(lists, stem);
          const list = (await part(`lists-${at}`))[stem - lists[at]] ?? "";
          for (const run of list.split(" ")) {
            if (run === "*") for (let page = 0; page < root.pages; page++) weigh(page, EVERYWHERE * quality);
            let page = 0;
            for (const step of run === "*" ? [] : numbers(run, 1)) weigh((page += step), PLACES[run[0]] * quality);
          }
        }),
      );
      // The rarer a word, the more it tells (as in BM25); comparisons, which say little, are left out of the count.
      let [count, said] = [0, 0];
      weights.forEach((weight, page) => {
        if (!weight) return;
        count++;
        if (page < saying) said++;
      });
      return { weights, count, worth: Math.log(1 + (saying - said + 0.5) / (said + 0.5)) };
    };

    const groupOf = (page) => root.groups.findLast(([, , first]) => first <= page);

    /** The best pages: `{page, score}`, at most so many of each group. */
    const ranked = (words) => {
      const worth = words.map((word) => word.worth);
      const whole = worth.reduce((sum, one) => sum + one, 0);
      const found = [];
      for (let page = 0; page < root.pages; page++) {
        let [score, met] = [0, 0];
        words.forEach(({ weights }, at) => {
          if (!weights[page]) return;
          score += weights[page] * worth[at];
          met += worth[at];
        });
        if (score) found.push({ page, score: (score / whole) * (met / whole) ** 2 * (BOOSTS[groupOf(page)[0]] ?? 1) });
      }
      found.sort((one, other) => other.score - one.score || one.page - other.page);
      const room = new Map();
      const kept = found.filter(({ page, score }) => {
        const group = groupOf(page);
        const count = room.get(group) ?? 0;
        room.set(group, count + 1);
        return count < (MOST[group[0]] ?? 3) && score >= found[0].score * 0.2;
      });
      return { kept: kept.slice(0, SHOWN), total: found.length };
    };

    /** A function that cuts a text into pieces `[words, whether they were asked for]`. */
    const marker = (words) => {
      const marked = new Set(words.flatMap((word) => word.marked));
      return (text) => {
        const pieces = [];
        let end = 0;
        const mark = (from, to) => {
          if (from > end) pieces.push([text.slice(end, from), false]);
          const last = pieces.at(-1);
          if (last?.[1] && from <= end) last[0] += text.slice(end, to);
          else pieces.push([text.slice(from, to), true]);
          end = to;
        };
        for (const token of text.matchAll(TOKEN)) {
          for (const run of token[0].matchAll(RUN)) {
            const at = token.index + run.index;
            if (!IS_UNSPACED.test(run[0])) {
              if (marked.has(fold(run[0]))) mark(at, at + run[0].length);
              continue;
            }
            for (let i = 0; i < run[0].length; i++) {
              const pair = marked.has(fold(run[0].slice(i, i + 2)));
              if (pair) mark(Math.max(end, at + i), Math.min(at + i + 2, at + run[0].length));
            }
          }
        }
        if (end < text.length) pieces.push([text.slice(end), false]);
        return pieces;
      };
    };

    const LENGTH = 170;
    /** The piece of a text around most of the words that were asked for. */
    const excerpt = (text, mark) => {
      const hits = [];
      let at = 0;
      for (const [piece, hit] of mark(text)) {
        if (hit) hits.push([at, fold(piece)]);
        at += piece.length;
      }
      let [best, most] = [0, 0];
      for (const [from] of hits) {
        const near = new Set(hits.filter(([at]) => at >= from && at < from + LENGTH - 30).map(([, word]) => word)).size;
        if (near > most) [best, most] = [from, near];
      }
      let from = best < LENGTH / 3 ? 0 : best - 40;
      if (from) from += Math.max(0, text.slice(from, from + 30).search(/\s/) + 1);
      let to = Math.min(text.length, from + LENGTH);
      if (to < text.length) to = Math.max(text.lastIndexOf(" ", to), to - 30);
      return mark((from ? "… " : "") + text.slice(from, to) + (to < text.length ? " …" : ""));
    };

    /** The words of a text that were asked for, as they are compared. */
    const hitsIn = (text, mark) => mark(text).flatMap(([piece, hit]) => (hit ? pairs(piece) : []));

    /** The parts of a page that say most about what was asked, the best first. */
    const parts = (summary, all, words, mark, many) => {
      const met = (found) => words.filter((word) => word.marked.some((form) => found.includes(form))).length;
      const scored = all.map(([anchor, title, text], at) => {
        const [inTitle, inText] = [hitsIn(title, mark), hitsIn(text, mark)];
        return { anchor, title, text, at, score: met([...inTitle, ...inText]) * 2 + met(inTitle) * 1.5 + met(inText) * 0.25 };
      });
      scored.sort((one, other) => other.score - one.score || one.at - other.at);
      const [best] = scored;
      if (!best?.score) return [{ anchor: "", title: [], pieces: excerpt(summary, mark) }];
      const alike = many ? scored.filter(({ score, title }) => title && score >= best.score && score > 3) : [];
      const chosen = alike.length > 1 ? alike.slice(0, PARTS) : [best];
      return chosen.map(({ anchor, title, text }) => ({ anchor, title: mark(title), pieces: excerpt(text || summary, mark) }));
    };

    /** The results for a question: how many pages there are, and the best in groups; when brief, their titles alone. */
    const find = async (question, brief = false) => {
      const all = asked(question);
      if (!all.length || (all.length === 1 && all[0].word.length < 2 && !IS_UNSPACED.test(all[0].word))) return null;
      const looked = await Promise.all(all.map(meant));
      const words = (
        await Promise.all(looked.filter(({ chosen }) => chosen.length).map(async (word) => ({ ...word, ...(await weighed(word)) })))
      ).filter(({ count }) => count);
      if (!words.length) return { total: 0, groups: [] };
      const { kept, total } = ranked(words);
      const most = Math.max(...words.map(({ worth }) => worth));
      const telling = words.filter(({ worth }) => worth >= most * 0.15);
      const [mark, known] = [marker(telling), marker(words)];
      const whole = fold(question.trim());
      const hits = await Promise.all(
        kept.map(async ({ page, score }) => {
          const [name, title] = groupOf(page);
          const titles = part(`titles-${Math.floor(page / root.titles)}`);
          const text = brief || part(`texts-${holder(texts, page)}`);
          const [href, heading, note, tone, also] = (await titles)[page % root.titles];
          const [summary, ...all] = brief ? [""] : (await text)[page - texts[holder(texts, page)]];
          const named = known(heading).every(([piece, hit]) => hit || !/[\p{L}\p{N}]/u.test(piece));
          const same = fold(heading) === whole ? 2 : named ? 1.6 : fold(heading).startsWith(whole) ? 1.3 : 1;
          const inTitle = new Set(hitsIn(heading, mark));
          const other = telling.filter((word) => !word.marked.some((form) => inTitle.has(form)));
          const aliases = also.split(", ").filter((name) => hitsIn(name, mark).some((form) => other.some(({ marked }) => marked.includes(form))));
          const shown = other.length
            ? parts(summary, all, telling, mark, name === "folder" || name === "pages")
            : [{ anchor: "", title: [], pieces: excerpt(summary || all[0]?.[2] || "", mark) }];
          return {
            group: title,
            score: score * same,
            hits: shown.map(({ anchor, title, pieces }) => ({
              href: anchor ? `${href}#${anchor}` : href,
              title: mark(heading),
              part: title,
              note,
              also: mark(aliases.join(", ")),
              tone,
              pieces,
            })),
          };
        }),
      );
      hits.sort((one, other) => other.score - one.score);
      const groups = root.groups.map(([, title]) => ({
        title,
        hits: hits.filter((hit) => hit.group === title).flatMap(({ hits }) => hits),
      }));
      return { total, groups: groups.filter(({ hits }) => hits.length) };
    };
    return Object.assign(find, { pages: root.pages });
  };

  return { over, fold, asked, distance };
})();
