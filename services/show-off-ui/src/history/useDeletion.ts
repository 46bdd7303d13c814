import { deletions, useDeleted } from "./deleting";
import { mine } from "./myPictures";

interface Deletion {
  /** How many were just deleted and can be had back. */
  readonly count: number;
  /** Deletes a picture by one of its readings. */
  readonly remove: (reading: string) => void;
  /** Has them back; returns one of them, to be shown. */
  readonly undo: () => string | undefined;
  /** They are not wanted back. */
  readonly finish: () => void;
}

/** Deletes pictures on the server, with some time to think again. */
export function useDeletion(): Deletion {
  const deleted = useDeleted();
  return {
    count: deleted.size,
    remove: (reading) => deletions.delete([mine.ofReading(reading)?.id ?? reading]),
    undo() {
      const [first] = deleted;
      deletions.undo();
      return first;
    },
    finish: () => deletions.finish(),
  };
}
