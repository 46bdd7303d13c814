/** What a file is by its first bytes; its name and declared type are only claims. */
export type FileKind =
  | "jpeg"
  | "png"
  | "webp"
  | "gif"
  | "bmp"
  | "tiff"
  | "heic"
  | "avif"
  | "pdf"
  | "html"
  | "empty"
  | "unknown";

/** What is a picture: what the server does not read but the browser shows, as AVIF, is sent as JPEG. */
export const PICTURE_KINDS: ReadonlySet<FileKind> = new Set([
  "jpeg",
  "png",
  "webp",
  "gif",
  "bmp",
  "tiff",
  "heic",
  "avif",
]);

const HEIC_BRANDS = new Set(["heic", "heix", "hevc", "hevx", "heim", "heis", "mif1", "msf1"]);

const SIGNATURES: readonly [FileKind, RegExp][] = [
  ["jpeg", /^\xff\xd8\xff/],
  ["png", /^\x89PNG\r\n/],
  ["webp", /^RIFF[\s\S]{4}WEBP/],
  ["gif", /^GIF8[79]a/],
  ["tiff", /^(II[*+]\0|MM\0[*+])/],
  ["pdf", /^%PDF-/],
  ["bmp", /^BM[\s\S]{12}/],
  ["html", /^(\xef\xbb\xbf)?\s*<(!doctype|html|head|body|script|\?xml|svg)/i],
];

/** Judges the first 64 bytes of a file. */
export function kindOfBytes(head: Uint8Array): FileKind {
  if (head.length === 0) return "empty";
  const text = String.fromCharCode(...head.subarray(0, 64));
  if (text.slice(4, 8) === "ftyp") {
    const brand = text.slice(8, 12);
    if (HEIC_BRANDS.has(brand)) return "heic";
    return brand === "avif" || brand === "avis" ? "avif" : "unknown";
  }
  return SIGNATURES.find(([, signature]) => signature.test(text))?.[0] ?? "unknown";
}

export async function kindOf(file: Blob): Promise<FileKind> {
  return kindOfBytes(new Uint8Array(await file.slice(0, 64).arrayBuffer()));
}
