import { X } from "lucide-react";
import type { ReactNode } from "react";
import { useMessages } from "../i18n/Messages";
import { Button, IconButton } from "./Button";
import style from "./Notice.module.css";

/** Where words in passing are seen: over the foot of the page, one above the other. */
export function Notices({ children }: { readonly children: ReactNode }) {
  return <div className={style.notices}>{children}</div>;
}

interface NoticeProps {
  readonly words: string;
  /** What can be done about it. */
  readonly action?: { readonly words: string; readonly act: () => void };
  readonly onClose: () => void;
}

/** A word about what was just tried, in passing. */
export function Notice({ words, action, onClose }: NoticeProps) {
  const { app } = useMessages();
  return (
    <div className={style.notice} role="alert">
      <p>{words}</p>
      {action && (
        <Button look="quiet" onPress={action.act}>
          {action.words}
        </Button>
      )}
      <IconButton name={app.closeNotice} onPress={onClose}>
        <X aria-hidden />
      </IconButton>
    </div>
  );
}
