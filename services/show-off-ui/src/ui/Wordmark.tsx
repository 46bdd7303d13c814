import style from "./Wordmark.module.css";

/** The name, with the highlighter that the whole page is drawn with. */
export function Wordmark({ name }: { readonly name: string }) {
  const [first, ...rest] = name.split("-");
  return (
    <span className={style.wordmark}>
      {first}-<mark>{rest.join("-")}</mark>
    </span>
  );
}
