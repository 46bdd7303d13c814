import type { Job } from "../read/jobs";
import type { SentDocument } from "./document";

/** Pictures that belong together: pages of a document, or what a folder held. */
export interface Group {
  readonly key: string;
  readonly name: string;
  readonly jobs: readonly Job[];
  /** Where the server reads it as a whole. */
  readonly document?: SentDocument;
}

/** A queue in order, with what belongs together side by side in one place. */
export function grouped(
  list: readonly Job[],
  documents: readonly SentDocument[] = [],
): readonly (Job | Group)[] {
  const groups = new Map<string, Group & { jobs: Job[] }>();
  const found: (Job | Group)[] = [];
  for (const job of list) {
    const key = job.page?.document ?? job.folder?.key;
    if (key === undefined) {
      found.push(job);
      continue;
    }
    const known = groups.get(key);
    if (known) {
      known.jobs.push(job);
      continue;
    }
    const document = documents.find((one) => one.key === key);
    const name = job.folder?.name ?? job.picture.name;
    const group = { key, name, jobs: [job], ...(document && { document }) };
    groups.set(key, group);
    found.push(group);
  }
  return found;
}

export function isGroup(item: Job | Group): item is Group {
  return "jobs" in item;
}
