import type { EntryKind, Leaf } from "../../contract/entries.ts";
import { type PolicyRule, policyRuleNames } from "../../contract/policies.ts";

/** Entries that change a rule of the configuration. */
export const ruleChanges = [
  "retention.term-set@1",
  "copy.settings-changed@1",
  "setting.changed@1",
  "site.changed@1",
  "notice.changed@1",
] as const satisfies readonly EntryKind[];

/** Which rules an entry changed (S0-20): none where what it changed rests on no policy. */
export function changedRules(leaf: Pick<Leaf, "kind" | "subject" | "body">): PolicyRule[] {
  switch (leaf.kind) {
    case "retention.term-set@1": {
      const name = `retention-${String(leaf.body["class"])}`;
      return policyRuleNames.filter((rule) => rule === name);
    }
    case "copy.settings-changed@1":
      return ["copy-window"];
    case "notice.changed@1":
      return ["viewing-notice"];
    // Posts are decided about for the site, accounts for the house.
    case "setting.changed@1":
      return [leaf.subject.type === "site" ? "approval-routes" : "accounts"];
    case "site.changed@1":
      return [
        ...(changed(leaf.body, "profile") ? (["approval-routes"] as const) : []),
        ...(changed(leaf.body, "leadMs", "tailMs") ? (["recording-span"] as const) : []),
      ];
    default:
      return [];
  }
}

function changed(body: Leaf["body"], ...names: readonly string[]): boolean {
  const [before, after] = [fieldsOf(body["before"]), fieldsOf(body["after"])];
  return names.some((name) => before.get(name) !== after.get(name));
}

function fieldsOf(value: unknown): ReadonlyMap<string, unknown> {
  return new Map(typeof value === "object" && value !== null ? Object.entries(value) : []);
}
