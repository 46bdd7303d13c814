import { ImageOff } from "lucide-react";
import { useState } from "react";
import { fileAddress } from "../api/client";
import style from "./Thumbnail.module.css";

/** A small view of an earlier picture; an icon for those that are gone or cannot be shown. */
export function Thumbnail({ id }: { readonly id: string }) {
  const [shown, setShown] = useState(true);
  return (
    <span className={style.thumbnail}>
      {shown ? (
        <img
          src={fileAddress(id)}
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
