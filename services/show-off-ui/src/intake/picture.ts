import { FailureError, type FailureKind } from "../api/failure";
import type { Size } from "../picture/geometry";
import { MAX_DECODED_PIXELS } from "./resize";
import { type FileKind, kindOf, PICTURE_KINDS } from "./sniff";

/** A picture as this page has it. */
export interface Picture {
  readonly name: string;
  /** One that comes with the page: it is nobody's own. */
  readonly sample?: true;
  /** Where it can be shown from: an object URL, or its address in the history. */
  readonly url: string;
  /** Its bytes, when they are at hand. */
  readonly file?: Blob;
  readonly kind?: FileKind;
  /** As displayed, EXIF orientation applied; undefined where this browser cannot show it. */
  readonly size?: Size;
}

/**
 * Opens a file as a picture.
 *
 * @throws FailureError if it is none, judged by its first bytes, or if nobody could read it.
 */
export async function openPicture(file: File): Promise<Picture> {
  const kind = await kindOf(file);
  refuseWhatIsNoPicture(kind);
  const url = URL.createObjectURL(file);
  const size = await measure(url);
  const failure = whyNot(kind, size);
  if (failure) {
    URL.revokeObjectURL(url);
    throw new FailureError({ kind: failure });
  }
  return { name: file.name, url, file, kind, ...(size && { size }) };
}

function whyNot(kind: FileKind, size: Size | undefined): FailureKind | undefined {
  if (size) return size.width * size.height > MAX_DECODED_PIXELS ? "tooManyPixels" : undefined;
  if (kind === "avif") return "kindNotRead";
  // The browser cannot show it, the server may read it: HEIC, TIFF, what is larger than it can open.
  return undefined;
}

/** The bytes of a picture, fetched where they are not at hand. */
export async function bytesOf(picture: Picture, signal?: AbortSignal): Promise<Blob> {
  if (picture.file) return picture.file;
  const answer = await fetch(picture.url, signal ? { signal } : {});
  if (!answer.ok) throw new FailureError({ kind: "gone" });
  return answer.blob();
}

/** The displayed size of a picture by its header, undefined if the browser cannot show it. */
export function measure(url: string): Promise<Size | undefined> {
  return new Promise((resolve) => {
    const image = new Image();
    image.onload = () => resolve({ width: image.naturalWidth, height: image.naturalHeight });
    image.onerror = () => resolve(undefined);
    image.src = url;
  });
}

function refuseWhatIsNoPicture(kind: FileKind): void {
  if (kind === "empty") throw new FailureError({ kind });
  if (!PICTURE_KINDS.has(kind)) throw new FailureError({ kind: "notAPicture" });
}
