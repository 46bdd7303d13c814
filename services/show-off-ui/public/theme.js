// Before the first paint, so that a chosen theme never flashes in the other.
try {
  const theme = localStorage.getItem("show-off.theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage is forbidden: the system's theme it is.
}
