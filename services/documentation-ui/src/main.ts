import SwaggerUI from "swagger-ui-dist/swagger-ui-es-bundle.js";
import "swagger-ui-dist/swagger-ui.css";
import "./page.css";
import { clients } from "./clients";
import { documentOf, SERVICES, type Service } from "./services";
import { words } from "./words";

const main = byId("document");
const navigation = byId("services");

document.documentElement.lang = words.language;
navigation.ariaLabel = words.services;
for (const { name } of SERVICES) {
  const link = document.createElement("a");
  link.href = `#${name}`;
  link.textContent = name;
  link.title = words.about[name] ?? name;
  navigation.append(link);
}

addEventListener("hashchange", () => void show(asked()));
void show(asked());

/** The service that the address names, or the first. */
function asked(): Service {
  const name = location.hash.slice(1);
  return SERVICES.find((service) => service.name === name) ?? SERVICES[0];
}

async function show(service: Service): Promise<void> {
  for (const link of navigation.querySelectorAll("a")) {
    const current = link.textContent === service.name;
    link.toggleAttribute("data-current", current);
    link.ariaCurrent = current ? "page" : null;
  }
  document.title = `${service.name}: show-off`;
  say(words.loading);
  try {
    const spec = await documentOf(service);
    if (asked() === service) draw(service, spec);
  } catch (error) {
    say(words.silent(service.name, String(error)));
  }
}

function draw(service: Service, spec: object): void {
  const viewer = document.createElement("div");
  main.replaceChildren(...(service.server ? [examples(service.server)] : []), viewer);
  new MutationObserver(() => mend(viewer)).observe(viewer, { childList: true, subtree: true });
  SwaggerUI({
    domNode: viewer,
    spec,
    // Only what is public can be tried from here.
    supportedSubmitMethods: service.server ? ["get", "post", "delete"] : [],
    requestInterceptor: withoutEmptyFields,
    defaultModelsExpandDepth: 0,
    docExpansion: "list",
    validatorUrl: null,
    syntaxHighlight: false,
  });
}

/** What was left empty is left out: the viewer's box for that is ticked by itself. */
function withoutEmptyFields(request: { body?: unknown }): object {
  if (request.body instanceof FormData) {
    for (const [name, value] of [...request.body]) if (value === "") request.body.delete(name);
  }
  return request;
}

/** How to read a first picture, in a few languages. */
function examples(server: string): HTMLElement {
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
function mend(viewer: HTMLElement): void {
  translate(viewer);
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

/** The viewer speaks English only: its own words are replaced, never what a service says. */
function translate(viewer: HTMLElement): void {
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

function say(told: string): void {
  const line = document.createElement("p");
  line.role = "status";
  line.className = "word";
  line.textContent = told;
  main.replaceChildren(line);
}

function byId(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`index.html has no #${id}`);
  return element;
}
