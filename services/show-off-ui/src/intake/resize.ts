import type { Size } from "../picture/geometry";

/**
 * How large a picture is sent: the one place where this is decided.
 *
 * The height is reduced to 1080 px, which keeps uploads small and the lines of a dense page legible;
 * of a strip, as long receipts are, that would leave too little, so it may have 2 megapixels.
 * `docs/interface.md` says why it is not less.
 */
export const DEFAULT_HEIGHT = 1080;
const STRIP = 3;
const STRIP_PIXELS = 2_000_000;

/** JPEG quality of what is re-encoded, on the scale of HTMLCanvasElement.toBlob. */
export const JPEG_QUALITY = 0.9;

/** Pixels that a browser can be expected to decode; phones take pictures of 108 and 200 Mpx. */
export const MAX_DECODED_PIXELS = 220_000_000;

/** The longest side that canvases of all browsers draw. */
const MAX_SIDE = 16_384;

/** Whether a part of a picture is made smaller before it is sent, unless full size is asked for. */
export function isReduced(part: Size): boolean {
  return reducedScale(part) < 1;
}

function reducedScale({ width, height }: Size): number {
  const scale =
    height >= STRIP * width ? Math.sqrt(STRIP_PIXELS / (width * height)) : DEFAULT_HEIGHT / height;
  return Math.min(1, scale);
}

/** The size at which a part of a picture is drawn to be sent. Never larger than the part itself. */
export function sentSize(part: Size, fullSize: boolean): Size {
  const wanted = fullSize ? 1 : reducedScale(part);
  const scale = Math.min(wanted, MAX_SIDE / part.width, MAX_SIDE / part.height);
  return {
    width: Math.max(1, Math.round(part.width * scale)),
    height: Math.max(1, Math.round(part.height * scale)),
  };
}

/**
 * Whether a whole picture is sent as the file it is: neither to be reduced nor heavier than `most`
 * bytes. A heavier one is encoded anew.
 */
export function sentAsIs(bytes: number, most: number, whole: Size, fullSize: boolean): boolean {
  return bytes <= most && (fullSize || !isReduced(whole));
}
