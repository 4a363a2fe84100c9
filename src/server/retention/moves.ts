import type { PersonActor } from "../../contract/actor.ts";
import type { Signing } from "../../contract/approval.ts";
import { limits } from "../../contract/limits.ts";
import type { Partition } from "../../contract/lesson.ts";
import { type Outcome, type Refusal, granted, refused } from "../../contract/outcome.ts";
import type { Reclassification, RetentionClass } from "../../contract/retention.ts";
import { classesOf, isDownward } from "../../kernel/retention/classes.ts";
import type { Writing } from "../../platform/database.ts";
import type { House } from "../../platform/house.ts";
import { asTier } from "../../platform/tiers.ts";
import { bodies } from "../approval/index.ts";
import { type EntryDraft, act, enterRefusal } from "../ledger/index.ts";
import { sign } from "../signing/index.ts";
import { endClaims, insertClaims, selectClaims } from "./claims.store.ts";
import { asDirector } from "./director.ts";
import { type ItemRow, lockItems, updateItem } from "./items.store.ts";
import { decideMoveRow, insertMove, lockMove, type MoveRow, selectMoves } from "./moves.store.ts";
import { classClaim } from "./open-claims.ts";
import { selectTermsInForce } from "./own-terms.store.ts";
import { namesOf } from "./people-names.ts";
import { settleItems } from "./settle-items.ts";

export interface Proposal {
  readonly itemId: string;
  readonly class: RetentionClass;
  readonly partition: Partition;
  readonly reason: string;
}

/**
 * Proposes to move an item to another class, or what has no bytes in the vault to another partition
 * (S0-8.2). Keeping longer is done at once and entered; keeping shorter, or lying elsewhere, waits for
 * the director's signature. Never silent.
 */
export async function proposeMove(
  house: House,
  actor: PersonActor,
  ask: Proposal,
): Promise<Outcome<Reclassification>> {
  const id = house.newId();
  const proposed = await act(house, actor, "reclassification.proposed@1", async (tx) => {
    const [item] = await lockItems(tx, house.siteId, [ask.itemId]);
    if (item === undefined) return refused("not_found");
    const refusal = unfit(item, ask);
    if (refusal !== undefined) return refusal;
    const waiting = { itemId: item.item_id, waiting: true, most: 1 };
    if ((await selectMoves(tx, house.siteId, waiting)).length > 0) return refused("move_waiting");
    const row = rowOf(house, actor, { id, item, ask });
    await insertMove(tx, row);
    const also = row.state === "done" ? await move(house, tx, { item, row, by: actor }) : [];
    return granted({
      value: id,
      subject: { type: "item", id: item.item_id },
      body: { ...bodyOf(row), done: row.state === "done" },
      personal: { reason: ask.reason },
      also,
    });
  });
  return proposed.ok ? showMove(house, id) : proposed;
}

/**
 * What was sealed into the vault lies in the partition of its activity, here and in every copy, and is
 * write-once: it is kept longer by its class, but no register may say that it lies elsewhere.
 */
function liesFast(item: ItemRow, partition: Partition): boolean {
  return item.home_id !== null && item.partition !== partition;
}

const moving: readonly ItemRow["state"][] = ["destroyed", "being-destroyed", "in-destruction"];

function unfit(item: ItemRow, ask: Proposal): Refusal | undefined {
  if (moving.includes(item.state)) return refused("step_unknown", { state: item.state });
  const same = item.class === ask.class && item.partition === ask.partition;
  const roundTheClock = item.source === "watch-day";
  if (liesFast(item, ask.partition)) return refused("partition_fixed", { name: item.name });
  const fits = classesOf[item.kind].includes(ask.class);
  // What runs round the clock lies with the operation logs, lessons never do.
  const lies = item.kind !== "footage" || (ask.partition === "operations") === roundTheClock;
  return same || !fits || !lies ? refused("class_unfit", { name: item.name }) : undefined;
}

function rowOf(
  house: House,
  actor: PersonActor,
  of: { readonly id: string; readonly item: ItemRow; readonly ask: Proposal },
): MoveRow {
  const { id, item, ask } = of;
  // Lying elsewhere is nobody's to decide alone, whichever way the class goes.
  const downward = isDownward(item.class, ask.class) || item.partition !== ask.partition;
  return {
    reclassification_id: id,
    site_id: house.siteId,
    item_id: item.item_id,
    from_class: item.class,
    to_class: ask.class,
    from_partition: item.partition,
    to_partition: ask.partition,
    downward,
    reason: ask.reason,
    state: downward ? "waiting" : "done",
    proposed_at_ms: house.clock.now(),
    proposed_by: actor.accountId,
    decided_at_ms: null,
    decided_by: null,
    standing_for: null,
    opinion: null,
    signature: null,
    signature_sha256: null,
  };
}

