import { ImageOff } from "lucide-react";
import { useEffect, useState } from "react";
import { openFile } from "../api/client";
import style from "./Thumbnail.module.css";
import { useSeen } from "./useSeen";

/** In pixels: sharp where two of them are one of the page's. */
const WIDTH = 320;

/**
 * A small view of an earlier picture, made by the server and asked for once it is in sight; an icon
 * for those that are gone or cannot be shown.
 */
export function Thumbnail({ id }: { readonly id: string }) {
  const [place, seen] = useSeen<HTMLSpanElement>();
  const [shown, setShown] = useState(true);
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (!seen) return;
    let gone = false;
    const opened = openFile(id, WIDTH);
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
