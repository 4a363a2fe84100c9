import type { PersonActor } from "../../contract/actor.ts";
import { entryKinds } from "../../contract/entries.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { Claim, ItemStep } from "../../contract/retention.ts";
import type { ItemView } from "../../contract/routes/retention.ts";
import { classesOf } from "../../kernel/retention/classes.ts";
import { stageOf, stepItem } from "../../kernel/retention/trace-item.ts";
import type { House } from "../../platform/house.ts";
import { asTier } from "../../platform/tiers.ts";
import { type Entry, actorNameOf, historyOf } from "../ledger/index.ts";
import { type ClaimRow, selectAgreements, selectClaims, selectHolds } from "./claims.store.ts";
import { judgeRows } from "./due.ts";
import { selectStanding, type StandingRow } from "./items.store.ts";
import { selectMoves } from "./moves.store.ts";
import { shownMoves } from "./moves.ts";
import { namesOf } from "./people-names.ts";
import { linesOf } from "./read-items.ts";

/** One item with everything that keeps it and everything that became of it. */
export async function readItem(
  house: House,
  actor: PersonActor,
  ask: { readonly itemId: string },
): Promise<Outcome<ItemView>> {
  const { itemId } = ask;
  const [row] = await asTier(house, actor, (db) =>
    selectStanding(db, house.siteId, { ids: [itemId], most: 1 }),
  );
  if (row === undefined) return refused("not_found");
  const [line] = await linesOf(house, [row]);
  const [said] = await judgeRows(house, [row], house.clock.now());
  if (line === undefined || said === undefined) return refused("not_found");
  const claims = await selectClaims(house.db, { itemIds: [itemId], live: false });
  const entries = await historyOf(house, itemId, { most: limits.pageRows });
  const moves = await selectMoves(house.db, house.siteId, { itemId, most: limits.pageRows });
  return granted({
    item: line,
    ...factsOf(row),
    why: [...said.why],
    claims: await shownClaims(house, claims),
    history: entries.toReversed().map(stepOf),
    moves: await shownMoves(house, moves),
    classes: [...classesOf[row.kind]],
    mayDispose: said.eligible && mayDispose(row),
  });
}

const factsOf = (row: StandingRow) => ({
  place: row.place,
  cameras: row.cameras,
  sizeBytes: row.size_bytes,
  homeId: row.home_id,
  looks: row.looks,
  uses: row.uses,
  disposalReference: row.disposal_reference,
});

function mayDispose(row: StandingRow): boolean {
  const due = stepItem(row.kind, row.state, "fall-due") ?? row.state;
  return stepItem(row.kind, due, "dispose") !== undefined;
}

/** An entry about the item: a step of its life where it tells of one. */
function stepOf(entry: Entry): ItemStep {
  const common = {
    entryId: entry.entryId,
    atMs: entry.atMs,
    by: actorNameOf(entry),
    kind: entry.leaf.kind,
  };
  if (entry.leaf.kind === "item.stepped@1") {
    const { act, from, to } = entryKinds["item.stepped@1"].parse(entry.leaf.body);
    return { ...common, act, stage: stageOf[act], from, to };
  }
  const enrolled = entry.leaf.kind === "item.enrolled@1";
  return {
    ...common,
    act: enrolled ? "collect" : null,
    stage: enrolled ? "collection" : "safekeeping",
    from: null,
    to: enrolled ? "collecting" : null,
  };
}

async function shownClaims(house: House, rows: readonly ClaimRow[]): Promise<Claim[]> {
  const name = await namesOf(
    house,
    rows.map((row) => row.opened_by),
  );
  const about = await aboutClaims(house, rows);
  return rows.map((row) => ({
    claimId: row.claim_id,
    basis: row.basis,
    class: row.class,
    rule: row.rule,
    untilMs: row.until_ms,
    deleteByMs: row.delete_by_ms,
    openedAtMs: row.opened_at_ms,
    openedBy: name(row.opened_by),
    endedAtMs: row.ended_at_ms,
    causeId: row.hold_id ?? row.agreement_id,
    about: about.get(row.hold_id ?? row.agreement_id ?? "") ?? "",
  }));
}

/** Why a hold was placed, with whom an agreement is; by the id behind the claim. */
async function aboutClaims(house: House, rows: readonly ClaimRow[]): Promise<Map<string, string>> {
  const ids = rows.flatMap((row) => row.hold_id ?? []);
  const choice = { ids, live: false, most: ids.length + 1 };
  const holds = await selectHolds(house.db, house.siteId, choice);
  const about = new Map(holds.map((hold) => [hold.hold_id, hold.reason]));
  if (rows.some((row) => row.agreement_id !== null))
    for (const one of await selectAgreements(house.db, house.siteId, limits.retentionCauses))
      about.set(one.agreement_id, `${one.partner} ${one.reference}`.trim());
  return about;
}
