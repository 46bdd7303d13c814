import { FailureError } from "../api/failure";
import { randomHex } from "../api/random";
import type { Job } from "../read/jobs";
import { openPicture } from "./picture";

/** Makes a job of each file, in their order; of one that is no picture, a job that has failed. */
export function jobsOf(files: readonly File[], fullSize: boolean): Promise<Job[]> {
  return Promise.all(files.map((file) => jobOf(file, fullSize)));
}

async function jobOf(file: File, fullSize: boolean): Promise<Job> {
  const key = randomHex(16);
  try {
    const picture = await openPicture(file);
    return { key, picture, fullSize, phase: { at: "waiting" } };
  } catch (error) {
    const failure =
      error instanceof FailureError ? error.failure : { kind: "notAPicture" as const };
    return {
      key,
      picture: { name: file.name, url: "" },
      fullSize,
      phase: { at: "failed", failure },
    };
  }
}
