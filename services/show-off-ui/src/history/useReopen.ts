import { failureIn } from "../api/failure";
import { moment } from "../i18n/format";
import { useMessages } from "../i18n/Messages";
import type { Job, Jobs } from "../read/jobs";
import { versionsOf } from "../read/versions";
import { mine } from "./myPictures";
import { reopen } from "./reopen";

interface ReopenWiring {
  /** The picture is at hand already. */
  readonly onShow: (key: string, id: string) => void;
  readonly onJob: (job: Job) => void;
  /** The server does not have it any more. */
  readonly onGone: (id: string) => void;
  readonly onNotice: (words: string) => void;
}

/** Opens an earlier picture by its id. */
export function useReopen(
  jobs: Jobs,
  { onShow, onJob, onGone, onNotice }: ReopenWiring,
): (id: string) => void {
  const { history, failure: failures, language } = useMessages();
  return (id) => {
    const known = jobs.list.find((job) => versionsOf(job).some(({ reading }) => reading.id === id));
    if (known) return onShow(known.key, id);
    const nameOf = (created: Date) =>
      mine.ofReading(id)?.name ?? history.name(moment(created, language));
    reopen(id, nameOf).then(
      ({ picture, reading }) =>
        onJob({ key: id, picture, fullSize: false, phase: { at: "done", reading } }),
      (error: unknown) => {
        const { kind } = failureIn(error);
        if (kind === "gone") onGone(id);
        onNotice(failures.title[kind]);
      },
    );
  };
}
