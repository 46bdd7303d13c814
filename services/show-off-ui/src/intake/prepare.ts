import { FailureError } from "../api/failure";
import type { Rect, Size } from "../picture/geometry";
import type { Placement } from "../read/reading";
import { type Limits, limits } from "./limits";
import { bytesOf, type Picture } from "./picture";
import { JPEG_QUALITY, sentAsIs, sentSize } from "./resize";

/** What is sent of a picture, and where it lies in it (undefined: the whole, as it is). */
export interface Prepared {
  readonly body: Blob;
  readonly placement?: Placement;
}

/**
 * Cuts a picture to its region and reduces it, as far as asked for.
 *
 * @throws FailureError if the browser cannot decode or draw it, or if it is too large to be taken.
 */
export async function prepare(
  picture: Picture,
  options: { readonly fullSize: boolean; readonly region?: Rect },
  signal: AbortSignal,
): Promise<Prepared> {
  const prepared = await reduced(picture, options, limits(), signal);
  const most = limits().pictureBytes;
  if (prepared.body.size > most) throw new FailureError({ kind: "tooLarge", most });
  return prepared;
}

async function reduced(
  picture: Picture,
  options: { readonly fullSize: boolean; readonly region?: Rect },
  { kinds, pictureBytes }: Limits,
  signal: AbortSignal,
): Promise<Prepared> {
  const { size } = picture;
  const file = await bytesOf(picture, signal);
  if (!size) return { body: file };
  const readable = picture.kind === undefined || kinds.has(picture.kind);
  const asIs = sentAsIs(file.size, pictureBytes, size, options.fullSize);
  if (readable && !options.region && asIs) return { body: file };
  const region = options.region ?? { x: 0, y: 0, ...size };
  const sent = sentSize(region, options.fullSize);
  return { body: await drawn(file, region, sent), placement: { region, sent } };
}

async function drawn(file: Blob, region: Rect, sent: Size): Promise<Blob> {
  const url = URL.createObjectURL(file);
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = sent.width;
    canvas.height = sent.height;
    const context = canvas.getContext("2d");
    if (!context) throw new Error("no canvas");
    context.imageSmoothingQuality = "high";
    context.fillStyle = "white"; // under transparency, as the server has it
    context.fillRect(0, 0, sent.width, sent.height);
    const { x, y, width, height } = region;
    context.drawImage(image, x, y, width, height, 0, 0, sent.width, sent.height);
    return await encoded(canvas);
  } catch {
    throw new FailureError({ kind: "notAPicture" });
  } finally {
    URL.revokeObjectURL(url);
  }
}

function encoded(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error("not encoded"))),
      "image/jpeg",
      JPEG_QUALITY,
    );
  });
}
