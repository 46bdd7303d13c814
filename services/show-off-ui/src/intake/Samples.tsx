import { Button as AriaButton } from "react-aria-components";
import { useMessages } from "../i18n/Messages";
import style from "./Samples.module.css";
import { SAMPLES, type Sample } from "./samples";

interface SamplesProps {
  readonly onTry: (sample: Sample) => void;
}

/** Pictures to try for who has none at hand; what they say is read as of any other. */
export function Samples({ onTry }: SamplesProps) {
  const { intake: words } = useMessages();
  return (
    <section className={style.samples} aria-label={words.samples}>
      <p>{words.samples}</p>
      <ul>
        {SAMPLES.map((sample) => (
          <li key={sample}>
            <AriaButton className={style.sample ?? ""} onPress={() => onTry(sample)}>
              <img src={`./samples/${sample}-small.webp`} alt="" width="72" height="72" />
              {words.sampleNames[sample]}
            </AriaButton>
          </li>
        ))}
      </ul>
    </section>
  );
}
