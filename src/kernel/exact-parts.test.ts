import fc from "fast-check";
import { expect, test } from "vitest";
import { decideLook } from "./access.ts";
import { fragmentsWithin, isWithin } from "./exact-parts.ts";

const head = { sizeBytes: 100, sha256: "" };
/** Ten fragments of two seconds and 50 bytes each behind a head of 100 bytes. */
const record = {
  startMs: 1_000_000,
  init: head,
  fragments: Array.from({ length: 10 }, (_, at) => ({
    offsetBytes: 100 + at * 50,
    sizeBytes: 50,
    sha256: "",
    atMs: at * 2_000,
    durationMs: 2_000,
    frames: 50,
  })),
};
const span = { startMs: 1_003_000, endMs: 1_010_000 };

test("[S0-9.1d] a fragment that straddles the edge of a visit shows somebody else: it is left out", () => {
  expect(fragmentsWithin(record, span).map((one) => one.atMs)).toEqual([4_000, 6_000, 8_000]);
  expect(fragmentsWithin(record, { startMs: 1_000_500, endMs: 1_001_500 })).toEqual([]);
});

test("[S0-9.1d] of a segment's bytes only the head and the visit's own fragments are given", () => {
  const gives = (startByte: number, endByte: number) =>
    isWithin({ startByte, endByte }, record, span);
  expect([gives(0, 100), gives(200, 350), gives(210, 220), gives(250, 300)]).toEqual([
    true,
    true,
    true,
    true,
  ]);
  expect([gives(0, 600), gives(0, 101), gives(199, 350), gives(200, 351)]).toEqual([
    false,
    false,
    false,
    false,
  ]);
  expect([gives(350, 351), gives(200, 200), gives(150, 200)]).toEqual([false, false, false]);
});

test("[S0-9.1d] whatever part is asked for, no byte of a fragment outside of the visit is in it", () => {
  const bytes = fc.integer({ min: 0, max: 600 });
  fc.assert(
    fc.property(bytes, bytes, bytes, bytes, (a, b, from, to) => {
      const own = { startMs: 1_000_000 + a * 34, endMs: 1_000_000 + b * 34 };
      const part = { startByte: from, endByte: to };
      const kept = fragmentsWithin(record, own);
      const touched = record.fragments.filter(
        ({ offsetBytes }) => offsetBytes < to && offsetBytes + 50 > from,
      );
      if (isWithin(part, record, own) && to > from)
        expect(touched.every((one) => kept.includes(one))).toBe(true);
    }),
  );
});

test("[S0-9.1d] an own visit is seen by whoever is of the lesson, cut to its seconds", () => {
  const lesson = {
    teacherIds: [],
    studentIds: ["me"],
    venueId: "v",
    span: { startMs: 100, endMs: 900 },
    sensitivity: "ordinary" as const,
  };
  const look = (accountId: string, ownVisit?: { cameraIds: string[]; span: typeof span }) =>
    decideLook({
      looker: { accountId, role: "student", venueIds: [] },
      lesson,
      grants: [],
      stationCameraIds: [],
      ownVisit,
      purpose: null,
      nowMs: 5_000,
    });
  const visit = { cameraIds: ["c"], span: { startMs: 200, endMs: 300 } };
  expect(look("me", visit)).toMatchObject({
    ok: true,
    value: { right: "own-station", span: visit.span, cameraIds: ["c"], exact: true },
  });
  expect(look("me")).toMatchObject({ code: "others_shown" });
  expect(look("me", { ...visit, cameraIds: [] })).toMatchObject({ code: "others_shown" });
  expect(look("me", { ...visit, span: { startMs: 900, endMs: 950 } })).toMatchObject({
    code: "others_shown",
  });
  expect(look("other", visit)).toMatchObject({ code: "not_found" });
});
