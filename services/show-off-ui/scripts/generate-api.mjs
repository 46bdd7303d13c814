// Writes src/api/schema.ts from the API's OpenAPI document: npm run generate -- URL_OR_FILE [OUT]
import { writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import openapiTS, { astToString } from "openapi-typescript";

const [source = "http://localhost:8080/api/openapi.json", out = "src/api/schema.ts"] =
  process.argv.slice(2);
const address = /^https?:/.test(source) ? new URL(source) : pathToFileURL(source);
const types = astToString(await openapiTS(address));
await writeFile(
  out,
  `// Generated from the API's OpenAPI document by \`npm run generate\`.\n\n${types}`,
);
