import { useState } from "react";
import { useMessages } from "../i18n/Messages";
import type { Job } from "../read/jobs";
import { recall, remember } from "../ui/storage";
import { jobsOf } from "./open";
import { openSample, type Sample } from "./samples";
import { useDrop } from "./useDrop";
import { useFileDialog } from "./useFileDialog";
import { usePaste } from "./usePaste";

interface IntakeWiring {
  readonly onJobs: (jobs: readonly Job[]) => void;
  /** What was dropped or pasted holds no file; says so. */
  readonly onNotice: (words: string | undefined) => void;
}

interface Intake {
  readonly fullSize: boolean;
  readonly setFullSize: (fullSize: boolean) => void;
  /** Whether files are held over the page. */
  readonly held: boolean;
  readonly add: (files: readonly File[]) => void;
  readonly choose: () => void;
  readonly photograph: () => void;
  readonly trySample: (sample: Sample) => void;
}

const KEY = "full-size";

/** All the ways by which pictures come in. */
export function useIntake({ onJobs, onNotice }: IntakeWiring): Intake {
  const { intake: words, failure } = useMessages();
  const [fullSize, setFullSize] = useState(() => recall(KEY) === "yes");

  const add = (files: readonly File[]) => {
    onNotice(undefined);
    if (files.length > 0) void jobsOf(files, fullSize).then(onJobs);
  };
  const held = useDrop((files) => {
    if (files.length > 0) add(files);
    else onNotice(words.droppedNothing);
  });
  usePaste(({ files, text }) => {
    if (files.length > 0) add(files);
    else onNotice(text ? words.pastedText : words.pastedNothing);
  });
  const openDialog = useFileDialog(add);

  return {
    fullSize,
    setFullSize: (chosen) => {
      setFullSize(chosen);
      remember(KEY, chosen ? "yes" : null);
    },
    held,
    add,
    choose: () => openDialog(),
    photograph: () => openDialog(true),
    trySample(sample) {
      onNotice(undefined);
      openSample(sample, words.sampleNames[sample])
        .then((file) => jobsOf([file], fullSize))
        .then((jobs) => onJobs(jobs.map(asSample)))
        .catch(() => onNotice(failure.title.unreachable));
    },
  };
}

function asSample(job: Job): Job {
  return { ...job, picture: { ...job.picture, sample: true } };
}
