import { Check, Copy, Download, Redo2, Undo2 } from "lucide-react";
import { useMessages } from "../i18n/Messages";
import { isKeptPicture, type Reading } from "../read/reading";
import { ActionMenu } from "../ui/ActionMenu";
import { Button, IconButton } from "../ui/Button";
import style from "./TextPanel.module.css";
import type { EditedReading } from "./useEdited";
import { useTakeAlong } from "./useTakeAlong";

interface TextActionsProps {
  readonly name: string;
  readonly reading: Reading;
  readonly edited: EditedReading;
  readonly onDelete: () => void;
}

/** Undo, redo, copy, and all other ways to take the text along. */
export function TextActions({ name, reading, edited, onDelete }: TextActionsProps) {
  const { lines: words, takeAlong } = useMessages();
  const { groups, copy, copied, problem } = useTakeAlong(name, reading, edited);
  const onServer = {
    title: takeAlong.onServer,
    actions: [{ label: takeAlong.remove, act: onDelete }],
  };
  const fresh = copied === edited.text;

  return (
    <div className={style.actions}>
      <IconButton name={words.undo} isDisabled={!edited.canUndo} onPress={edited.undo}>
        <Undo2 aria-hidden />
      </IconButton>
      <IconButton name={words.redo} isDisabled={!edited.canRedo} onPress={edited.redo}>
        <Redo2 aria-hidden />
      </IconButton>
      <Button
        look="primary"
        icon={fresh ? <Check aria-hidden /> : <Copy aria-hidden />}
        onPress={() => copy(edited.text)}
      >
        {fresh ? words.copied : words.copy}
      </Button>
      <ActionMenu
        label={takeAlong.label}
        icon={<Download aria-hidden />}
        groups={isKeptPicture(reading) ? [...groups, onServer] : groups}
      />
      {problem && (
        <p className={style.refused} role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
