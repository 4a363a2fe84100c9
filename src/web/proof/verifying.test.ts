import { expect, test } from "vitest";
import { checkedSteps, segmentSteps } from "./verifying.ts";

test("the seal appears only when no step failed", () => {
  expect(checkedSteps(segmentSteps, undefined)).toMatchObject({ sealed: true });
  expect(checkedSteps(segmentSteps, undefined).steps.every((one) => one.state === "passed")).toBe(
    true,
  );
  expect(checkedSteps(segmentSteps, "round-root").sealed).toBe(false);
});

test("the failed step is named, earlier ones passed, later ones were not reached", () => {
  const { steps } = checkedSteps(segmentSteps, "round-path");
  expect(steps.slice(0, 4).map((one) => `${one.step} ${one.state}`)).toEqual([
    "bytes passed",
    "record passed",
    "round failed",
    "published pending",
  ]);
});

test("what is not yet published is waited for, not called false", () => {
  const checked = checkedSteps(segmentSteps, "not-published");
  expect(checked.sealed).toBe(false);
  expect(checked.steps.some((one) => one.state === "failed")).toBe(false);
});
