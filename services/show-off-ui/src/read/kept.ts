import type { Picture } from "../intake/picture";
import type { Job, Jobs, Phase } from "./jobs";

/** A job as it is kept over a reload: what can be stored, with its place in the queue. */
export interface KeptJob extends Omit<Job, "picture"> {
  readonly picture: Omit<Picture, "url">;
  /** Where it can be shown from, if not from its bytes. */
  readonly address?: string;
  /** The tab that it is of: what is copied into another tab is not read there, too. */
  readonly tab: string;
  readonly place: number;
  /** When it was kept, as `Date.now()` has it. */
  readonly at: number;
}

/** What the browser keeps, by the jobs' keys. */
export interface Shelf {
  readonly put: (key: string, kept: KeptJob) => void;
  readonly remove: (key: string) => void;
}

/** Longer than this, a queue that nobody came back to is not kept. */
export const KEPT_MS = 24 * 60 * 60 * 1000;

/** What is under way begins anew after a reload. */
function settledPhase(phase: Phase): Phase {
  if (phase.at === "coming") return phase;
  const ended = phase.at === "done" || phase.at === "failed" || phase.at === "cancelled";
  return ended ? phase : { at: "waiting" };
}

export function keptJob(job: Job, tab: string, place: number, at: number): KeptJob | undefined {
  const { url, ...picture } = job.picture;
  // Pages come again with their document.
  if (picture.sample || job.page) return undefined;
  const address = url.startsWith("blob:") ? undefined : url;
  if (!picture.file && !address) return undefined;
  return {
    ...job,
    picture,
    phase: settledPhase(job.phase),
    ...(address && { address }),
    tab,
    place,
    at,
  };
}

export function jobOf(kept: KeptJob, show: (file: Blob) => string): Job {
  const { address, tab: _tab, place: _place, at: _at, ...job } = kept;
  const { picture } = kept;
  const url = address ?? (picture.file ? show(picture.file) : "");
  return { ...job, picture: { ...picture, url } };
}

/** The queue of a tab as it was kept, and what is too old to be kept on. */
export function sorted(
  all: readonly KeptJob[],
  tab: string,
  now: number,
): { readonly mine: readonly KeptJob[]; readonly old: readonly KeptJob[] } {
  const old = all.filter(({ at }) => now - at > KEPT_MS);
  const mine = all.filter((kept) => kept.tab === tab && !old.includes(kept));
  return { mine: mine.sort((one, other) => one.place - other.place), old };
}

/** Keeps a queue as it changes, each job only when something of it does that is kept. */
export class Keeper {
  private readonly known = new Map<string, readonly unknown[]>();
  private readonly places = new Map<string, number>();
  private next = 0;

  constructor(
    private readonly shelf: Shelf,
    private readonly tab: string,
  ) {}

  /** These are kept already. */
  resume(jobs: readonly Job[], kept: readonly KeptJob[]): void {
    for (const job of jobs) this.known.set(job.key, partsOf(job));
    for (const { key, place } of kept) this.places.set(key, place);
    this.next = Math.max(0, ...kept.map(({ place }) => place + 1));
  }

  keep({ list }: Jobs): void {
    const keys = new Set(list.map(({ key }) => key));
    for (const key of this.known.keys()) {
      if (keys.has(key)) continue;
      this.known.delete(key);
      this.shelf.remove(key);
    }
    for (const job of list) {
      const parts = partsOf(job);
      const before = this.known.get(job.key);
      if (before && parts.every((part, place) => part === before[place])) continue;
      this.known.set(job.key, parts);
      const place = this.places.get(job.key) ?? this.next++;
      this.places.set(job.key, place);
      const kept = keptJob(job, this.tab, place, Date.now());
      if (kept) this.shelf.put(job.key, kept);
    }
  }
}

/** What is written anew when it changes. */
function partsOf({ picture, region, turn, versions, phase }: Job): readonly unknown[] {
  return [picture, region, turn, versions, settledPhase(phase).at];
}
