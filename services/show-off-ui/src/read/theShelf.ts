import { createStore, del, set, type UseStore, values } from "idb-keyval";
import { DocumentKeeper, type KeptDocument, resumed, withDocuments } from "../documents/kept";
import { recall, remember } from "../ui/storage";
import type { Jobs } from "./jobs";
import { jobOf, KEPT_MS, Keeper, type KeptJob, sorted } from "./kept";
import { named } from "./tab";

const TAB = "tab";
/** Nobody waits longer for the queue of before. */
const PATIENCE_MS = 1_000;

/** A table that is opened when first asked for; rejects where the browser keeps nothing, as in some private windows. */
function table(database: string, name: string): () => Promise<UseStore> {
  let opened: UseStore | undefined;
  return async () => {
    opened ??= createStore(database, name);
    return opened;
  };
}

const queue = table("show-off", "queue");
const papers = table("show-off-documents", "documents");

const tab = named({ before: recall(TAB, "visit"), locks: navigator.locks });

/** Keep the queue of this tab in the browser, pictures and all. */
const keepers = tab.then(({ name }) => {
  remember(TAB, name, "visit");
  return {
    pictures: new Keeper(
      {
        put: (key, kept) => quietly(async () => set(key, kept, await queue())),
        remove: (key) => quietly(async () => del(key, await queue())),
      },
      name,
    ),
    documents: new DocumentKeeper(
      {
        put: (key, kept) => quietly(async () => set(key, kept, await papers())),
        remove: (key) => quietly(async () => del(key, await papers())),
      },
      name,
    ),
  };
});

/** Keeps pictures and documents as they change. */
export function keepAll(jobs: Jobs): void {
  void keepers.then(({ pictures, documents }) => {
    pictures.keep(jobs);
    documents.keep(jobs);
  });
}

/** The queue as this tab had it before a reload; nothing is shown of it yet. */
export async function restored(): Promise<Jobs> {
  const [{ name, isKnown }, keeper] = await Promise.all([tab, keepers]);
  if (!isKnown) return { list: [] };
  const [all, documents] = await Promise.all([
    soon(queue().then((open) => values<KeptJob>(open))),
    soon(papers().then((open) => values<KeptDocument>(open))),
  ]);
  const { mine, old } = sorted(all, name, Date.now());
  for (const { key } of old) quietly(async () => del(key, await queue()));
  const list = mine.map((kept) => jobOf(kept, (file) => URL.createObjectURL(file)));
  keeper.pictures.resume(list, mine);
  const next = location.hash ? undefined : list.find(({ phase }) => phase.at !== "done");
  const mineToo = resumed(unlessOld(documents), name);
  keeper.documents.resume(mineToo);
  return withDocuments({ list, ...(next && { shown: next.key }) }, mineToo);
}

function unlessOld(documents: readonly KeptDocument[]): readonly KeptDocument[] {
  const old = documents.filter(({ at }) => Date.now() - at > KEPT_MS);
  for (const { key } of old) quietly(async () => del(key, await papers()));
  return documents.filter((document) => !old.includes(document));
}

/** Nothing, where it does not come soon or cannot be had. */
function soon<Kept>(kept: Promise<readonly Kept[]>): Promise<readonly Kept[]> {
  const late = new Promise<readonly Kept[]>((resolve) => setTimeout(resolve, PATIENCE_MS, []));
  return Promise.race([kept, late]).catch(() => []);
}

/** What cannot be kept is not, and is there until the page is loaded anew. */
function quietly(act: () => Promise<void>): void {
  void act().catch(() => {});
}
