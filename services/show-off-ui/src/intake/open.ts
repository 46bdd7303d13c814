import { type Failure, FailureError } from "../api/failure";
import { randomHex } from "../api/random";
import { newDocument, pagesOf } from "../documents/document";
import type { DroppedFolder } from "../documents/dropped";
import { tiffPages } from "../documents/tiffPages";
import type { Added, Job } from "../read/jobs";
import { limits } from "./limits";
import { openPicture } from "./picture";
import { kindOf } from "./sniff";

/**
 * Makes a job of each file, in their order; of one with several pages, a document and its first
 * page; of one that is no picture, a job that has failed.
 */
export async function opened(files: readonly File[], fullSize: boolean): Promise<Required<Added>> {
  const each = await Promise.all(files.map((file) => open(file, fullSize)));
  return {
    jobs: each.flatMap(({ jobs }) => jobs),
    documents: each.flatMap(({ documents = [] }) => documents),
  };
}

/** What a folder holds: its pictures belong together; of what is none, only how many there are. */
export async function folderOpened(
  { key, name, files }: DroppedFolder,
  fullSize: boolean,
): Promise<Required<Added> & { readonly left: number }> {
  const all = await opened(files, fullSize);
  const jobs = all.jobs.filter(({ phase }) => phase.at !== "failed");
  const folder = { key, name };
  return {
    jobs: jobs.map((job) => (job.page ? job : { ...job, folder })),
    documents: all.documents,
    left: all.jobs.length - jobs.length,
  };
}

async function open(file: File, fullSize: boolean): Promise<Added> {
  const kind = await kindOf(file);
  if (kind === "pdf" || (kind === "tiff" && (await tiffPages(file)) > 1)) {
    const most = limits().pdfBytes;
    if (most !== undefined && file.size > most) {
      return { jobs: [failed(file, fullSize, { kind: "tooLarge", most })] };
    }
    const document = newDocument(randomHex(16), file);
    return { documents: [document], jobs: pagesOf(document, 1, 1) };
  }
  return { jobs: [await jobOf(file, fullSize)] };
}

async function jobOf(file: File, fullSize: boolean): Promise<Job> {
  try {
    const picture = await openPicture(file);
    return { key: randomHex(16), picture, fullSize, phase: { at: "waiting" } };
  } catch (error) {
    return failed(
      file,
      fullSize,
      error instanceof FailureError ? error.failure : { kind: "notAPicture" },
    );
  }
}

function failed({ name }: File, fullSize: boolean, failure: Failure): Job {
  const phase = { at: "failed", failure } as const;
  return { key: randomHex(16), picture: { name, url: "" }, fullSize, phase };
}
