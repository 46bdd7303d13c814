import type { Rect } from "../picture/geometry";
import type { Job } from "./jobs";
import type { Reading } from "./reading";

/** One reading of a picture. */
export interface Version {
  readonly fullSize: boolean;
  /** Undefined: all of the picture. */
  readonly region?: Rect;
  readonly reading: Reading;
}

/** What has been read of a picture so far, the one that was shown last at the end. */
export function versionsOf({ versions = [], phase, fullSize, region }: Job): readonly Version[] {
  if (phase.at !== "done" || versions.some(({ reading }) => reading.id === phase.reading.id)) {
    return versions;
  }
  return [...versions, { fullSize, ...(region && { region }), reading: phase.reading }];
}

/** With one more reading, which is shown. */
export function withVersion(job: Job, reading: Reading): Job {
  const { fullSize, region, versions = [] } = job;
  const version = { fullSize, ...(region && { region }), reading };
  return { ...job, phase: { at: "done", reading }, versions: [...versions, version] };
}

/** In another size or part: what has been read so already is only shown again. */
export function readAgain(
  job: Job,
  how: { readonly fullSize?: boolean; readonly region?: Rect },
): Job {
  const { fullSize = job.fullSize, region } = how;
  const versions = versionsOf(job);
  const known = versions.findLast(
    (one) => one.fullSize === fullSize && sameRegion(one.region, region),
  );
  if (known) return showing(job, known.reading.id);
  const { region: _, ...rest } = job;
  return { ...rest, fullSize, ...(region && { region }), phase: { at: "waiting" }, versions };
}

/** Shows what was read before. */
export function showing(job: Job, id: string): Job {
  const versions = versionsOf(job);
  const chosen = versions.find(({ reading }) => reading.id === id);
  if (!chosen) return job;
  const { region: _, ...rest } = job;
  return {
    ...rest,
    ...chosen,
    phase: { at: "done", reading: chosen.reading },
    versions: [...versions.filter((one) => one !== chosen), chosen],
  };
}

/** A version as people tell it from the others. */
export interface NamedVersion {
  readonly id: string;
  readonly kind: "whole" | "full" | "part";
  /** Of a part, where there are several: from 1. */
  readonly number?: number;
}

/** All versions: the whole first, then parts from top to bottom. */
export function named(job: Job): readonly NamedVersion[] {
  const versions = versionsOf(job);
  const wholes = versions
    .filter(({ region }) => !region)
    .sort((one, other) => Number(one.fullSize) - Number(other.fullSize));
  const parts = versions
    .flatMap(({ region, reading }) => (region ? [{ region, reading }] : []))
    .sort(({ region: one }, { region: other }) => one.y - other.y || one.x - other.x);
  return [
    ...wholes.map(({ reading }, place) => ({
      id: reading.id,
      kind: place === 0 ? ("whole" as const) : ("full" as const),
    })),
    ...parts.map(({ reading }, place) => ({
      id: reading.id,
      kind: "part" as const,
      ...(parts.length > 1 && { number: place + 1 }),
    })),
  ];
}

export function sameRegion(one: Rect | undefined, other: Rect | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
