import type { PersonActor } from "../../contract/actor.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { Hold } from "../../contract/retention.ts";
import type { House } from "../../platform/house.ts";
import { asTier } from "../../platform/tiers.ts";
import { bodies } from "../approval/index.ts";
import { type HoldRow, selectHoldClaims, selectHolds } from "./claims.store.ts";
import { namesOf } from "./people-names.ts";

/** Holds with what they keep, the newest first; lifted ones only when asked for. */
export async function listHolds(
  house: House,
  actor: PersonActor,
  ask: { readonly all: boolean },
): Promise<Outcome<{ holds: Hold[]; mine: boolean }>> {
  const choice = { live: !ask.all, most: limits.pageRows };
  const rows = await asTier(house, actor, (db) => selectHolds(db, house.siteId, choice));
  const directors = await bodies.holders(house, "first", null);
  const mine = directors.some((one) => one.accountId === actor.accountId);
  return granted({ holds: await shown(house, rows), mine });
}

export async function showHold(house: House, holdId: string): Promise<Outcome<Hold>> {
  const rows = await selectHolds(house.db, house.siteId, { ids: [holdId], live: false, most: 1 });
  const [hold] = await shown(house, rows);
  return hold === undefined ? refused("not_found") : granted(hold);
}

const namesShown = 20;

async function shown(house: House, rows: readonly HoldRow[]): Promise<Hold[]> {
  const claims = Map.groupBy(
    await selectHoldClaims(
      house.db,
      rows.map((row) => row.hold_id),
    ),
    (claim) => claim.hold_id,
  );
  const name = await namesOf(
    house,
    rows.flatMap((row) => [row.placed_by, row.lifted_by]),
  );
  return rows.map((row) => {
    const items = claims.get(row.hold_id) ?? [];
    return {
      holdId: row.hold_id,
      cause: row.cause,
      reason: row.reason,
      scope: row.scope,
      lessonIds: row.lesson_ids,
      cameraLabel: row.camera_label,
      startMs: row.start_ms,
      endMs: row.end_ms,
      requestId: row.request_id,
      names: items.slice(0, namesShown).map((item) => item.name),
      items: items.length,
      placedAtMs: row.placed_at_ms,
      placedBy: name(row.placed_by),
      liftedAtMs: row.lifted_at_ms,
      liftedBy: row.lifted_by === null ? null : name(row.lifted_by),
      liftReason: row.lift_reason,
    };
  });
}
