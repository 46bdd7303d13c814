import { words } from "./words";

/** Parts of the viewer that stand outside of its main landmark. */
const PARTS = [
  [".information-container", words.parts.about],
  [".scheme-container", words.parts.server],
] as const;

/** The viewer leaves out the second level. */
const LEVELS = [
  ["h3.opblock-tag, .models h4", "2"],
  [".opblock h4", "3"],
  [".opblock h5", "4"],
] as const;

/** Gives names and levels to what the viewer draws without. */
export function named(viewer: HTMLElement): void {
  viewer.querySelector("#servers")?.setAttribute("aria-label", words.parts.server);
  for (const [headings, level] of LEVELS) {
    for (const heading of viewer.querySelectorAll(headings)) heading.ariaLevel = level;
  }
  for (const answers of viewer.querySelectorAll(".responses-table[role=region]")) {
    answers.ariaLabel = answers.id.replaceAll("_", " ").trim();
  }
  for (const choice of viewer.querySelectorAll(".parameters-col_description select")) {
    choice.ariaLabel = choice.closest("tr")?.getAttribute("data-param-name") ?? null;
  }
  // Long examples scroll: by keys too.
  for (const example of viewer.querySelectorAll<HTMLElement>(".microlight")) example.tabIndex = 0;
  for (const [part, name] of PARTS) {
    const element = viewer.querySelector(part);
    element?.setAttribute("role", "region");
    element?.setAttribute("aria-label", name);
  }
}
