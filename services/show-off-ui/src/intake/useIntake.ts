import { useState } from "react";
import type { Dropped } from "../documents/dropped";
import { useMessages } from "../i18n/Messages";
import type { Added, Job } from "../read/jobs";
import { recall, remember } from "../ui/storage";
import { folderOpened, opened } from "./open";
import { openSample, type Sample } from "./samples";
import { useDrop } from "./useDrop";
import { useFileDialog } from "./useFileDialog";
import { usePaste } from "./usePaste";

interface IntakeWiring {
  readonly onAdded: (added: Added) => void;
  /** What was dropped or pasted holds no file; says so. */
  readonly onNotice: (words: string | undefined) => void;
}

export interface Intake {
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
export function useIntake({ onAdded, onNotice }: IntakeWiring): Intake {
  const { intake: words, failure } = useMessages();
  const [fullSize, setFullSize] = useState(() => recall(KEY) === "yes");

  const add = (files: readonly File[]) => {
    onNotice(undefined);
    if (files.length > 0) void opened(files, fullSize).then(onAdded);
  };
  const addFolders = async ({ files, folders }: Dropped) => {
    const [single, ...each] = await Promise.all([
      opened(files, fullSize),
      ...folders.map((folder) => folderOpened(folder, fullSize)),
    ]);
    const jobs = [single, ...each].flatMap((one) => one.jobs);
    const documents = [single, ...each].flatMap((one) => one.documents);
    const others = each.reduce((sum, { left }) => sum + left, 0);
    onNotice(jobs.length === 0 ? words.noPictures : others > 0 ? words.others(others) : undefined);
    if (jobs.length > 0) onAdded({ jobs, documents });
  };
  const held = useDrop((dropped) => {
    if (dropped.folders.length > 0) void addFolders(dropped);
    else if (dropped.files.length > 0) add(dropped.files);
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
        .then((file) => opened([file], fullSize))
        .then(({ jobs }) => onAdded({ jobs: jobs.map(asSample) }))
        .catch(() => onNotice(failure.title.unreachable));
    },
  };
}

function asSample(job: Job): Job {
  return { ...job, picture: { ...job.picture, sample: true } };
}
