import type { PersonActor } from "../../contract/actor.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import { type PolicyLine, type PolicyVersion, policyRuleNames } from "../../contract/policies.ts";
import {
  basisAt,
  policyState,
  replacedAtMs,
  versionInForce,
} from "../../kernel/policies/versions.ts";
import type { Database } from "../../platform/database.ts";
import type { House } from "../../platform/house.ts";
import { asTier } from "../../platform/tiers.ts";
import { findAccounts } from "../people/index.ts";
import {
  type BasisRow,
  type ReceiptRow,
  type VersionRow,
  countReceipts,
  selectBases,
  selectReceipts,
  selectText,
  selectVersions,
} from "./policies.store.ts";

type Reader = Pick<PersonActor, "accountId" | "role">;

/** What is known of all documents, as the reader's tier shows it. */
interface Known {
  readonly versions: readonly VersionRow[];
  readonly receipts: readonly ReceiptRow[];
  readonly bases: readonly BasisRow[];
  readonly counts: ReadonlyMap<string, number>;
  readonly names: Awaited<ReturnType<typeof findAccounts>>;
}

const keyOf = (one: { readonly policy_id: string; readonly version: number }) =>
  `${one.policy_id} ${one.version}`;

/** `untilMs`: receipts given later are not counted. */
export async function knownPolicies(house: House, reader: Reader, untilMs: number): Promise<Known> {
  const { siteId } = house;
  const read = await asTier(house, reader, async (db: Database) => ({
    versions: await selectVersions(db, siteId, limits.policiesListed),
    receipts: await selectReceipts(db, siteId),
    bases: await selectBases(db, siteId),
  }));
  const counted = await countReceipts(house.db, siteId, untilMs);
  const names = await findAccounts(
    house,
    read.versions.map((row) => row.published_by),
  );
  return { ...read, counts: new Map(counted.map((row) => [keyOf(row), row.count])), names };
}

/** Every version of every document, newest coming into force first. */
export async function listPolicies(
  house: House,
  reader: Reader,
): Promise<Outcome<{ policies: PolicyLine[] }>> {
  const nowMs = house.clock.now();
  const known = await knownPolicies(house, reader, nowMs);
  return granted({ policies: linesAt(known, reader, nowMs) });
}

export function linesAt(known: Known, reader: Reader, atMs: number): PolicyLine[] {
  return known.versions
    .map((row) => lineOf(row, known, { ...reader, atMs }))
    .toSorted((a, b) => b.effectiveFromMs - a.effectiveFromMs || b.version - a.version);
}

function lineOf(row: VersionRow, known: Known, at: Reader & { readonly atMs: number }): PolicyLine {
  const versions = versionsOf(known, row.policy_id);
  const own = { version: row.version, effectiveFromMs: row.effective_from_ms };
  const mine = known.receipts.find(
    (one) => keyOf(one) === keyOf(row) && one.account_id === at.accountId,
  );
  const state = policyState(own, versions, at.atMs);
  return {
    policyId: row.policy_id,
    version: row.version,
    title: row.title,
    number: row.number,
    effectiveFromMs: row.effective_from_ms,
    effectiveToMs: replacedAtMs(own, versions),
    approvedBy: row.approved_by,
    approvedAtMs: row.approved_at_ms,
    publishedAtMs: row.published_at_ms,
    publishedBy: known.names.get(row.published_by)?.name ?? "",
    sha256: row.sha256,
    readers: [...row.readers],
    state,
    receipts: known.counts.get(keyOf(row)) ?? 0,
    mineAtMs: mine?.at_ms ?? null,
    mustRead:
      mine === undefined &&
      state !== "replaced" &&
      row.readers.some((reader) => reader === at.role),
  };
}

export function versionsOf(known: Pick<Known, "versions">, policyId: string) {
  return known.versions
    .filter((row) => row.policy_id === policyId)
    .map((row) => ({ version: row.version, effectiveFromMs: row.effective_from_ms, row }));
}

/** One version with its text, who acknowledged it, and which rules rest on its document. */
export async function readPolicy(
  house: House,
  reader: Reader,
  ask: { readonly policyId: string; readonly version: number },
): Promise<Outcome<PolicyVersion>> {
  const nowMs = house.clock.now();
  const known = await knownPolicies(house, reader, nowMs);
  const row = known.versions.find(
    (one) => one.policy_id === ask.policyId && one.version === ask.version,
  );
  if (row === undefined) return refused("not_found");
  const receipts = known.receipts.filter((one) => keyOf(one) === keyOf(row));
  const text = await asTier(house, reader, (db) => selectText(db, ask));
  return granted({
    ...lineOf(row, known, { ...reader, atMs: nowMs }),
    text,
    paperId: row.paper_id,
    acknowledged: receipts.map((one) => ({
      accountId: one.account_id,
      name: one.name,
      atMs: one.at_ms,
    })),
    rules: policyRuleNames.filter(
      (rule) => basisOf(known.bases, rule, nowMs)?.policy_id === row.policy_id,
    ),
  });
}

/** What was last said about a rule's basis before an instant. */
export function basisOf(
  bases: readonly BasisRow[],
  rule: BasisRow["rule"],
  atMs: number,
): BasisRow | undefined {
  const said = bases
    .filter((row) => row.rule === rule)
    .map((row) => ({ setAtMs: row.set_at_ms, row }));
  return basisAt(said, atMs)?.row;
}

/** The version a rule rested on at an instant; undefined where it rested on none in force. */
export function restingOn(
  known: Pick<Known, "versions" | "bases">,
  rule: BasisRow["rule"],
  atMs: number,
): { readonly row: VersionRow; readonly clause: string } | undefined {
  const basis = basisOf(known.bases, rule, atMs);
  if (basis?.policy_id == null) return undefined;
  const found = versionInForce(versionsOf(known, basis.policy_id), atMs);
  return found === undefined ? undefined : { row: found.row, clause: basis.clause };
}
