import type { PDFDocumentProxy } from "pdfjs-dist";
import type { Rendition } from "../intake/rendition";
import { JPEG_QUALITY } from "../intake/resize";
import type { Size } from "../picture/geometry";

/** In pixels: the longer side of a page of which nobody has said how large it was read. */
const LONG_SIDE = 1600;

const opened = new WeakMap<Blob, Promise<PDFDocumentProxy>>();

/**
 * A page of a PDF as a picture, drawn by this browser; `size` is that in which it was read.
 * Undefined where it cannot be drawn: damaged, locked.
 */
export async function drawnPage(
  file: Blob,
  number: number,
  size: Size | undefined,
): Promise<Rendition | undefined> {
  try {
    const page = await (await open(file)).getPage(number);
    const natural = page.getViewport({ scale: 1 });
    const scale = size
      ? size.width / natural.width
      : LONG_SIDE / Math.max(natural.width, natural.height);
    const viewport = page.getViewport({ scale });
    const canvas = document.createElement("canvas");
    canvas.width = size?.width ?? Math.round(viewport.width);
    canvas.height = size?.height ?? Math.round(viewport.height);
    await page.render({ canvas, viewport }).promise;
    page.cleanup();
    const drawn = await new Promise<Blob | null>((resolve) =>
      canvas.toBlob(resolve, "image/jpeg", JPEG_QUALITY),
    );
    if (!drawn) return undefined;
    const { width, height } = canvas;
    return { url: URL.createObjectURL(drawn), file: drawn, kind: "jpeg", size: { width, height } };
  } catch {
    return undefined;
  }
}

/** The drawer of PDFs comes only once there is one: it is larger than all else of the page. */
function open(file: Blob): Promise<PDFDocumentProxy> {
  const known = opened.get(file);
  if (known) return known;
  const opening = (async () => {
    const [pdfjs, { default: Worker }, data] = await Promise.all([
      import("pdfjs-dist"),
      import("pdfjs-dist/build/pdf.worker.min.mjs?worker"),
      file.arrayBuffer(),
    ]);
    pdfjs.GlobalWorkerOptions.workerPort ??= new Worker();
    return pdfjs.getDocument({ data }).promise;
  })();
  opened.set(file, opening);
  return opening;
}
