import type { FormatName } from "../api/client";
import type { Failure } from "../api/failure";
import type { Job } from "../read/jobs";

/** Several pages in one file, read by the server as a whole. */
export interface SentDocument {
  readonly key: string;
  readonly name: string;
  readonly file: Blob;
  readonly state: "waiting" | "sending" | "reading" | "read" | "failed";
  /** The server's name of it, once it was sent. */
  readonly id?: string;
  /** How many pages it has, once that is known. */
  readonly total?: number;
  readonly failure?: Failure;
  /** What can be had of it as a whole, once it is read. */
  readonly formats?: readonly FormatName[];
}

/** Which page of which document a job is. */
export interface PageOf {
  /** The document's key. */
  readonly document: string;
  /** From 1. */
  readonly number: number;
}

export function pageKey(document: string, number: number): string {
  return `${document}-${number}`;
}

/** A document just opened; until the server has counted its pages, it has one. */
export function newDocument(key: string, file: File): SentDocument {
  return { key, name: file.name, file, state: "waiting" };
}

/** Some pages of a document, which the server reads. */
export function pagesOf({ key, name }: SentDocument, from: number, to: number): Job[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, place) => ({
    key: pageKey(key, from + place),
    picture: { name, url: "" },
    fullSize: true,
    page: { document: key, number: from + place },
    phase: { at: "coming" },
  }));
}

/** A queue with all pages of a document in it that are known by now, side by side. */
export function withPages(list: readonly Job[], document: SentDocument): readonly Job[] {
  const last = list.findLastIndex(({ page }) => page?.document === document.key);
  const known = list.filter(({ page }) => page?.document === document.key).length;
  if (last < 0 || (document.total ?? 0) <= known) return list;
  return list.toSpliced(last + 1, 0, ...pagesOf(document, known + 1, document.total ?? 0));
}

/** Whether anything is still to be done for a document. */
export function isUnderWay({ state }: SentDocument): boolean {
  return state === "waiting" || state === "sending" || state === "reading";
}
