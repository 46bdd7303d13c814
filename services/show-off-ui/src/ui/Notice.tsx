import { X } from "lucide-react";
import type { ReactNode } from "react";
import { useMessages } from "../i18n/Messages";
import { Button, IconButton } from "./Button";
import style from "./Notice.module.css";

interface NoticesProps {
  /** Whether bars stand at the foot of the page, which are not to be covered. */
  readonly aboveBars: boolean;
  readonly children: ReactNode;
}

/** Where words in passing are seen: at the foot of the page, one above the other. */
export function Notices({ aboveBars, children }: NoticesProps) {
  return (
    <div className={style.notices} data-above-bars={aboveBars || undefined}>
      {children}
    </div>
  );
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
