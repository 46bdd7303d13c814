import { useEffect, useState } from "react";
import { askGold, type Gold } from "../api/gold";

let asked: Promise<Gold> | undefined;

/** What of gold there is here for whoever looks; undefined until that is known, and where nobody can tell. */
export function useGold(): Gold | undefined {
  const [gold, setGold] = useState<Gold>();
  useEffect(() => {
    asked ??= askGold();
    asked.then(setGold, () => {
      asked = undefined; // whoever comes next asks anew
    });
  }, []);
  return gold;
}
