// Hides the rows of a comparison that are the same in all columns.
for (const button of document.querySelectorAll("[data-differences]")) {
  const table = button.closest(".bar").nextElementSibling.querySelector("table");
  button.addEventListener("click", () => {
    const only = table.classList.toggle("only-differences");
    button.setAttribute("aria-pressed", only);
  });
}
