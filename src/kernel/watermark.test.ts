import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { markCode } from "./mark-code.ts";
import { type GreyPicture, readWatermark } from "./watermark-read.ts";
import { cellOpacity, cellPixels, markCells, type MarkPayload, markSigns } from "./watermark.ts";

/** A frame as a camera might send it, by a seed: dark, bright, flat, with edges, with noise. */
function frame(seed: number, size: { widthPixels: number; heightPixels: number }): GreyPicture {
  const { widthPixels, heightPixels } = size;
  let state = seed * 2_654_435_761 + 1;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const base = [6, 40, 128, 210, 250][seed % 5] ?? 128;
  const [waves, edges, noise] = [random() * 40, random() * 40, random() * 4];
  const grey = Float32Array.from({ length: widthPixels * heightPixels }, (_, at) => {
    const [x, y] = [at % widthPixels, Math.floor(at / widthPixels)];
    const edge = (Math.floor(x / 90) + Math.floor(y / 70)) % 2 === 0 ? edges : 0;
    const wave = waves * Math.sin(x / 41 + seed) * Math.cos(y / 29);
    return Math.max(0, Math.min(255, base + wave + edge + noise * (random() - random())));
  });
  return { widthPixels, heightPixels, grey };
}

/** As the page lays it over a picture whose corner lies at `corner` within the square. */
function marked(
  picture: GreyPicture,
  payload: MarkPayload,
  corner: { x: number; y: number },
): GreyPicture {
  const signs = markSigns(payload);
  if (signs === undefined) throw new Error("no payload");
  const { widthPixels } = picture;
  const cellOf = (at: number) => Math.floor(at / cellPixels) % markCells;
  const grey = picture.grey.map((value, at) => {
    const column = cellOf((at % widthPixels) + corner.x);
    const row = cellOf(Math.floor(at / widthPixels) + corner.y);
    const sign = signs[row * markCells + column] ?? 0;
    const cover = sign > 0 ? 255 : 0;
    return Math.round(value + (cover - value) * cellOpacity);
  });
  return { ...picture, grey };
}

/** Larger or smaller, by areas, as a viewer of pictures does it. */
function scaled(picture: GreyPicture, scale: number): GreyPicture {
  const widthPixels = Math.round(picture.widthPixels * scale);
  const heightPixels = Math.round(picture.heightPixels * scale);
  const grey = Float32Array.from({ length: widthPixels * heightPixels }, (_, at) => {
    const x = ((at % widthPixels) + 0.5) / scale - 0.5;
    const y = (Math.floor(at / widthPixels) + 0.5) / scale - 0.5;
    let sum = 0;
    const reach = Math.max(1, Math.round(1 / scale));
    for (let row = 0; row < reach; row++)
      for (let column = 0; column < reach; column++) {
        const px = Math.min(picture.widthPixels - 1, Math.max(0, Math.round(x) + column));
        const py = Math.min(picture.heightPixels - 1, Math.max(0, Math.round(y) + row));
        sum += picture.grey[py * picture.widthPixels + px] ?? 0;
      }
    return sum / reach ** 2;
  });
  return { widthPixels, heightPixels, grey };
}

function cut(
  picture: GreyPicture,
  part: { x: number; y: number; widthPixels: number; heightPixels: number },
): GreyPicture {
  const { x, y, widthPixels, heightPixels } = part;
  const grey = Float32Array.from(
    { length: widthPixels * heightPixels },
    (_, at) =>
      picture.grey[
        (y + Math.floor(at / widthPixels)) * picture.widthPixels + x + (at % widthPixels)
      ] ?? 0,
  );
  return { widthPixels, heightPixels, grey };
}

const payloadOf = (seed: number): MarkPayload => ({
  code: markCode(Uint8Array.from({ length: 5 }, (_, at) => (seed * 97 + at * 41) & 0xff)),
  minute: (seed * 7) % 721,
});

describe("the hidden watermark", () => {
  test("[S0-14.1] 100 of 100 screenshots tell viewer and minute", () => {
    for (let seed = 0; seed < 100; seed++) {
      const payload = payloadOf(seed);
      const corner = { x: (seed * 13) % 192, y: (seed * 29) % 192 };
      const size = { widthPixels: 320, heightPixels: 180 };
      const found = readWatermark(marked(frame(seed, size), payload, corner));
      expect(found, `seed ${seed}`).toMatchObject(payload);
    }
  }, 60_000);

  test.each([0.5, 0.67, 1.5, 2])("[S0-14.1] read at %s of its size", (scale) => {
    const payload = payloadOf(3);
    const picture = marked(frame(7, { widthPixels: 448, heightPixels: 252 }), payload, {
      x: 5,
      y: 100,
    });
    expect(readWatermark(scaled(picture, scale))).toMatchObject(payload);
  });

  test("[S0-14.1] a quarter of the picture is enough, from any corner", () => {
    const payload = payloadOf(11);
    const size = { widthPixels: 640, heightPixels: 360 };
    const picture = marked(frame(2, size), payload, { x: 0, y: 0 });
    for (const [x, y] of [
      [0, 0],
      [320, 0],
      [0, 180],
      [317, 177],
    ] as const)
      expect(
        readWatermark(cut(picture, { x, y, widthPixels: 320, heightPixels: 180 })),
      ).toMatchObject(payload);
  });

  test("[S0-14.1] a picture without watermark names nobody", () => {
    expect(readWatermark(frame(2, { widthPixels: 320, heightPixels: 180 }))).toBeUndefined();
  }, 60_000);

  test("every code and minute has its own square, half light and half dark", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 5, maxLength: 5 }),
        fc.integer({ min: 0, max: 1_023 }),
        (bytes, minute) => {
          const signs = markSigns({ code: markCode(bytes), minute });
          expect(signs?.every((sign) => sign === 1 || sign === -1)).toBe(true);
          const light = signs?.filter((sign) => sign === 1).length ?? 0;
          expect(Math.abs(light - 512)).toBeLessThan(130);
        },
      ),
    );
    expect(markSigns({ code: "00000000", minute: 1_024 })).toBeUndefined();
    expect(markSigns({ code: "o", minute: 1 })).toBeUndefined();
  });
});
