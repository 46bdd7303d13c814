import { ImageOff } from "lucide-react";
import { useEffect, useState } from "react";
import { openFile } from "../api/client";
import style from "./Thumbnail.module.css";
import { useSeen } from "./useSeen";

/**
 * A small view of an earlier picture; an icon for those that are gone or cannot be shown. It is the
 * picture itself, so it is asked for only once it is in sight.
 */
export function Thumbnail({ id }: { readonly id: string }) {
  const [place, seen] = useSeen<HTMLSpanElement>();
  const [shown, setShown] = useState(true);
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (!seen) return;
    let gone = false;
    const opened = openFile(id);
    opened.then(
      (address) => !gone && setUrl(address),
      () => setShown(false),
    );
    return () => {
      gone = true;
      opened.then(URL.revokeObjectURL, () => {});
    };
  }, [id, seen]);
  return (
    <span ref={place} className={style.thumbnail}>
      {shown ? (
        <img {...(url && { src: url })} alt="" decoding="async" onError={() => setShown(false)} />
      ) : (
        <ImageOff aria-hidden />
      )}
    </span>
  );
}
