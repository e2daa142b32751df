// Nothing moves for readers who ask for that; and forced colours keep words and boxes apart.

import { largest } from "../pages.js";

export function jobs(sites) {
  return largest(sites).flatMap((page) => [
    { page, look: still },
    { page, look: forced, options: { forcedColors: "active" } },
  ]);
}

async function still(tab, page, fault) {
  const moving = await tab.evaluate(() => {
    const moves = (one) => {
      const { transitionDuration, animationName, animationDuration, scrollBehavior } = getComputedStyle(one);
      const takes = (text) => text.split(",").some((time) => parseFloat(time) > 0.01);
      return takes(transitionDuration) || (animationName !== "none" && takes(animationDuration)) || scrollBehavior === "smooth";
    };
    return [document.documentElement, ...document.body.querySelectorAll("*")].filter(moves).map((one) => one.outerHTML.slice(0, 80));
  });
  for (const one of moving.slice(0, 3)) fault(`it moves: ${one}`);
}

async function forced(tab, page, fault) {
  const bare = await tab.evaluate(() => {
    const boxes = [...document.querySelectorAll("main :is(.card, .button), .icon")].filter((one) => one.checkVisibility());
    return boxes.filter((one) => parseFloat(getComputedStyle(one).borderTopWidth) < 1).map((one) => one.outerHTML.slice(0, 80));
  });
  for (const one of bare.slice(0, 3)) fault(`with forced colours nothing shows the edge of ${one}`);
}
