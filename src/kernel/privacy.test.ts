import fc from "fast-check";
import { expect, test } from "vitest";
import { type Sealing, coversWhole, endsLook, isSealed, sealedSpans } from "./privacy.ts";

const event = (change: Partial<Sealing> = {}): Sealing => ({
  startMs: 100,
  endMs: 200,
  declaredAtMs: 100,
  decision: null,
  keptUntilMs: null,
  ...change,
});

test("[C-41] what is sealed stays so until the director decides, to the millisecond of a kept day", () => {
  expect(isSealed(event(), Number.MAX_SAFE_INTEGER)).toBe(true);
  expect(isSealed(event({ decision: "released" }), 150)).toBe(false);
  const kept = event({ decision: "kept", keptUntilMs: 500 });
  expect(isSealed(kept, 499)).toBe(true);
  expect(isSealed(kept, 500)).toBe(false);
});

test("[C-41] a look opened before ends, one opened after the event lives without the sealed part", () => {
  const span = { startMs: 0, endMs: 300 };
  expect(endsLook({ openedAtMs: 99, span }, [event()], 150)).toBe(true);
  expect(endsLook({ openedAtMs: 100, span }, [event()], 150)).toBe(true);
  expect(endsLook({ openedAtMs: 101, span }, [event()], 150)).toBe(false);
  expect(endsLook({ openedAtMs: 50, span }, [event({ decision: "released" })], 150)).toBe(false);
  // A look at what was before the event has nothing to do with it.
  expect(endsLook({ openedAtMs: 50, span: { startMs: 0, endMs: 100 } }, [event()], 150)).toBe(
    false,
  );
});

test("[C-41] a whole span is covered exactly when no instant of it is left", () => {
  const whole = { startMs: 0, endMs: 20 };
  const spans = fc.array(
    fc
      .tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 1, max: 20 }))
      .map(([startMs, lastsMs]) => ({ startMs, endMs: startMs + lastsMs })),
    { maxLength: 6 },
  );
  fc.assert(
    fc.property(spans, (all) => {
      const left = Array.from({ length: 20 }, (_, at) => at).filter(
        (at) => !all.some(({ startMs, endMs }) => startMs <= at && at < endMs),
      );
      expect(coversWhole(whole, all)).toBe(left.length === 0);
    }),
    { seed: 20_261_122 },
  );
  expect(sealedSpans([event(), event({ decision: "released" })], 150)).toEqual([
    { startMs: 100, endMs: 200 },
  ]);
});
