import { expect, it } from "vitest";
import { placed, type Reading } from "./reading";

const reading: Reading = {
  id: "1",
  text: "A",
  width: 100,
  height: 50,
  lines: [
    {
      text: "A",
      confidence: 0.9,
      points: [
        [0, 0],
        [100, 0],
        [100, 50],
        [0, 50],
      ],
    },
  ],
};

it("places what was read in a reduced region where it stands in the whole picture", () => {
  const region = { x: 300, y: 200, width: 400, height: 200 };
  const whole = placed(reading, { region, sent: reading }, { width: 1000, height: 800 });
  expect(whole.lines[0]?.points).toEqual([
    [300, 200],
    [700, 200],
    [700, 400],
    [300, 400],
  ]);
  expect([whole.width, whole.height]).toEqual([1000, 800]);
});
