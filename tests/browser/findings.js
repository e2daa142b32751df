// What was found, by question, and how long each took.

export class Findings {
  #found = new Map();
  #asked = new Map();

  /** Keeps what is wrong in one place, such as `levels/se-staff.html 360 dark`. */
  add(question, place, fault) {
    const all = this.#found.get(question) ?? [];
    all.push(`${place}: ${fault}`);
    this.#found.set(question, all);
  }

  /** Counts a job and its milliseconds. */
  count(question, taken) {
    const { jobs, time } = this.#asked.get(question) ?? { jobs: 0, time: 0 };
    this.#asked.set(question, { jobs: jobs + 1, time: time + taken });
  }

  /** Prints everything; tells how much was found. */
  report() {
    console.log(`looked for ${Math.round(performance.now() / 1000)} s`);
    for (const [question, { jobs, time }] of [...this.#asked].sort()) {
      const faults = this.#found.get(question) ?? [];
      const tally = faults.length ? `${faults.length} faults` : "nothing wrong";
      console.log(`${question}: ${tally} in ${jobs} looks (${(time / 1000).toFixed(1)} s)`);
      for (const fault of faults.slice(0, 40)) console.log(`  ${fault}`);
      if (faults.length > 40) console.log(`  and ${faults.length - 40} more`);
    }
    if (!this.#asked.size) {
      console.log("no question was asked");
      return 1;
    }
    return [...this.#found.values()].reduce((sum, faults) => sum + faults.length, 0);
  }
}
