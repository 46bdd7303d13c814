import { fetchRendition } from "../api/client";
import { measure, type Picture } from "./picture";

/** A picture as the server makes it for browsers that cannot show what was sent. */
export type Rendition = Required<Pick<Picture, "url" | "file" | "kind" | "size">>;

/** A picture is kept a moment after its text is answered. */
const TRIES_MS = [300, 600, 1_200, 2_500, 5_000];

/** Undefined where there is none; `fresh`: or none yet, some seconds after it was read. */
export async function rendition(id: string, fresh: boolean): Promise<Rendition | undefined> {
  for (const wait of [...(fresh ? TRIES_MS : []), 0]) {
    try {
      const file = await fetchRendition(id);
      const url = URL.createObjectURL(file);
      const size = await measure(url);
      if (size) return { url, file, kind: "jpeg", size };
      URL.revokeObjectURL(url);
      return undefined;
    } catch {
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
  return undefined;
}
