import { Download } from "lucide-react";
import { useState } from "react";
import { failureIn } from "../api/failure";
import { useMessages } from "../i18n/Messages";
import { ActionMenu } from "../ui/ActionMenu";
import type { Job } from "./jobs";
import style from "./QueueStrip.module.css";
import { keptReadings, saveAll, saveAllAsPdf } from "./saveAll";

/** All that has been read, in one file. */
export function SaveAll({ read }: { readonly read: readonly Job[] }) {
  const { queue: words, takeAlong, failure } = useMessages();
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const kept = keptReadings(read);

  const save = (saving: Promise<void>) => {
    setProblem(undefined);
    setBusy(true);
    saving
      .catch((error: unknown) => {
        setProblem(takeAlong.failed(failure.title[failureIn(error).kind]));
      })
      .finally(() => setBusy(false));
  };
  const actions = [
    { label: words.asTexts, act: () => save(saveAll(read, words.archive)) },
    ...(kept.length > 0
      ? [{ label: words.asPdf, act: () => save(saveAllAsPdf(kept, words.archive)) }]
      : []),
  ];
  return (
    <>
      <ActionMenu
        label={words.saveAll}
        icon={<Download aria-hidden />}
        isDisabled={busy}
        groups={[{ title: takeAlong.downloadAs, actions }]}
      />
      {problem && (
        <p className={style.problem} role="alert">
          {problem}
        </p>
      )}
    </>
  );
}
