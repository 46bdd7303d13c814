import { openCrop } from "../api/gold";
import { useImageInSight } from "../ui/useImageInSight";
import style from "./LineCrop.module.css";
import { useGoldWords } from "./useGoldWords";

/** A kept line as its picture shows it; its room is kept until it is there. */
export function LineCrop({ id }: { readonly id: string }) {
  const words = useGoldWords();
  const { place, url } = useImageInSight<HTMLSpanElement>(id, openCrop);
  return (
    <span ref={place} className={style.crop}>
      {url && <img src={url} alt={words.crop} decoding="async" />}
    </span>
  );
}
