import { expect, it } from "vitest";
import { stopAfter, stopBeside, stopPressed } from "./sheet";

it("goes from stop to stop and no farther", () => {
  expect(stopBeside("picture", 1)).toBe("half");
  expect(stopBeside("text", 1)).toBe("text");
  expect(stopBeside("picture", -1)).toBe("picture");
});

it("follows the hand, by two stops where that goes far", () => {
  expect(stopAfter("half", 10, 800)).toBe("half");
  expect(stopAfter("half", -60, 800)).toBe("text");
  expect(stopAfter("half", 60, 800)).toBe("picture");
  expect(stopAfter("picture", -500, 800)).toBe("text");
});

it("shows more of the text with each press, and then the picture again", () => {
  expect(stopPressed("picture")).toBe("half");
  expect(stopPressed("half")).toBe("text");
  expect(stopPressed("text")).toBe("half");
});
