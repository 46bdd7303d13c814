import { GoldLinks } from "./gold/GoldLinks";
import { Recent } from "./history/Recent";
import type { Intake } from "./intake/useIntake";
import { Welcome } from "./intake/Welcome";

interface StartProps {
  readonly intake: Intake;
  readonly keptDays: number | undefined;
  readonly onCamera: () => void;
  readonly onOpen: (id: string) => void;
  readonly onHistory: () => void;
}

/** The page while no picture is shown: ways in, and ways back to what was read. */
export function Start({ intake, keptDays, onCamera, onOpen, onHistory }: StartProps) {
  return (
    <>
      <Welcome
        fullSize={intake.fullSize}
        keptDays={keptDays}
        onFullSize={intake.setFullSize}
        onChoose={intake.choose}
        onCamera={onCamera}
        onTry={intake.trySample}
      />
      <Recent onOpen={onOpen} onAll={onHistory} />
      <GoldLinks />
    </>
  );
}
