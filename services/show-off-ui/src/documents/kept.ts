import type { Jobs } from "../read/jobs";
import { pagesOf, type SentDocument } from "./document";

/** A document as it is kept over a reload: its pages come again from the server. */
export interface KeptDocument {
  readonly key: string;
  readonly name: string;
  readonly file: Blob;
  readonly id?: string;
  /** The tab that it is of. */
  readonly tab: string;
  /** When it was kept, as `Date.now()` has it. */
  readonly at: number;
}

interface Shelf {
  readonly put: (key: string, kept: KeptDocument) => void;
  readonly remove: (key: string) => void;
}

/** Keeps the documents of a queue, each when it comes and once more when the server has named it. */
export class DocumentKeeper {
  private readonly known = new Map<string, string | undefined>();

  constructor(
    private readonly shelf: Shelf,
    private readonly tab: string,
  ) {}

  keep({ documents = [], cleared }: Jobs): void {
    if (cleared) return; // they may come back
    const keys = new Set(documents.map(({ key }) => key));
    for (const key of this.known.keys()) {
      if (keys.has(key)) continue;
      this.known.delete(key);
      this.shelf.remove(key);
    }
    for (const { key, name, file, id } of documents) {
      if (this.known.has(key) && this.known.get(key) === id) continue;
      this.known.set(key, id);
      const { tab } = this;
      this.shelf.put(key, { key, name, file, ...(id && { id }), tab, at: Date.now() });
    }
  }

  /** These are kept already. */
  resume(documents: readonly SentDocument[]): void {
    for (const { key, id } of documents) this.known.set(key, id);
  }
}

/** The documents of a tab as they were kept, to go on with. */
export function resumed(kept: readonly KeptDocument[], tab: string): readonly SentDocument[] {
  return kept
    .filter((one) => one.tab === tab)
    .sort((one, other) => one.at - other.at)
    .map(({ key, name, file, id }) => ({
      ...{ key, name, file },
      ...(id && { id }),
      state: id ? "reading" : "waiting",
    }));
}

/** A queue with the documents in it that are gone on with, each with its first page. */
export function withDocuments(jobs: Jobs, documents: readonly SentDocument[]): Jobs {
  if (documents.length === 0) return jobs;
  const first = documents.flatMap((document) => pagesOf(document, 1, 1));
  const shown = jobs.shown ?? first[0]?.key;
  return { ...jobs, documents, list: [...jobs.list, ...first], ...(shown && { shown }) };
}