/** The new class's claim takes the old one's place; holds and agreements stay as they are. */
async function move(
  house: House,
  tx: Writing,
  of: { readonly item: ItemRow; readonly row: MoveRow; readonly by: PersonActor },
): Promise<EntryDraft[]> {
  const { item, row, by } = of;
  const claims = await selectClaims(tx, { itemIds: [item.item_id], live: true });
  const old = claims.filter((claim) => claim.basis === "class");
  await endClaims(
    tx,
    old.map((claim) => claim.claim_id),
    { atMs: house.clock.now(), by: by.accountId },
  );
  const terms = await selectTermsInForce(tx, house.siteId);
  const claimed = { class: row.to_class, by: by.accountId, terms };
  // What is in use has no end yet: its class claims from the day it is taken out of use.
  if (old.length > 0) await insertClaims(tx, [classClaim(house, item, claimed)]);
  await updateItem(tx, item.item_id, { class: row.to_class, partition: row.to_partition });
  const moved = { ...item, class: row.to_class, partition: row.to_partition };
  return settleItems(house, tx, { items: [moved], causeId: row.reclassification_id });
}

export interface MoveDecision {
  readonly reclassificationId: string;
  readonly decision: "agreed" | "disagreed";
  readonly opinion: string;
  readonly signing: Signing;
}

/** The director decides a move downwards, with opinion and signature; never who proposed it. */
export async function decideMove(
  house: House,
  actor: PersonActor,
  ask: MoveDecision,
): Promise<Outcome<Reclassification>> {
  const id = ask.reclassificationId;
  const [known] = await selectMoves(house.db, house.siteId, { ids: [id], most: 1 });
  if (known === undefined) return refused("not_found");
  const post = await asDirector(house, actor, known.proposed_by);
  if (!post.ok) {
    const subject = { type: "item", id: known.item_id } as const;
    await enterRefusal(house, actor, "reclassification.decided@1", post, subject);
    return post;
  }
  const signed = await sign(house, actor, ask.signing);
  if (!signed.ok) return signed;
  const decided = await act(house, actor, "reclassification.decided@1", async (tx) => {
    const [item] = await lockItems(tx, house.siteId, [known.item_id]);
    const row = await lockMove(tx, house.siteId, id);
    if (row === undefined || item === undefined) return refused("not_found");
    if (row.state !== "waiting") return refused("move_decided");
    const agreed = ask.decision === "agreed";
    if (agreed && moving.includes(item.state))
      return refused("step_unknown", { state: item.state });
    if (agreed && liesFast(item, row.to_partition))
      return refused("partition_fixed", { name: item.name });
    await decideMoveRow(tx, id, {
      state: agreed ? "done" : "rejected",
      decided_at_ms: house.clock.now(),
      decided_by: actor.accountId,
      standing_for: post.value.standingFor,
      opinion: ask.opinion,
      signature: JSON.stringify(signed.value.strokes),
      signature_sha256: signed.value.sha256,
    });
    const also = agreed ? await move(house, tx, { item, row, by: actor }) : [];
    return granted({
      value: undefined,
      subject: { type: "item", id: item.item_id },
      body: {
        ...bodyOf(row),
        decision: ask.decision,
        standingFor: post.value.standingFor,
        signatureSha256: signed.value.sha256,
      },
      personal: { opinion: ask.opinion },
      also,
    });
  });
  return decided.ok ? showMove(house, id) : decided;
}

const bodyOf = (row: MoveRow) => ({
  reclassificationId: row.reclassification_id,
  itemId: row.item_id,
  fromClass: row.from_class,
  toClass: row.to_class,
  fromPartition: row.from_partition,
  toPartition: row.to_partition,
  downward: row.downward,
});

async function showMove(house: House, id: string): Promise<Outcome<Reclassification>> {
  const rows = await selectMoves(house.db, house.siteId, { ids: [id], most: 1 });
  const [one] = await shownMoves(house, rows);
  return one === undefined ? refused("not_found") : granted(one);
}

/** Moves, the newest first; `mine`: whether the reader decides them. */
export async function listMoves(
  house: House,
  actor: PersonActor,
  ask: { readonly waiting: boolean },
): Promise<Outcome<{ moves: Reclassification[]; mine: boolean }>> {
  const choice = { waiting: ask.waiting, most: limits.pageRows };
  const rows = await asTier(house, actor, (db) => selectMoves(db, house.siteId, choice));
  const holders = await bodies.holders(house, "first", null);
  return granted({
    moves: await shownMoves(house, rows),
    mine: holders.some((one) => one.accountId === actor.accountId),
  });
}

export async function shownMoves(
  house: House,
  rows: Awaited<ReturnType<typeof selectMoves>>,
): Promise<Reclassification[]> {
  const name = await namesOf(
    house,
    rows.flatMap((row) => [row.proposed_by, row.decided_by]),
  );
  return rows.map((row) => ({
    reclassificationId: row.reclassification_id,
    itemId: row.item_id,
    name: row.name,
    source: row.source,
    fromClass: row.from_class,
    toClass: row.to_class,
    fromPartition: row.from_partition,
    toPartition: row.to_partition,
    downward: row.downward,
    reason: row.reason,
    state: row.state,
    proposedAtMs: row.proposed_at_ms,
    proposedBy: name(row.proposed_by),
    decidedAtMs: row.decided_at_ms,
    decidedBy: row.decided_by === null ? null : name(row.decided_by),
    opinion: row.opinion,
  }));
}
