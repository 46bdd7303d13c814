import { FileText, Folder } from "lucide-react";
import { useSyncExternalStore } from "react";
import { useMessages } from "../i18n/Messages";
import { desk, toCheck } from "../lines/theDesk";
import type { Job } from "../read/jobs";
import { RemoveButton } from "../ui/RemoveButton";
import { useIntoSight } from "../ui/useIntoSight";
import { DocumentActions } from "./DocumentActions";
import style from "./DocumentGroup.module.css";
import { isUnderWay } from "./document";
import type { Group } from "./grouped";
import { PageChip } from "./PageChip";

interface DocumentGroupProps {
  readonly group: Group;
  readonly shown: string | undefined;
  readonly onShow: (key: string) => void;
  readonly onRemove: () => void;
}

/** A document, or a folder: how far it is as a whole, and its pages one beside the other. */
export function DocumentGroup({ group, shown, onShow, onRemove }: DocumentGroupProps) {
  const { queue: words, documents, failure } = useMessages();
  useSyncExternalStore(desk.subscribe, desk.snapshot);
  const { name, jobs, document } = group;
  const counts = jobs.map(toCheckIn);
  const checking = counts.reduce((sum, count) => sum + count, 0);
  const at = (phase: string) => jobs.filter((job) => job.phase.at === phase).length;
  const failed = at("failed");
  const parts = [
    document && isUnderWay(document) && document.total === undefined
      ? words.states[document.state === "reading" ? "reading" : "sending"]
      : document?.failure
        ? failure.title[document.failure.kind]
        : documents.progress(at("done"), jobs.length),
    checking > 0 && documents.toCheck(checking),
    failed > 0 && !document?.failure && words.failed(failed),
  ].filter((part) => part !== false);
  const isShown = jobs.some(({ key }) => key === shown);
  const item = useIntoSight<HTMLLIElement>(isShown);
  return (
    <li ref={item} className={style.group} data-shown={isShown || undefined}>
      <div className={style.head}>
        {document ? <FileText aria-hidden /> : <Folder aria-hidden />}
        <p>
          <span className={style.name}>{name}</span>
          <span className={style.state} role="status">
            {parts.join(" · ")}
          </span>
        </p>
        <DocumentActions group={group} />
      </div>
      <ol className={style.pages} aria-label={documents.pages(name)}>
        {jobs.map(({ key, phase }, place) => (
          <PageChip
            key={key}
            number={place + 1}
            at={phase.at}
            toCheck={counts[place] ?? 0}
            shown={key === shown}
            onShow={() => onShow(key)}
          />
        ))}
      </ol>
      <RemoveButton name={words.remove(name)} onRemove={onRemove} />
    </li>
  );
}

function toCheckIn({ phase }: Job): number {
  return phase.at === "done" ? toCheck(phase.reading) : 0;
}
