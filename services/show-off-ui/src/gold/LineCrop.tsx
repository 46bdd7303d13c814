import { useEffect, useState } from "react";
import { openCrop } from "../api/gold";
import { useSeen } from "../history/useSeen";
import style from "./LineCrop.module.css";
import { useGoldWords } from "./useGoldWords";

/** A kept line as its picture shows it, asked for once it is in sight; its room is kept meanwhile. */
export function LineCrop({ id }: { readonly id: string }) {
  const words = useGoldWords();
  const [place, seen] = useSeen<HTMLSpanElement>();
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (!seen) return;
    let gone = false;
    const opened = openCrop(id);
    opened.then(
      (address) => !gone && setUrl(address),
      () => {},
    );
    return () => {
      gone = true;
      opened.then(URL.revokeObjectURL, () => {});
    };
  }, [id, seen]);
  return (
    <span ref={place} className={style.crop}>
      {url && <img src={url} alt={words.crop} decoding="async" />}
    </span>
  );
}
