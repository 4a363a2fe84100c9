import type { PersonActor } from "../../contract/actor.ts";
import type { SignInWay } from "../../contract/entries.ts";
import { limits } from "../../contract/limits.ts";
import type { House } from "../../platform/house.ts";
import { hashToken } from "../../platform/token.ts";
import { quiet } from "../ledger/index.ts";
import { lockedSince, owesChange } from "./account-policy.ts";
import type { ExitKind } from "./people-tables.ts";
import { endOf } from "./sign-in-end.ts";
import {
  type SignInRow,
  selectEnd,
  selectExits,
  selectOpenSignInsById,
  selectSignInByToken,
  touchSignIn,
} from "./sign-ins.store.ts";

export interface SignedIn {
  readonly actor: PersonActor;
  readonly startedAtMs: number;
  readonly mustChangeSecret: boolean;
  /** Nothing but unlocking and leaving is open. */
  readonly locked: boolean;
  readonly how: SignInWay;
}

/**
 * Who holds this token, or undefined: unknown, ended, run out, account closed or expired. Role and
 * name are read anew each time, so a change counts at once. `activity`: the call was made by the
 * person and not by the page on its own; only then does the idle limit start anew (S0-13d).
 */
export async function authenticate(
  house: House,
  token: string,
  activity: boolean,
): Promise<SignedIn | undefined> {
  const row = await selectSignInByToken(house.db, house.siteId, hashToken(token));
  if (row === undefined) return undefined;
  const nowMs = house.clock.now();
  // Run out: refused from this instant on; the sweep gives it its end and its entry, once.
  if (endOf(row, nowMs) !== undefined) return undefined;
  const locked = lockedSince(row, nowMs) !== undefined;
  if (activity && !locked && nowMs - row.active_at_ms >= limits.signInTouchMs) {
    await quiet(house, "the idle limit starts anew", (tx) =>
      touchSignIn(tx, row.sign_in_id, nowMs),
    );
  }
  return {
    actor: actorOf(row),
    startedAtMs: row.started_at_ms,
    mustChangeSecret: owesChange(house, row),
    locked,
    how: row.how,
  };
}

export interface Ended {
  readonly exit: ExitKind;
  readonly endedAtMs: number;
}

/** Why a sign-in is over whose token somebody still shows: the first page learns of the second. */
export async function whyEnded(house: House, token: string): Promise<Ended | undefined> {
  const tokenHash = hashToken(token);
  const open = await selectSignInByToken(house.db, house.siteId, tokenHash);
  if (open !== undefined) return endOf(open, house.clock.now());
  const row = await selectEnd(house.db, house.siteId, tokenHash);
  return row === undefined || row.exit === null || row.ended_at_ms === null
    ? undefined
    : { exit: row.exit, endedAtMs: row.ended_at_ms };
}

/** Which of these sign-ins still hold, their pages locked or not. */
export async function liveSignIns(house: House, ids: readonly string[]): Promise<Set<string>> {
  const { held } = await standingSignIns(house, ids);
  return held;
}

/** Those that still hold, and of them those whose page is open: the desk cuts the others' sockets. */
export async function standingSignIns(
  house: House,
  ids: readonly string[],
): Promise<{ readonly held: Set<string>; readonly unlocked: Set<string> }> {
  const nowMs = house.clock.now();
  const rows = await selectOpenSignInsById(house.db, house.siteId, ids);
  const held = rows.filter((row) => endOf(row, nowMs) === undefined);
  const unlocked = held.filter((row) => lockedSince(row, nowMs) === undefined);
  const idsOf = (some: readonly SignInRow[]) => new Set(some.map((row) => row.sign_in_id));
  return { held: idsOf(held), unlocked: idsOf(unlocked) };
}

/** How these sign-ins ended, or will be found to have ended; those that hold are left out. */
export async function exitsOf(
  house: House,
  ids: readonly string[],
): Promise<Map<string, ExitKind>> {
  if (ids.length === 0) return new Map();
  const nowMs = house.clock.now();
  const ended = await selectExits(house.db, house.siteId, ids);
  const open = await selectOpenSignInsById(house.db, house.siteId, ids);
  const due = open.flatMap((row): [string, ExitKind][] => {
    const end = endOf(row, nowMs);
    return end === undefined ? [] : [[row.sign_in_id, end.exit]];
  });
  return new Map([...ended.map((row): [string, ExitKind] => [row.sign_in_id, row.exit]), ...due]);
}

export function actorOf(row: SignInRow): PersonActor {
  return {
    kind: "person",
    accountId: row.account_id,
    signInId: row.sign_in_id,
    login: row.login,
    name: row.name,
    role: row.role,
    terminal: row.terminal,
    address: row.address,
  };
}
