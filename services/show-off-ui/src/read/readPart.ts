import { readPicture } from "../api/client";
import type { Picture } from "../intake/picture";
import { prepare } from "../intake/prepare";
import type { Rect } from "../picture/geometry";
import { placed, type Reading } from "./reading";

/**
 * Reads a part of a picture once more, in full size, without keeping anything of it.
 *
 * @throws FailureError, or AbortError if `signal` fires.
 */
export async function readPart(
  picture: Picture,
  region: Rect,
  signal: AbortSignal,
): Promise<Reading> {
  const { body, placement } = await prepare(picture, { fullSize: true, region }, signal);
  const reading = await readPicture(body, picture.name, { signal, keep: false });
  return placement && picture.size ? placed(reading, placement, picture.size) : reading;
}
