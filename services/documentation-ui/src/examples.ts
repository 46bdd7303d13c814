import { clients } from "./clients";
import { words } from "./words";

/** How to read a first picture, in a few languages. */
export function examples(server: string): HTMLElement {
  const section = document.createElement("section");
  section.className = "clients";
  section.ariaLabel = words.examples;
  for (const { name, code } of clients(location.origin + server)) {
    const title = document.createElement("h2");
    title.textContent = name;
    const example = document.createElement("pre");
    example.textContent = code;
    example.tabIndex = 0;
    example.ariaLabel = name;
    example.role = "group";
    section.append(title, example);
  }
  return section;
}
