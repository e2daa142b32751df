// Opens what is folded before printing, numbers the links in running text and lists their addresses; takes it all back
// afterwards.
{
  const RUNNING = ".prose a, .lede a, .about a, .entries a, .shelf a";
  let folded = [];
  let added = [];

  const cite = () => {
    const list = document.createElement("ol");
    const numbers = new Map();
    for (const link of document.querySelectorAll(`main :is(${RUNNING})`)) {
      const address = link.href.split("#")[0];
      if (!address || address === location.href.split("#")[0] || link.querySelector("img")) continue;
      if (!numbers.has(address)) {
        const item = document.createElement("li");
        item.textContent = decodeURI(address);
        list.append(item);
        numbers.set(address, list.children.length);
      }
      const mark = document.createElement("sup");
      mark.textContent = numbers.get(address);
      link.after(mark);
      added.push(mark);
    }
    if (!numbers.size) return;
    const cited = document.createElement("section");
    cited.className = "cited";
    const heading = document.createElement("h2");
    heading.textContent = "Links";
    cited.append(heading, list);
    document.querySelector(".body")?.append(cited);
    added.push(cited);
  };

  addEventListener("beforeprint", () => {
    if (document.querySelector(".cited")) return;
    folded = [...document.querySelectorAll("main details:not([open])")];
    for (const details of folded) details.open = true;
    cite();
  });
  addEventListener("afterprint", () => {
    for (const details of folded) details.open = false;
    for (const one of added) one.remove();
    [folded, added] = [[], []];
  });
}
