import type { PersonActor } from "../../contract/actor.ts";
import type { Signing } from "../../contract/approval.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, type Refusal, granted, refused } from "../../contract/outcome.ts";
import { roleNames } from "../../contract/roles.ts";
import type { Delegation } from "../../contract/routes/approval.ts";
import { unbrokenMs } from "../../kernel/approval/unbroken.ts";
import { mayStandIn, postsOf } from "../../kernel/approval/who-decides.ts";
import { type Span, overlaps } from "../../kernel/timeline.ts";
import type { House } from "../../platform/house.ts";
import { act, enterRefusal } from "../ledger/index.ts";
import { accounts, findAccounts } from "../people/index.ts";
import type { DelegationRow } from "./approval-tables.ts";
import {
  endDelegationRow,
  insertDelegation,
  lockDelegations,
  selectDelegations,
} from "./posts.store.ts";
import { readPosts } from "./posts.ts";
import { sign } from "../signing/index.ts";

/** Delegations given or taken by the caller; the administrator sees all of them. */
export async function listDelegations(
  house: House,
  actor: PersonActor,
): Promise<Outcome<{ delegations: Delegation[] }>> {
  const rows = await selectDelegations(house.db, house.siteId, {
    ...(actor.role === "admin" ? {} : { of: actor.accountId }),
    most: limits.pageRows,
  });
  return granted({ delegations: await shown(house, rows) });
}

/** Whom the caller's post can be lent to: nobody whose role excludes it (catalogue 4.3). */
export async function listCandidates(
  house: House,
  actor: PersonActor,
): Promise<Outcome<{ candidates: { accountId: string; name: string; role: string }[] }>> {
  const [post] = postsOf(actor.accountId, await readPosts(house));
  if (post === undefined) return granted({ candidates: [] });
  const roles = roleNames.filter((role) => mayStandIn(post, role));
  const people = await Promise.all(roles.map((role) => accounts.withRole(house, role)));
  const candidates = people
    .flat()
    .filter((one) => one.accountId !== actor.accountId)
    .map(({ accountId, name, role }) => ({ accountId, name, role }));
  return granted({ candidates });
}

export interface NewDelegation {
  readonly toAccountId: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly reason: string;
  readonly signing: Signing;
}

/** Lends the caller's post to somebody for at most 30 days (C-38); entered, and never passed on. */
export async function openDelegation(
  house: House,
  actor: PersonActor,
  ask: NewDelegation,
): Promise<Outcome<Delegation>> {
  const { toAccountId, startMs, endMs, reason } = ask;
  const [post] = postsOf(actor.accountId, await readPosts(house));
  const listed = await listCandidates(house, actor);
  const candidates = listed.ok ? listed.value.candidates : [];
  const refusal = judge(ask, { post, candidates, nowMs: house.clock.now() });
  if (refusal !== undefined || post === undefined)
    return refuse(house, actor, refusal ?? refused("not_your_step"));
  const signed = await sign(house, actor, ask.signing);
  if (!signed.ok) return signed;
  const row: DelegationRow = {
    delegation_id: house.newId(),
    site_id: house.siteId,
    post,
    from_account_id: actor.accountId,
    to_account_id: toAccountId,
    start_ms: startMs,
    end_ms: endMs,
    reason,
    opened_at_ms: house.clock.now(),
    ended_at_ms: null,
  };
  const opened = await act(house, actor, "delegation.opened@1", async (tx) => {
    await lockDelegations(tx, actor.accountId);
    const known = await selectDelegations(tx, house.siteId, {
      of: actor.accountId,
      most: limits.requestsOpenMost,
    });
    const late = besideOthers(row, known);
    if (late !== undefined) return late;
    await insertDelegation(tx, row);
    return granted({
      value: row,
      subject: { type: "delegation", id: row.delegation_id },
      body: {
        delegationId: row.delegation_id,
        post,
        fromAccountId: actor.accountId,
        toAccountId,
        startMs,
        endMs,
      },
      personal: { reason },
    });
  });
  return opened.ok ? asShown(house, opened.value) : opened;
}

function judge(
  ask: NewDelegation,
  at: {
    readonly post: string | undefined;
    readonly candidates: readonly { accountId: string }[];
    readonly nowMs: number;
  },
): Refusal | undefined {
  if (at.post === undefined) return refused("not_your_step");
  const length = ask.endMs - ask.startMs;
  if (length <= 0 || ask.endMs <= at.nowMs || length > limits.delegationLongestMs)
    return refused("delegation_long");
  return at.candidates.some((one) => one.accountId === ask.toAccountId)
    ? undefined
    : refused("delegation_pair");
}

/** One post, one stand-in at a time, and no more days on end than one paper may give. */
function besideOthers(row: DelegationRow, known: readonly DelegationRow[]): Refusal | undefined {
  const asked = spanOf(row);
  const given = known.filter(
    (one) => one.from_account_id === row.from_account_id && lastedMs(one) > 0,
  );
  if (given.some((one) => overlaps(spanOf(one), asked))) return refused("conflict");
  const ofPost = given.filter((one) => one.post === row.post).map(spanOf);
  return unbrokenMs(asked, ofPost) > limits.delegationLongestMs
    ? refused("delegation_long")
    : undefined;
}

/** While it was in force. */
function spanOf({ start_ms, end_ms, ended_at_ms }: DelegationRow): Span {
  return { startMs: start_ms, endMs: Math.min(end_ms, ended_at_ms ?? end_ms) };
}

/** Not positive for one that was ended before it began. */
function lastedMs(row: DelegationRow): number {
  const { startMs, endMs } = spanOf(row);
  return endMs - startMs;
}

/** Ends a delegation early: who gave it, or the administrator. */
export async function endDelegation(
  house: House,
  actor: PersonActor,
  delegationId: string,
): Promise<Outcome<Delegation>> {
  const [row] = await selectDelegations(house.db, house.siteId, { ids: [delegationId], most: 1 });
  const own = row?.from_account_id === actor.accountId;
  if (row === undefined || !(own || actor.role === "admin"))
    return refuse(house, actor, refused("not_found"));
  const atMs = house.clock.now();
  const ended = await act(house, actor, "delegation.ended@1", async (tx) => {
    if (!(await endDelegationRow(tx, delegationId, atMs))) return refused("conflict");
    return granted({
      value: { ...row, ended_at_ms: atMs },
      subject: { type: "delegation", id: delegationId },
      body: { delegationId },
    });
  });
  return ended.ok ? asShown(house, ended.value) : ended;
}

async function refuse(house: House, actor: PersonActor, refusal: Refusal): Promise<Refusal> {
  const subject = { type: "account" as const, id: actor.accountId };
  await enterRefusal(house, actor, "delegation.opened@1", refusal, subject);
  return refusal;
}

async function asShown(house: House, row: DelegationRow): Promise<Outcome<Delegation>> {
  const [one] = await shown(house, [row]);
  return one === undefined ? refused("not_found") : granted(one);
}

async function shown(house: House, rows: readonly DelegationRow[]): Promise<Delegation[]> {
  const ids = rows.flatMap((row) => [row.from_account_id, row.to_account_id]);
  const known = await findAccounts(house, [...new Set(ids)]);
  return rows.map((row) => ({
    delegationId: row.delegation_id,
    post: row.post,
    fromName: known.get(row.from_account_id)?.name ?? "",
    toAccountId: row.to_account_id,
    toName: known.get(row.to_account_id)?.name ?? "",
    startMs: row.start_ms,
    endMs: row.end_ms,
    reason: row.reason,
    endedAtMs: row.ended_at_ms,
  }));
}
