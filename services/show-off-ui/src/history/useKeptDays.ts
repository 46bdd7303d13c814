import { useEffect, useState } from "react";
import { askKeptDays } from "../api/client";

/**
 * For how many days the server keeps pictures, once it has said so. It is asked as the page comes:
 * one that needs a key asks for it then, not over the first picture.
 */
export function useKeptDays(): number | undefined {
  const [days, setDays] = useState<number>();
  useEffect(() => void askKeptDays().then(setDays), []);
  return days;
}
