/** A picture that was read in this browser. */
export interface MyPicture {
  readonly id: string;
  readonly name: string;
  /** When it was read, as in `Date.toISOString`. */
  readonly created: string;
  /** The beginning of its text. */
  readonly text: string;
  readonly corrected: boolean;
  /** Under which the server keeps other readings of it: in another size, or in part. */
  readonly others?: readonly string[];
}

interface Wiring {
  readonly load: () => string | null;
  readonly store: (value: string) => void;
}

const AT_MOST = 200;
const SHOWN = 160;

/**
 * Which pictures are mine: those that were read in this browser, with the names that their files
 * had. The server knows no persons, and keeps no names.
 */
export class Mine {
  constructor(private readonly wiring: Wiring) {}

  /** Newest first; read anew each time, as other tabs add to it. */
  list(): readonly MyPicture[] {
    try {
      const value: unknown = JSON.parse(this.wiring.load() ?? "[]");
      return Array.isArray(value) ? value.filter(isPicture) : [];
    } catch {
      return [];
    }
  }

  find(id: string): MyPicture | undefined {
    return this.list().find((picture) => picture.id === id);
  }

  /** A picture by any of its readings. */
  ofReading(id: string): MyPicture | undefined {
    return this.list().find((one) => one.id === id || one.others?.includes(id));
  }

  /** Each picture is listed once, by what was read last in all of it. */
  add(id: string, name: string, text: string, others: readonly string[] = []): void {
    const created = new Date().toISOString();
    const list = this.list();
    const before = list.filter((other) => other.id === id || others.includes(other.id));
    const known = new Set([...others, ...before.flatMap((other) => other.others ?? [])]);
    known.delete(id);
    const picture = {
      ...{ id, name, created, text: text.slice(0, SHOWN), corrected: false },
      ...(known.size > 0 && { others: [...known] }),
    };
    this.keep([picture, ...list.filter((other) => !before.includes(other))]);
  }

  /** A part was read of a picture that is listed by one of its other readings. */
  addPart(id: string, of: readonly string[]): void {
    this.keep(
      this.list().map((picture) =>
        of.includes(picture.id) ? { ...picture, others: [...(picture.others ?? []), id] } : picture,
      ),
    );
  }

  /** The text was corrected; nothing happens to pictures of others. */
  correct(id: string, text: string): void {
    const corrected = { text: text.slice(0, SHOWN), corrected: true };
    this.keep(this.list().map((mine) => (mine.id === id ? { ...mine, ...corrected } : mine)));
  }

  remove(id: string): void {
    this.keep(this.list().filter((picture) => picture.id !== id));
  }

  private keep(pictures: readonly MyPicture[]): void {
    this.wiring.store(JSON.stringify(pictures.slice(0, AT_MOST)));
  }
}

function isPicture(value: unknown): value is MyPicture {
  const { id, name, created, text } = (value ?? {}) as Record<string, unknown>;
  return [id, name, created, text].every((part) => typeof part === "string");
}
