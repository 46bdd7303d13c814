import { Download } from "lucide-react";
import { useState } from "react";
import type { FormatName } from "../api/client";
import { failureIn } from "../api/failure";
import { useMessages } from "../i18n/Messages";
import { asMarkdown } from "../lines/copied";
import { type Document, textOf } from "../lines/document";
import { asJsonPages, asTextFile, download, renamed } from "../lines/export";
import { RENDERED } from "../lines/rendered";
import { desk } from "../lines/theDesk";
import { ActionMenu } from "../ui/ActionMenu";
import { useAnnounce } from "../ui/Announcer";
import style from "./DocumentGroup.module.css";
import type { Group } from "./grouped";
import { made } from "./made";

/** All of a document at once, as it was corrected: its text as it stands here, or what the server makes of it. */
export function DocumentActions({ group: { name, jobs, document } }: { readonly group: Group }) {
  const { takeAlong, documents, failure } = useMessages();
  const [problem, setProblem] = useState<string>();
  const announce = useAnnounce();
  const [making, setMaking] = useState(false);
  const read = jobs.flatMap(({ phase }) => (phase.at === "done" ? [phase.reading] : []));
  const { id, formats = [] } = document ?? {};

  const pages = () => read.map((reading) => ({ reading, lines: desk.of(reading).now }));
  const each = (write: (lines: Document) => string) =>
    pages()
      .map(({ lines }) => write(lines).trim())
      .join("\n\n");
  const fetchAs = async (job: string, format: FormatName, ending: string) => {
    setProblem(undefined);
    try {
      const ids = read.map((reading) => reading.id);
      const file = await made(job, ids, format, () => {
        setMaking(true);
        announce(documents.making);
      });
      download(file, renamed(name, ending));
    } catch (error) {
      setProblem(takeAlong.failed(failure.title[failureIn(error).kind]));
    }
    setMaking(false);
  };
  const onServer = RENDERED.filter(([format]) => format !== "markdown" && formats.includes(format));
  const actions = [
    {
      label: takeAlong.formats.text,
      act: () => download(asTextFile(each(textOf)), renamed(name, "txt")),
    },
    {
      label: takeAlong.formats.markdown,
      act: () => download(asTextFile(each(asMarkdown)), renamed(name, "md")),
    },
    {
      label: takeAlong.formats.json,
      act: () => download(asJsonPages(pages()), renamed(name, "json")),
    },
    ...onServer.map(([format, ending]) => ({
      label: takeAlong.formats[format],
      act: () => void (id && fetchAs(id, format, ending)),
    })),
  ];
  return (
    <>
      <ActionMenu
        label={making ? documents.making : documents.save}
        icon={<Download aria-hidden />}
        isDisabled={read.length === 0}
        groups={[{ title: takeAlong.downloadAs, actions }]}
      />
      {problem && (
        <p className={`${style.told} ${style.problem}`} role="alert">
          {problem}
        </p>
      )}
    </>
  );
}
