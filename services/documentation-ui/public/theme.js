// As on the page: the theme that was chosen there, else the system's. Before the first paint.
const system = matchMedia("(prefers-color-scheme: dark)");
let chosen = null;
try {
  chosen = localStorage.getItem("show-off.theme");
} catch {
  // Storage is forbidden: the system's theme it is.
}
const apply = () => {
  const dark = chosen === "dark" || (chosen !== "light" && system.matches);
  document.documentElement.classList.toggle("dark-mode", dark); // as the viewer names it
};
system.addEventListener("change", apply);
apply();
