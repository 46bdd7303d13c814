import { words } from "./words";

/** The viewer speaks English only: its own words are replaced, never what a service says. */
export function translate(viewer: HTMLElement): void {
  if (words.language === "en") return;
  const texts = document.createTreeWalker(viewer, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const said = node.textContent?.trim() ?? "";
    const other = words.viewer[said];
    const quoted = node.parentElement?.closest(
      "pre, code, .markdown, .renderedMarkdown, .opblock-tag",
    );
    if (other && other !== said && !quoted) node.textContent = other;
  }
  for (const said of viewer.querySelectorAll(".markdown, .renderedMarkdown, .info, .opblock-tag")) {
    said.setAttribute("lang", "en");
  }
}
