import { deleteFromHistory } from "../api/client";
import { failureIn } from "../api/failure";
import { forgetText } from "../lines/theDesk";
import { mine } from "./myPictures";

/** Deletes a picture for good, with all readings of it. @throws FailureError */
export async function deletePicture(id: string): Promise<void> {
  const others = mine.find(id)?.others ?? [];
  // All at once, as the page may be left meanwhile.
  const asked = others.map((reading) =>
    deleteFromHistory(reading).catch((error: unknown) => {
      if (failureIn(error).kind !== "gone") throw error;
    }),
  );
  await Promise.all([...asked, deleteFromHistory(id)]);
  mine.remove(id);
  for (const reading of [...others, id]) forgetText(reading);
}
