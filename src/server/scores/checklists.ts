import type { PersonActor } from "../../contract/actor.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { Checklist, ChecklistInput } from "../../contract/scoring.ts";
import { rulesFit } from "../../kernel/scoring/step-rules.ts";
import type { House } from "../../platform/house.ts";
import { asTier } from "../../platform/tiers.ts";
import { act } from "../ledger/index.ts";
import { findAccounts } from "../people/index.ts";
import { digestOf } from "../signing/index.ts";
import { type ChecklistRow, insertChecklist, lockNewest, selectNewest } from "./scores.store.ts";

/** Every checklist in its newest version. */
export async function listChecklists(
  house: House,
  actor: PersonActor,
): Promise<Outcome<{ checklists: Checklist[] }>> {
  const rows = await asTier(house, actor, (db) => selectNewest(db, house.siteId));
  const checklists = await checklistsOf(house, rows);
  return granted({ checklists: checklists.toSorted((a, b) => a.title.localeCompare(b.title)) });
}

export interface NewVersion extends ChecklistInput {
  readonly of: { readonly checklistId: string; readonly version: number } | null;
}

/** Publishes a checklist, or the version after the one that was seen; what is in use stays as it was. */
export async function publishChecklist(
  house: House,
  actor: PersonActor,
  input: NewVersion,
): Promise<Outcome<Checklist>> {
  const ids = new Set(input.items.map((item) => item.itemId));
  if (ids.size !== input.items.length || input.items.every((item) => item.kind === "penalty"))
    return refused("checklist_invalid");
  const gradedOnly = input.items.every((one) => one.device === undefined || one.kind === "graded");
  if (!gradedOnly || !rulesFit(input.items)) return refused("checklist_rules_invalid");
  const row: ChecklistRow = {
    checklist_id: input.of?.checklistId ?? house.newId(),
    version: (input.of?.version ?? 0) + 1,
    site_id: house.siteId,
    title: input.title,
    items: input.items,
    pass_percent: input.passPercent,
    published_by: actor.accountId,
    published_at_ms: house.clock.now(),
  };
  return act(house, actor, "checklist.published@1", async (tx) => {
    if (input.of === null && (await selectNewest(tx, house.siteId)).length >= limits.checklistsMost)
      return refused("too_many", { most: limits.checklistsMost });
    if (input.of !== null) {
      const newest = await lockNewest(tx, house.siteId, row.checklist_id);
      if (newest === undefined) return refused("not_found");
      if (newest.version !== input.of.version) return refused("conflict");
    }
    if (!(await insertChecklist(tx, row))) return refused("conflict");
    return granted({
      value: checklistOf(row, actor.name),
      subject: { type: "checklist", id: row.checklist_id },
      body: {
        checklistId: row.checklist_id,
        version: row.version,
        items: row.items.length,
        sha256: versionDigest(row),
      },
    });
  });
}

/** Points in halves: the canonical text takes whole numbers only. */
function versionDigest(row: ChecklistRow): string {
  const items = row.items.map(({ points, rules, ...item }) => ({
    ...item,
    halves: points * 2,
    rules: rules?.map(({ penalty, ...rule }) => ({ ...rule, penaltyHalves: penalty * 2 })),
  }));
  return digestOf({ title: row.title, items, passHalves: row.pass_percent * 2 });
}

export async function checklistsOf(
  house: House,
  rows: readonly ChecklistRow[],
): Promise<Checklist[]> {
  const people = await findAccounts(house, [...new Set(rows.map((row) => row.published_by))]);
  return rows.map((row) => checklistOf(row, people.get(row.published_by)?.name ?? ""));
}

function checklistOf(row: ChecklistRow, publishedBy: string): Checklist {
  return {
    checklistId: row.checklist_id,
    version: row.version,
    title: row.title,
    items: row.items,
    passPercent: row.pass_percent,
    publishedAtMs: row.published_at_ms,
    publishedBy,
  };
}
