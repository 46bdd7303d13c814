import { Check, Copy, Download, Redo2, Undo2 } from "lucide-react";
import { useState } from "react";
import { useMessages } from "../i18n/Messages";
import type { Reading } from "../read/reading";
import { ActionMenu } from "../ui/ActionMenu";
import { useAnnounce } from "../ui/Announcer";
import { Button, IconButton } from "../ui/Button";
import { copyText } from "../ui/clipboard";
import { asJsonFile, asTextFile, download, renamed } from "./export";
import style from "./TextPanel.module.css";
import type { EditedReading } from "./useEdited";

interface TextActionsProps {
  readonly name: string;
  readonly reading: Reading;
  readonly edited: EditedReading;
}

/** Undo, redo, copy, download. */
export function TextActions({ name, reading, edited }: TextActionsProps) {
  const { lines: words } = useMessages();
  const announce = useAnnounce();
  const [copied, setCopied] = useState<string>();
  const [refused, setRefused] = useState(false);

  const copy = async () => {
    const written = await copyText(edited.text);
    if (written) announce(words.copied);
    setRefused(!written);
    setCopied(written ? edited.text : undefined);
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
        onPress={copy}
      >
        {fresh ? words.copied : words.copy}
      </Button>
      <ActionMenu
        label={words.download}
        icon={<Download aria-hidden />}
        actions={[
          {
            label: words.downloadText,
            act: () => download(asTextFile(edited.text), renamed(name, "txt")),
          },
          {
            label: words.downloadJson,
            act: () => download(asJsonFile(reading, edited.lines), renamed(name, "json")),
          },
        ]}
      />
      {refused && (
        <p className={style.refused} role="alert">
          {words.notCopied}
        </p>
      )}
    </div>
  );
}
