import type { PersonActor } from "../../contract/actor.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { RulesLine, RulesText } from "../../contract/readiness.ts";
import { rulesInForce, standOf } from "../../kernel/readiness/rules-in-force.ts";
import type { House } from "../../platform/house.ts";
import { act } from "../ledger/index.ts";
import { findAccounts } from "../people/index.ts";
import { digestOf } from "../signing/index.ts";
import { firstRules } from "./first-rules.ts";
import { type RulesRow, insertVersion, selectVersions } from "./rules.store.ts";

export interface RulesNow {
  readonly version: number;
  readonly zh: string[];
  readonly en: string[];
}

/** What trainees read now. */
export async function currentRules(house: House): Promise<RulesNow> {
  const rows = await selectVersions(house.db, house.siteId);
  const versions = rows.map((row) => ({ ...row, fromMs: row.from_ms }));
  const { version, zh, en } = rulesInForce(versions, house.clock.now()) ?? firstRules;
  return { version, zh, en };
}

/** SHA-256 of a version's words, as the entries of its publishing and of each reading name it. */
export function rulesDigest({ version, zh, en }: RulesNow): string {
  return digestOf({ version, zh, en });
}

/** All versions, the newest first, each with how it stands now. */
export async function listRules(house: House): Promise<Outcome<{ versions: RulesLine[] }>> {
  const rows = await selectVersions(house.db, house.siteId);
  const people = await findAccounts(house, [...new Set(rows.map((row) => row.published_by))]);
  const nowMs = house.clock.now();
  const all = [
    { ...firstRules, fromMs: 0 },
    ...rows.map((row) => ({ version: row.version, fromMs: row.from_ms })),
  ];
  const lines = rows.map((row): RulesLine => {
    const { version, zh, en, from_ms: fromMs, published_at_ms: publishedAtMs } = row;
    const publishedBy = people.get(row.published_by)?.name ?? "";
    const stands = standOf({ version, fromMs }, all, nowMs);
    return { version, zh, en, fromMs, publishedBy, publishedAtMs, stands };
  });
  const first: RulesLine = {
    ...firstRules,
    fromMs: 0,
    publishedBy: null,
    publishedAtMs: null,
    stands: standOf({ version: 1, fromMs: 0 }, all, nowMs),
  };
  return granted({ versions: [first, ...lines].toSorted((a, b) => b.version - a.version) });
}

/**
 * Publishes the next version. From its day on each trainee is asked once more for each course; who read an
 * older one has read that one (S0-4.4).
 */
export async function publishRules(
  house: House,
  actor: PersonActor,
  ask: RulesText & { readonly after: number },
): Promise<Outcome<{ versions: RulesLine[] }>> {
  const { after, zh, en, fromMs } = ask;
  const done = await act(house, actor, "rules.published@1", async (tx) => {
    const newest = Math.max(
      1,
      ...(await selectVersions(tx, house.siteId)).map((one) => one.version),
    );
    // Somebody published meanwhile: what was changed here is not what stands now.
    if (newest !== after) return refused("conflict");
    if (after >= limits.rulesVersionsMost)
      return refused("too_many", { most: limits.rulesVersionsMost });
    const nowMs = house.clock.now();
    if (fromMs > nowMs + limits.rulesAheadMs) return refused("bad_input", { field: "fromMs" });
    const row: RulesRow = {
      site_id: house.siteId,
      version: newest + 1,
      zh: [...zh],
      en: [...en],
      // In force for those who read it from now on, never for who read another one before.
      from_ms: Math.max(fromMs, nowMs),
      published_by: actor.accountId,
      published_at_ms: nowMs,
    };
    if (!(await insertVersion(tx, row))) return refused("conflict");
    const { version } = row;
    return granted({
      value: undefined,
      subject: { type: "house", id: house.siteId },
      body: {
        version,
        rules: zh.length,
        fromMs: row.from_ms,
        rulesSha256: rulesDigest({ version, zh: row.zh, en: row.en }),
      },
    });
  });
  return done.ok ? listRules(house) : done;
}
