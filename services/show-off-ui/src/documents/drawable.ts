import { kindOf } from "../intake/sniff";
import { onceMade } from "./made";

const made = new WeakMap<Blob, Promise<Blob>>();

/**
 * The PDF that shows the pages of a document: its own file or, of a TIFF, which browsers do not
 * show, the one that the server makes of it (`id`: the job's, once there is that PDF). Undefined
 * until then, and where it cannot be had.
 */
export async function drawable(file: Blob, id: string | undefined): Promise<Blob | undefined> {
  if ((await kindOf(file)) === "pdf") return file;
  if (id === undefined) return undefined;
  const fetching = made.get(file) ?? onceMade(id, "pdf");
  made.set(file, fetching);
  return fetching.catch(() => {
    made.delete(file);
    return undefined;
  });
}
