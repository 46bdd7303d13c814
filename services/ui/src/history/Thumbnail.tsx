import { ImageOff } from "lucide-react";
import { useEffect, useState } from "react";
import { openFile } from "../api/client";
import style from "./Thumbnail.module.css";

/** A small view of an earlier picture; an icon for those that are gone or cannot be shown. */
export function Thumbnail({ id }: { readonly id: string }) {
  const [shown, setShown] = useState(true);
  const [url, setUrl] = useState<string>();
  useEffect(() => {
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
  }, [id]);
  return (
    <span className={style.thumbnail}>
      {shown ? (
        <img
          {...(url && { src: url })}
          alt=""
          loading="lazy"
          decoding="async"
          onError={() => setShown(false)}
        />
      ) : (
        <ImageOff aria-hidden />
      )}
    </span>
  );
}
