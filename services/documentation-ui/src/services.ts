import { mended } from "./mended";

/** A service whose OpenAPI document is shown. */
export interface Service {
  readonly name: string;
  /** Where clients reach it; undefined for services that only other services talk to. */
  readonly server?: string;
}

export const SERVICES: readonly [Service, ...Service[]] = [
  // The one in Python and that in Go have the same document, byte by byte.
  { name: "show-off-api", server: "/api" },
  { name: "detection-api" },
  { name: "recognition-api" },
  { name: "image-api" },
];

/** A service's OpenAPI document; whoever serves this page fetches it from the service. */
export async function documentOf({ name, server }: Service): Promise<object> {
  const answer = await fetch(`./openapi/${name}.json`);
  if (!answer.ok) throw new Error(`${answer.status} ${answer.statusText}`);
  const document = mended(await answer.json(), server !== undefined);
  return { ...document, servers: [{ url: server ?? "/" }] };
}
