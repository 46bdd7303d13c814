import { describe, expect, it } from "vitest";
import { Consent } from "./Consent";

function browser(stored: string | null = null) {
  const kept = { value: stored };
  const open = () =>
    new Consent({
      load: () => kept.value,
      store: (value) => {
        kept.value = value;
      },
    });
  return { kept, open };
}

describe("the consent to keep lines", () => {
  it("is not given unless a person gives it", () => {
    expect(browser().open().given()).toBe(false);
    expect(browser("anything else").open().given()).toBe(false);
  });

  it("is remembered, and taken back for good", () => {
    const { kept, open } = browser();
    open().give(true);
    expect(open().given()).toBe(true);
    open().give(false);
    expect(open().given()).toBe(false);
    expect(kept.value).toBeNull();
  });

  it("holds for the visit where nothing can be remembered, and tells who follows it", () => {
    const consent = new Consent({ load: () => null, store: () => {} });
    const seen: boolean[] = [];
    const unfollow = consent.subscribe(() => seen.push(consent.given()));
    consent.give(true);
    unfollow();
    consent.give(false);
    expect(seen).toEqual([true]);
  });
});
