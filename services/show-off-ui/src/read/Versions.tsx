import { useMessages } from "../i18n/Messages";
import { Choice } from "../ui/Choice";
import type { Job } from "./jobs";
import style from "./Versions.module.css";
import { named } from "./versions";

interface VersionsProps {
  readonly job: Job;
  readonly onShow: (id: string) => void;
}

/** What was read of a picture in other sizes and parts, each one click away. */
export function Versions({ job, onShow }: VersionsProps) {
  const { versions: words } = useMessages();
  const all = named(job);
  if (all.length < 2) return null;
  const shown = job.phase.at === "done" ? job.phase.reading.id : "";
  return (
    <div className={style.versions}>
      <Choice
        name={words.label}
        value={shown}
        options={all.map(({ id, kind, number }) => ({ value: id, label: words[kind](number) }))}
        onChange={onShow}
      />
    </div>
  );
}
