// The switch between the system's colours, light and dark. The choice is kept in this browser.
{
  const button = document.querySelector("button.scheme");
  const root = document.documentElement;
  const names = { auto: "as the system", light: "light", dark: "dark" };
  const order = Object.keys(names);
  const show = (scheme) => {
    button.dataset.scheme = scheme;
    button.querySelector(".unseen").textContent = `Colours: ${names[scheme]}`;
    button.title = `Colours: ${names[scheme]}`;
  };
  if (button) {
    show(root.dataset.theme || "auto");
    button.addEventListener("click", () => {
      const scheme = order[(order.indexOf(button.dataset.scheme) + 1) % order.length];
      if (scheme === "auto") delete root.dataset.theme;
      else root.dataset.theme = scheme;
      try {
        localStorage.setItem("rungbook-scheme", scheme);
      } catch {}
      show(scheme);
    });
  }
}
