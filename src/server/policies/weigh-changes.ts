import { granted } from "../../contract/outcome.ts";
import { limits } from "../../contract/limits.ts";
import { changedRules, ruleChanges } from "../../kernel/policies/changed-rules.ts";
import type { House } from "../../platform/house.ts";
import { type Entry, act, actorNameOf, followLedger, quiet } from "../ledger/index.ts";
import {
  type RuleChangeRow,
  insertRuleChange,
  saveFollowed,
  selectBases,
  selectFollowed,
  selectVersions,
} from "./policies.store.ts";
import { restingOn } from "./read-policies.ts";

const scheduler = { kind: "system", name: "scheduler" } as const;
const entriesAtOnce = 200;

/**
 * Follows the ledger: each change of a rule is set beside the policy version it rested on when it was
 * made. One that rested on none stands on record as a warning (S0-20).
 */
export async function weighChanges(house: House): Promise<void> {
  for (;;) {
    const after = await selectFollowed(house.db, house.siteId);
    const entries = await followLedger(house, ruleChanges, after, entriesAtOnce);
    const last = entries.at(-1);
    if (last === undefined) return;
    const known = {
      versions: await selectVersions(house.db, house.siteId, limits.policiesListed),
      bases: await selectBases(house.db, house.siteId),
    };
    for (const entry of entries) await weigh(house, entry, known);
    await quiet(house, "how far the ledger was followed", (tx) =>
      saveFollowed(tx, house.siteId, last.index),
    );
    if (entries.length < entriesAtOnce) return;
  }
}

async function weigh(
  house: House,
  entry: Entry,
  known: Parameters<typeof restingOn>[0],
): Promise<void> {
  for (const rule of changedRules(entry.leaf)) {
    const basis = restingOn(known, rule, entry.atMs)?.row;
    const row: RuleChangeRow = {
      entry_id: entry.entryId,
      rule,
      site_id: house.siteId,
      changed_at_ms: entry.atMs,
      changed_by: actorNameOf(entry),
      policy_id: basis?.policy_id ?? null,
      version: basis?.version ?? null,
    };
    await keep(house, row);
  }
}

async function keep(house: House, row: RuleChangeRow): Promise<void> {
  try {
    await act(house, scheduler, "rule.change-weighed@1", async (tx) => {
      if (!(await insertRuleChange(tx, row))) throw new Known();
      return granted({
        value: undefined,
        subject: { type: "house", id: house.siteId },
        body: {
          rule: row.rule,
          changeEntryId: row.entry_id,
          changedAtMs: row.changed_at_ms,
          policyId: row.policy_id,
          version: row.version,
          backed: row.version !== null,
        },
      });
    });
  } catch (cause) {
    if (!(cause instanceof Known)) throw cause;
  }
}

/** Weighed before a crash between the entry and the place that is remembered. */
class Known extends Error {}
