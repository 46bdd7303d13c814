import { X } from "lucide-react";
import { useMessages } from "../i18n/Messages";
import { IconButton } from "./Button";
import style from "./Notice.module.css";

interface NoticeProps {
  readonly words: string;
  readonly onClose: () => void;
}

/** A word about what was just tried, in passing. */
export function Notice({ words, onClose }: NoticeProps) {
  const { app } = useMessages();
  return (
    <div className={style.notice} role="alert">
      <p>{words}</p>
      <IconButton name={app.closeNotice} onPress={onClose}>
        <X aria-hidden />
      </IconButton>
    </div>
  );
}
