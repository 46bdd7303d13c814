import { Download } from "lucide-react";
import { useState } from "react";
import { failureIn } from "../api/failure";
import { fetchDocument } from "../api/jobs";
import { useMessages } from "../i18n/Messages";
import { asMarkdown } from "../lines/copied";
import { type Document, textOf } from "../lines/document";
import { asJsonPages, asTextFile, download, renamed } from "../lines/export";
import { ENDINGS } from "../lines/rendered";
import { desk } from "../lines/theDesk";
import { ActionMenu } from "../ui/ActionMenu";
import style from "./DocumentGroup.module.css";
import type { Group } from "./grouped";

/** All of a document at once: its text as it stands here, or what the server made of it. */
export function DocumentActions({ group: { name, jobs, document } }: { readonly group: Group }) {
  const { takeAlong, documents, failure } = useMessages();
  const [problem, setProblem] = useState<string>();
  const read = jobs.flatMap(({ phase }) => (phase.at === "done" ? [phase.reading] : []));
  const { id, formats = [] } = document ?? {};

  const pages = () => read.map((reading) => ({ reading, lines: desk.of(reading).now }));
  const each = (write: (lines: Document) => string) =>
    pages()
      .map(({ lines }) => write(lines).trim())
      .join("\n\n");
  const made = formats.flatMap((format) => {
    const ending = ENDINGS.get(format);
    if (!id || !ending) return [];
    const act = () => {
      setProblem(undefined);
      fetchDocument(id, format).then(
        (file) => download(file, renamed(name, ending)),
        (error: unknown) => setProblem(takeAlong.failed(failure.title[failureIn(error).kind])),
      );
    };
    return [{ label: takeAlong.formats[format], act }];
  });
  const here = [
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
  ];
  return (
    <>
      <ActionMenu
        label={documents.save}
        icon={<Download aria-hidden />}
        isDisabled={read.length === 0}
        groups={[
          { title: documents.asHere, actions: here },
          ...(made.length > 0 ? [{ title: documents.asRead, actions: made }] : []),
        ]}
      />
      {problem && (
        <p className={style.problem} role="alert">
          {problem}
        </p>
      )}
    </>
  );
}
