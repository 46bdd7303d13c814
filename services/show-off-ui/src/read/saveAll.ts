import { textOf } from "../lines/document";
import { asTextFile, download, renamed } from "../lines/export";
import { desk } from "../lines/theDesk";
import type { Job } from "./jobs";

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
