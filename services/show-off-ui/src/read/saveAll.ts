import { textOf } from "../lines/document";
import { asTextFile, download, renamed } from "../lines/export";
import { renderedTogether } from "../lines/rendered";
import { desk } from "../lines/theDesk";
import type { Job } from "./jobs";
import { isKeptPicture, type Reading } from "./reading";

/** The texts of all pictures that have been read, as one file. */
export async function saveAll(jobs: readonly Job[], name: string): Promise<void> {
  const { zipSync } = await import("fflate");
  const names = uniqueNames(jobs.map(({ picture }) => renamed(picture.name, "txt")));
  const texts = jobs.map(async ({ phase }, place) => {
    const text = phase.at === "done" ? textOf(desk.of(phase.reading).now) : "";
    return [names[place] ?? "", await bytesOf(asTextFile(text))] as const;
  });
  const zip = zipSync(Object.fromEntries(await Promise.all(texts)));
  download(new Blob([zip as Uint8Array<ArrayBuffer>], { type: "application/zip" }), `${name}.zip`);
}

/** Those of pictures that the server keeps: neither samples nor pages of documents. */
export function keptReadings(jobs: readonly Job[]): readonly Reading[] {
  return jobs.flatMap(({ phase }) =>
    phase.at === "done" && isKeptPicture(phase.reading) ? [phase.reading] : [],
  );
}

/** Pictures with their texts behind them as one PDF, or as few as may be. @throws FailureError */
export async function saveAllAsPdf(readings: readonly Reading[], name: string): Promise<void> {
  const standing = readings.map((reading) => ({
    id: reading.id,
    text: textOf(desk.of(reading).now),
  }));
  const files = await renderedTogether(standing, "pdf");
  const names = uniqueNames(files.map(() => `${name}.pdf`));
  files.forEach((file, place) => {
    download(file, names[place] ?? "");
  });
}

/** Names like others get a number. */
export function uniqueNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    let unique = name;
    for (let number = 2; taken.has(unique); number += 1) {
      unique = name.replace(/(\.[^.]*)?$/, ` ${number}$1`);
    }
    taken.add(unique);
    return unique;
  });
}

async function bytesOf(file: Blob): Promise<Uint8Array> {
  return new Uint8Array(await file.arrayBuffer());
}
