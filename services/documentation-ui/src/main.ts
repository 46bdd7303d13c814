import "swagger-ui-dist/swagger-ui.css";
import "./page.css";
import { examples } from "./examples";
import { documentOf, SERVICES, type Service } from "./services";
import { viewer } from "./viewer";
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
    if (asked() !== service) return; // another was asked for meanwhile
    main.replaceChildren(
      ...(service.server ? [examples(service.server)] : []),
      viewer(spec, service),
    );
  } catch (error) {
    if (asked() === service) say(words.silent(service.name, String(error)));
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
