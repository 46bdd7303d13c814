import { describe, expect, it } from "vitest";
import { sentAsIs, sentSize } from "./resize";

describe("the size that is sent", () => {
  it("is 1080 px high by default, with the shape kept", () => {
    expect(sentSize({ width: 3000, height: 2160 }, false)).toEqual({ width: 1500, height: 1080 });
  });

  it("never enlarges a picture", () => {
    expect(sentSize({ width: 200, height: 100 }, false)).toEqual({ width: 200, height: 100 });
  });

  it("is the picture's own when full size is asked for", () => {
    expect(sentSize({ width: 3024, height: 4032 }, true)).toEqual({ width: 3024, height: 4032 });
  });

  it("fits what a canvas can draw, even for a panorama of 30 000 px", () => {
    const { width, height } = sentSize({ width: 30_000, height: 600 }, true);
    expect(width).toBe(16_384);
    expect(height).toBe(328);
  });

  it("is 2 megapixels of a strip, which 1080 px of height would leave illegible", () => {
    const { width, height } = sentSize({ width: 1000, height: 4000 }, false);
    expect([width, height]).toEqual([707, 2828]);
    expect(sentSize({ width: 600, height: 2000 }, false)).toEqual({ width: 600, height: 2000 });
  });

  it("keeps a pixel of a hairline", () => {
    expect(sentSize({ width: 1, height: 40_000 }, false)).toEqual({ width: 1, height: 16_384 });
  });
});

describe("sending the file as it is", () => {
  const small = { width: 640, height: 480 };
  const tall = { width: 3024, height: 4032 };

  it("spares a small picture a second JPEG generation", () => {
    expect(sentAsIs(1000, 5000, small, false)).toBe(true);
    expect(sentAsIs(1000, 5000, { width: 30_000, height: 600 }, false)).toBe(true);
  });

  it("is what full size means", () => {
    expect(sentAsIs(1000, 5000, tall, true)).toBe(true);
    expect(sentAsIs(1000, 5000, tall, false)).toBe(false);
  });

  it("is refused for a file heavier than the server takes", () => {
    expect(sentAsIs(5001, 5000, small, true)).toBe(false);
  });
});
