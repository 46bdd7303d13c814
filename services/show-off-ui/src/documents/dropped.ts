import { randomHex } from "../api/random";

/** What a person dropped: single files, and folders with all that lies in them. */
export interface Dropped {
  readonly files: readonly File[];
  readonly folders: readonly DroppedFolder[];
}

export interface DroppedFolder {
  readonly key: string;
  readonly name: string;
  /** In the order in which people number them: 2 before 10. */
  readonly files: readonly File[];
}

/**
 * What a drop holds. To be called while the drop is being handled: what it holds is told only then.
 * Where the browser does not say which of it are folders, all are files.
 */
export function droppedIn(transfer: DataTransfer | null): Promise<Dropped> {
  const items = [...(transfer?.items ?? [])];
  const entries = items.map((item) => item.webkitGetAsEntry?.() ?? null);
  const files = [...(transfer?.files ?? [])];
  if (!entries.some((entry) => entry?.isDirectory)) return Promise.resolve({ files, folders: [] });
  return sorted(entries.filter((entry) => entry !== null));
}

async function sorted(entries: readonly FileSystemEntry[]): Promise<Dropped> {
  const each = await Promise.all(
    entries.map(async (entry) => ({ entry, files: await filesIn(entry) })),
  );
  return {
    files: each.flatMap(({ entry, files }) => (entry.isFile ? files : [])),
    folders: each
      .filter(({ entry, files }) => entry.isDirectory && files.length > 0)
      .map(({ entry: { name }, files }) => ({ key: randomHex(16), name, files })),
  };
}

/** All files of a folder and those in it; hidden ones are nobody's pictures. */
async function filesIn(entry: FileSystemEntry): Promise<File[]> {
  if (entry.name.startsWith(".")) return [];
  if (entry.isFile) {
    const file = entry as FileSystemFileEntry;
    return [await new Promise<File>((resolve, reject) => file.file(resolve, reject))];
  }
  const found = await entriesOf(entry as FileSystemDirectoryEntry);
  const byName = new Intl.Collator(undefined, { numeric: true });
  found.sort((one, other) => byName.compare(one.name, other.name));
  return (await Promise.all(found.map(filesIn))).flat();
}

/** A reader tells only some at a time, and nothing once it is at its end. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return all;
    all.push(...some);
  }
}
