import { describe, expect, test } from "vitest";
import { policyRuleNames, policyRules } from "../../contract/policies.ts";
import { termedClasses } from "../../contract/retention.ts";
import { classRules } from "../retention/classes.ts";
import { changedRules } from "./changed-rules.ts";
import { basisAt, policyState, replacedAtMs, versionInForce } from "./versions.ts";

const versions = [
  { version: 1, effectiveFromMs: 100 },
  { version: 2, effectiveFromMs: 200 },
  { version: 3, effectiveFromMs: 300 },
];
const site = "018f0000-0000-7000-8000-000000000001";
const leaf = (kind: string, body: Record<string, unknown>, type: "house" | "site" = "house") => ({
  kind,
  subject: { type, id: site },
  body,
});

describe("versions of a policy", () => {
  test.each<[number, number | undefined]>([
    [99, undefined],
    [100, 1],
    [199, 1],
    [200, 2],
    [299, 2],
    [300, 3],
  ])("[S0-20] at %s version %s is in force", (atMs, version) => {
    expect(versionInForce(versions.toReversed(), atMs)?.version).toBe(version);
  });

  test("[S0-20] a later version overrides an older one whatever days they name", () => {
    const odd = [
      { version: 1, effectiveFromMs: 200 },
      { version: 2, effectiveFromMs: 100 },
    ];
    expect(versionInForce(odd, 250)?.version).toBe(2);
    expect(policyState({ version: 1, effectiveFromMs: 200 }, odd, 250)).toBe("replaced");
  });

  test("[S0-20] each is coming, in force or replaced, and tells until when it was in force", () => {
    expect(versions.map((one) => policyState(one, versions, 250))).toEqual([
      "replaced",
      "in-force",
      "coming",
    ]);
    expect(versions.map((one) => replacedAtMs(one, versions))).toEqual([200, 300, null]);
  });

  test("[S0-20] what a rule rested on is the newest word before the instant asked about", () => {
    const said = [
      { setAtMs: 10, policyId: "a" },
      { setAtMs: 20, policyId: "b" },
    ];
    expect([9, 10, 19, 20].map((atMs) => basisAt(said, atMs)?.policyId)).toEqual([
      undefined,
      "a",
      "a",
      "b",
    ]);
  });
});

describe("changes of rules", () => {
  test("[S0-20] entries that change a rule name it, and no other entry does", () => {
    expect(changedRules(leaf("retention.term-set@1", { class: "T3" }))).toEqual(["retention-T3"]);
    expect(changedRules(leaf("copy.settings-changed@1", {}))).toEqual(["copy-window"]);
    expect(changedRules(leaf("notice.changed@1", {}))).toEqual(["viewing-notice"]);
    expect(changedRules(leaf("setting.changed@1", {}))).toEqual(["accounts"]);
    expect(changedRules(leaf("setting.changed@1", {}, "site"))).toEqual(["approval-routes"]);
    const site = (before: object, after: object) =>
      changedRules(leaf("site.changed@1", { before, after }, "site"));
    expect(site({ name: "a", leadMs: 1 }, { name: "b", leadMs: 1 })).toEqual([]);
    expect(site({ tailMs: 1 }, { tailMs: 2 })).toEqual(["recording-span"]);
    expect(site({ profile: "campus" }, { profile: "clinical" })).toEqual(["approval-routes"]);
    expect(changedRules(leaf("lesson.changed@1", {}))).toEqual([]);
  });

  test("[S0-20] every term of keeping is a rule, with the clause the term itself names", () => {
    for (const name of termedClasses) {
      const rule = policyRuleNames.find((one) => one === `retention-${name}`);
      expect(rule && policyRules[rule].clause, name).toBe(classRules[name].clause);
    }
    expect(Object.keys(policyRules).toSorted()).toEqual([...policyRuleNames].toSorted());
  });
});
