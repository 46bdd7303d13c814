import { useSyncExternalStore } from "react";
import { askLimits, type LimitsAnswer } from "../api/client";
import { Watched } from "../ui/Watched";
import type { FileKind } from "./sniff";

/** What the server takes. */
export interface Limits {
  /** The kinds of pictures that it reads. */
  readonly kinds: ReadonlySet<FileKind>;
  readonly pictureBytes: number;
  /** Undefined where it reads no PDF. */
  readonly pdfBytes: number | undefined;
  /** The letters that it reads. */
  readonly scripts: readonly "latin"[];
}

const MIB = 2 ** 20;

/** What a server takes unless it was set up otherwise: so until it has said, or where it does not. */
export const USUAL: Limits = {
  kinds: new Set(["jpeg", "png", "webp", "tiff", "bmp", "gif", "heic"]),
  pictureBytes: 10 * MIB,
  pdfBytes: 100 * MIB,
  scripts: ["latin"],
};

/** The kinds as people know them. */
const NAMES: Readonly<Partial<Record<FileKind, string>>> = {
  jpeg: "JPEG",
  png: "PNG",
  webp: "WebP",
  tiff: "TIFF",
  bmp: "BMP",
  gif: "GIF",
  heic: "HEIC",
};

export function kindNames({ kinds }: Limits): string {
  return [...kinds].flatMap((kind) => NAMES[kind] ?? []).join(", ");
}

export function limitsIn(answer: LimitsAnswer): Limits {
  const { picture_types, picture_bytes, document_types, document_bytes, scripts } = answer;
  return {
    kinds: new Set(picture_types.map((type) => type.replace("image/", "") as FileKind)),
    pictureBytes: picture_bytes,
    pdfBytes: document_types.includes("application/pdf") ? document_bytes : undefined,
    scripts,
  };
}

class Told extends Watched<Limits> {
  learn = (answer: LimitsAnswer): void => this.put(limitsIn(answer));
}

const told = new Told(USUAL);

/** As far as is known by now. */
export const limits = told.snapshot;

/** Takes over what the server says. */
export const { learn } = told;

/** Asks the server; until it has answered, what is usual counts. */
export function startLimits(): void {
  void askLimits().then((answer) => answer && learn(answer));
}

export function useLimits(): Limits {
  return useSyncExternalStore(told.subscribe, limits);
}
