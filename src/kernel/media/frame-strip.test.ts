import { expect, test } from "vitest";
import { frameStrip, frameStripCells, readFrameStrip } from "./frame-strip.ts";

function pictureOf(frame: number, widthPixels: number, heightPixels: number) {
  const bytes = new Uint8Array(widthPixels * heightPixels).fill(90);
  const unit = widthPixels / frameStrip.unitsAcross;
  const top = Math.round(heightPixels - 2 * unit);
  for (const [cell, value] of frameStripCells(frame).entries()) {
    for (let y = top; y < top + unit; y++) {
      const x = y * widthPixels + Math.round((cell + frameStrip.leftUnits) * unit);
      bytes.fill(value === 1 ? 235 : 16, x, x + Math.round(unit));
    }
  }
  return { widthPixels, heightPixels, bytes };
}

test.each([
  [320, 180],
  [640, 360],
  [1280, 720],
])("the strip of every frame reads back at %i × %i", (width, height) => {
  for (let frame = 0; frame < 512; frame++)
    expect(readFrameStrip(pictureOf(frame, width, height))).toBe(frame);
});

test("a picture without a strip, or with one wrong cell, has no number", () => {
  const picture = pictureOf(77, 640, 360);
  expect(readFrameStrip({ ...picture, bytes: new Uint8Array(640 * 360) })).toBeUndefined();
  const wrong = frameStripCells(77).indexOf(1, 2);
  for (let y = 340; y < 350; y++)
    picture.bytes.fill(16, y * 640 + (wrong + 1) * 10, y * 640 + (wrong + 2) * 10);
  expect(readFrameStrip(picture)).toBeUndefined();
});
