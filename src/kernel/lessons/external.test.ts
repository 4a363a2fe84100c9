import { expect, test } from "vitest";
import { activityKinds, externalKinds } from "../../contract/lesson.ts";
import { activityOf, lacksAgreement } from "./external.ts";

test("[S0-5.2.4] with an external party the partition is 对外培训, whatever was typed", () => {
  for (const activity of activityKinds)
    for (const kind of externalKinds)
      expect(activityOf({ activity, external: { kind, party: "某医院", agreement: null } })).toBe(
        "external-training",
      );
  expect(activityKinds.map((activity) => activityOf({ activity, external: null }))).toEqual(
    activityKinds,
  );
});

test.each([
  ["daily-teaching", null, false],
  ["external-training", null, true],
  ["daily-teaching", { kind: "exchange", party: "某医院", agreement: null }, true],
  ["external-training", { kind: "exchange", party: "某医院", agreement: "协-1" }, false],
] as const)("[S0-5.2.4] %s with %o lacks its agreement: %s", (activity, external, lacks) => {
  expect(lacksAgreement({ activity, external })).toBe(lacks);
});
