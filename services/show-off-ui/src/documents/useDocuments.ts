import { useEffect, useRef } from "react";
import { cancelJob, jobPage, jobStatus, sendJob } from "../api/jobs";
import type { Action, Jobs } from "../read/jobs";
import { isUnderWay, type SentDocument } from "./document";
import { drawable } from "./drawable";
import { follow, type Server } from "./follow";
import { drawnPage } from "./pdf";

const SERVER: Server = {
  send: ({ key, name, file }, signal) => sendJob(key, name, file, signal),
  status: jobStatus,
  page: jobPage,
  wait: (ms, signal) =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      signal.addEventListener("abort", () => {
        clearTimeout(timer);
        resolve();
      });
    }),
};

/** Has documents read, tells of their pages, and draws the page that is looked at. */
export function useDocuments(
  { documents = NONE, list, shown }: Jobs,
  dispatch: (action: Action) => void,
): void {
  const running = useRef(new Map<string, AbortController>());
  useEffect(() => {
    for (const document of documents) {
      const { key } = document;
      if (!isUnderWay(document) || running.current.has(key)) continue;
      const controller = new AbortController();
      running.current.set(key, controller);
      let id = document.id;
      const change = (change: Partial<SentDocument>) => {
        id = change.id ?? id;
        dispatch({ do: "document", key, change });
      };
      const page = (number: number, read: Parameters<typeof pageRead>[2]) =>
        dispatch(pageRead(key, number, read));
      void follow(document, SERVER, { change, page }, controller.signal).then(() => {
        running.current.delete(key);
        if (controller.signal.aborted && id) void cancelJob(id).catch(() => {}); // ended meanwhile
      });
    }
    for (const [key, controller] of running.current) {
      if (!documents.some((document) => document.key === key)) controller.abort();
    }
  }, [documents, dispatch]);

  const job = list.find(({ key }) => key === shown);
  const page = job?.page;
  const document = documents.find(({ key }) => key === page?.document);
  const file = document?.file;
  const made = document?.formats?.includes("pdf") ? document.id : undefined;
  const wanted = job && page && file && !job.picture.file ? job.key : undefined;
  const size = job?.phase.at === "done" ? job.phase.reading : undefined;
  useEffect(() => {
    if (!wanted || !file || !page) return;
    let over = false;
    const draw = async () => {
      const pdf = await drawable(file, made);
      const rendition = pdf && (await drawnPage(pdf, page.number, size));
      if (rendition && !over) dispatch({ do: "render", key: wanted, rendition });
    };
    void draw();
    return () => {
      over = true;
    };
  }, [wanted, file, made, page, size, dispatch]);
}

const NONE: readonly SentDocument[] = [];

function pageRead(
  document: string,
  number: number,
  read: Extract<Action, { do: "page" }>["read"],
): Action {
  return { do: "page", document, number, read };
}
