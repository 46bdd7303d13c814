import { ImageOff } from "lucide-react";
import { openFile } from "../api/client";
import { useImageInSight } from "../ui/useImageInSight";
import style from "./Thumbnail.module.css";

/** In pixels: sharp where two of them are one of the page's. */
const WIDTH = 320;

/** A small view of an earlier picture, made by the server; an icon for those that cannot be shown. */
export function Thumbnail({ id }: { readonly id: string }) {
  const { place, url, failed, onError } = useImageInSight<HTMLSpanElement>(id, (it) =>
    openFile(it, WIDTH),
  );
  return (
    <span ref={place} className={style.thumbnail}>
      {failed ? (
        <ImageOff aria-hidden />
      ) : (
        <img {...(url && { src: url })} alt="" decoding="async" onError={onError} />
      )}
    </span>
  );
}
