import { READ_ANSWER } from "./answer";

type Part = Record<string, unknown>;

/**
 * A service's document as it is of more use here: an example that is real, nothing filled in for
 * who tries it, and a place to give a key, as far as the service does not say so itself.
 */
export function mended(document: Part, isPublic: boolean): Part {
  const copy = structuredClone(document);
  for (const form of requestForms(copy)) withoutSuggestions(form);
  if (isPublic) {
    withAnswer(copy);
    withKey(copy);
  }
  return copy;
}

/** The schemas of what is sent as a form. */
function requestForms(document: Part): Part[] {
  const operations = Object.values(child(document, "paths")).flatMap((path) =>
    Object.values(path as Part),
  );
  return operations.flatMap((operation) =>
    Object.values(child(child(operation as Part, "requestBody"), "content")).map((content) =>
      resolved(document, child(content as Part, "schema")),
    ),
  );
}

/** The viewer fills in examples: what may be left out would then be sent, and change the answer. */
function withoutSuggestions(form: Part): void {
  const required = new Set(Array.isArray(form.required) ? form.required : []);
  const fields = child(form, "properties");
  for (const [name, field] of Object.entries(fields)) {
    if (required.has(name)) continue;
    forget(field, ["default", "example", "examples"]);
    // Without an example the viewer makes one up.
    fields[name] = { ...withoutNull(field as Part), example: "" };
  }
}

/** A form has no null: what may be null there may be left out, and the viewer would send "null". */
function withoutNull(field: Part): Part {
  const kinds = Array.isArray(field.anyOf) ? (field.anyOf as Part[]) : [];
  const [kind, ...others] = kinds.filter(({ type }) => type !== "null");
  if (!kind || others.length > 0) return field;
  const { anyOf: _, ...rest } = field;
  return { ...kind, ...rest };
}

function forget(node: unknown, names: readonly string[]): void {
  if (typeof node !== "object" || node === null) return;
  for (const name of names) delete (node as Part)[name];
  for (const part of Object.values(node)) forget(part, names);
}

function withAnswer(document: Part): void {
  const operation = child(child(child(document, "paths"), "/read"), "post");
  const content = child(child(child(operation, "responses"), "200"), "content");
  const json = content["application/json"] as Part | undefined;
  if (json && !("example" in json) && !("examples" in json)) json.example = READ_ANSWER;
}

function withKey(document: Part): void {
  const components = document.components as Part | undefined;
  if (!components || "securitySchemes" in components) return;
  const description = "Where the server asks for one. It begins with so_.";
  components.securitySchemes = { key: { type: "http", scheme: "bearer", description } };
  document.security = [{}, { key: [] }];
}

/** An object inside another; an empty one, not part of it, where there is none. */
function child(node: Part, name: string): Part {
  const value = node[name];
  return typeof value === "object" && value !== null ? (value as Part) : {};
}

function resolved(document: Part, schema: Part): Part {
  const reference = schema.$ref;
  if (typeof reference !== "string") return schema;
  const path = reference.replace(/^#\//, "").split("/");
  return path.reduce(child, document);
}
