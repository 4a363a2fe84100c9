import type { PersonActor } from "../../contract/actor.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { Hold } from "../../contract/retention.ts";
import type { HoldInput, HoldScope } from "../../contract/routes/retention.ts";
import type { Writing } from "../../platform/database.ts";
import type { House } from "../../platform/house.ts";
import { requests } from "../approval/index.ts";
import { type EntryDraft, act } from "../ledger/index.ts";
import { lessonsOfOccasions } from "../lessons/index.ts";
import { cameras } from "../places/index.ts";
import { type HoldRow, insertClaims, insertHold, selectClaims } from "./claims.store.ts";
import { holdClaim } from "./open-claims.ts";
import { type ItemRow, lockItems, selectItems } from "./items.store.ts";
import { showHold } from "./read-holds.ts";
import { settleItems } from "./settle-items.ts";

type Scope = Pick<
  HoldRow,
  "scope" | "lesson_ids" | "camera_id" | "camera_label" | "start_ms" | "end_ms" | "request_id"
>;

/** What a hold is about, with everything it names checked; refused where nothing of it is known. */
export async function scopeOf(house: House, on: HoldScope): Promise<Outcome<Scope>> {
  const none = { camera_id: null, camera_label: null, start_ms: null, end_ms: null };
  if (on.scope === "camera") {
    if (on.endMs <= on.startMs) return refused("span_invalid");
    const [camera] = await cameras.find(house, [on.cameraId]);
    if (camera === undefined) return refused("not_found");
    return granted({
      scope: "camera",
      lesson_ids: [],
      camera_id: camera.cameraId,
      camera_label: camera.label,
      start_ms: on.startMs,
      end_ms: on.endMs,
      request_id: null,
    });
  }
  const requestId = on.scope === "case" ? on.requestId : null;
  const ids = on.scope === "case" ? await requests.lessonsOf(house, on.requestId) : on.lessonIds;
  const known = await lessonsOfOccasions(house, ids);
  if (ids.length === 0 || known.length !== new Set(ids).size) return refused("not_found");
  const lessonIds = [...new Set(ids)];
  return granted({ ...none, scope: on.scope, lesson_ids: lessonIds, request_id: requestId });
}

export interface NewHold {
  readonly row: HoldRow;
  readonly drafts: readonly EntryDraft[];
  readonly items: readonly ItemRow[];
}

/**
 * Writes a hold and lets it claim everything it is about; what is enrolled later is claimed then. The
 * items' rows are held, so a destruction that begins in the same moment is first or never.
 */
export async function writeHold(
  house: House,
  tx: Writing,
  row: HoldRow,
): Promise<NewHold | undefined> {
  await insertHold(tx, row);
  const found = await selectItems(tx, house.siteId, {
    ...choiceOf(row),
    most: limits.heldItems + 1,
  });
  if (found.length > limits.heldItems) return undefined;
  const items = await lockItems(
    tx,
    house.siteId,
    found.map((item) => item.item_id),
  );
  const living = items.filter((item) => item.state !== "destroyed");
  const known = await selectClaims(tx, { itemIds: living.map((one) => one.item_id), live: true });
  const fresh = living.filter(
    (item) => !known.some((one) => one.item_id === item.item_id && one.hold_id === row.hold_id),
  );
  await insertClaims(
    tx,
    fresh.map((item) => holdClaim(house, item, row)),
  );
  const drafts = await settleItems(house, tx, { items: living, causeId: row.hold_id });
  return { row, drafts, items: living };
}

function choiceOf(row: HoldRow) {
  const { camera_label: label, start_ms: startMs, end_ms: endMs } = row;
  return label === null || startMs === null || endMs === null
    ? { homeIds: row.lesson_ids }
    : { shows: { label, startMs, endMs } };
}

export const freshHold = (
  house: House,
  of: {
    readonly actor: PersonActor;
    readonly scope: Scope;
    readonly cause: HoldRow["cause"];
    readonly reason: string;
  },
): HoldRow => ({
  hold_id: house.newId(),
  site_id: house.siteId,
  cause: of.cause,
  reason: of.reason,
  ...of.scope,
  placed_at_ms: house.clock.now(),
  placed_by: of.actor.accountId,
  lifted_at_ms: null,
  lifted_by: null,
  lift_reason: null,
  lift_signature: null,
  lift_sha256: null,
});

/** The entry of a hold as it was placed; the reason is personal. */
export const heldBody = (row: HoldRow, items: number) => ({
  holdId: row.hold_id,
  cause: row.cause,
  scope: row.scope,
  lessonIds: row.lesson_ids,
  cameraId: row.camera_id,
  startMs: row.start_ms,
  endMs: row.end_ms,
  requestId: row.request_id,
  items,
});

/** Holds what a lesson, a stretch of a camera or a case is about, without end (S0-8.3.3). */
export async function placeHold(
  house: House,
  actor: PersonActor,
  input: HoldInput,
): Promise<Outcome<Hold>> {
  const scope = await scopeOf(house, input.on);
  if (!scope.ok) return scope;
  const row = freshHold(house, {
    actor,
    scope: scope.value,
    cause: input.cause,
    reason: input.reason,
  });
  const placed = await act(house, actor, "hold.placed@1", async (tx) => {
    const held = await writeHold(house, tx, row);
    if (held === undefined) return refused("list_too_long", { limit: limits.heldItems });
    return granted({
      value: row,
      subject: { type: "hold", id: row.hold_id },
      body: heldBody(row, held.items.length),
      personal: { reason: row.reason },
      also: held.drafts,
    });
  });
  return placed.ok ? showHold(house, row.hold_id) : placed;
}
