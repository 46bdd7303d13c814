import { ArrowLeft } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import style from "./Sheet.module.css";
import { useGoldWords } from "./useGoldWords";

interface SheetProps {
  readonly title: string;
  /** Where the way back leads to, within the page. */
  readonly back: { readonly to: string; readonly words: string } | undefined;
  readonly children: ReactNode;
}

/** A view in the place of a picture, which says what it is as it comes. */
export function Sheet({ title, back, children }: SheetProps) {
  const words = useGoldWords();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
    scrollTo(0, 0);
  }, []);
  return (
    <section className={style.sheet} aria-labelledby="sheet-title">
      <a href={back?.to ?? "#"} className={style.back}>
        <ArrowLeft aria-hidden />
        {back?.words ?? words.back}
      </a>
      <h1 ref={heading} id="sheet-title" tabIndex={-1}>
        {title}
      </h1>
      {children}
    </section>
  );
}
