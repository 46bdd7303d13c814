import { useMessages } from "../i18n/Messages";
import { Button } from "../ui/Button";
import { useOutbox } from "./outbox";
import { SaveNote } from "./SaveNote";
import style from "./TextPanel.module.css";

/** Says so when corrections of a reading could not be saved, and lets them be sent again. */
export function SaveProblem({ id }: { readonly id: string }) {
  const { saving } = useMessages();
  const outbox = useOutbox();
  const state = outbox.stateOf(id);
  if (state !== "waiting" && state !== "failed" && state !== "gone") return null;
  return (
    <div className={style.problem} data-state={state} role="status">
      <SaveNote state={state} />
      {state === "waiting" && <p>{saving.waitingHint}</p>}
      {state === "gone" && <p>{saving.goneHint}</p>}
      {state !== "gone" && (
        <Button look="quiet" onPress={() => void outbox.flush(true)}>
          {saving.retry}
        </Button>
      )}
    </div>
  );
}
