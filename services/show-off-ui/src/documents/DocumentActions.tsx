import { Download } from "lucide-react";
import { useState } from "react";
import { FailureError } from "../api/failure";
import { fetchDocument } from "../api/jobs";
import { useMessages } from "../i18n/Messages";
import { textOf } from "../lines/document";
import { asTextFile, download, renamed } from "../lines/export";
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

  const text = () => read.map((reading) => textOf(desk.of(reading).now).trim()).join("\n\n");
  const made = formats.flatMap((format) => {
    const ending = ENDINGS.get(format);
    if (!id || !ending) return [];
    const act = () => {
      setProblem(undefined);
      fetchDocument(id, format).then(
        (file) => download(file, renamed(name, ending)),
        (error: unknown) => {
          const kind = error instanceof FailureError ? error.failure.kind : "broken";
          setProblem(`${takeAlong.failed} ${failure.title[kind]}.`);
        },
      );
    };
    return [{ label: takeAlong.formats[format], act }];
  });
  const here = {
    label: takeAlong.formats.text,
    act: () => download(asTextFile(text()), renamed(name, "txt")),
  };
  return (
    <>
      <ActionMenu
        label={documents.save}
        icon={<Download aria-hidden />}
        isDisabled={read.length === 0}
        groups={[
          { title: documents.asHere, actions: [here] },
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
