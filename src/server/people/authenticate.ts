import type { PersonActor } from "../../contract/actor.ts";
import { limits } from "../../contract/limits.ts";
import type { House } from "../../platform/house.ts";
import { hashToken } from "../../platform/token.ts";
import { quiet } from "../ledger/index.ts";
import { endOf } from "./sign-in-end.ts";
import {
  type SignInRow,
  selectOpenSignInsById,
  selectSignInByToken,
  touchSignIn,
} from "./sign-ins.store.ts";

export interface SignedIn {
  readonly actor: PersonActor;
  readonly startedAtMs: number;
  readonly mustChangeSecret: boolean;
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
  if (activity && nowMs - row.active_at_ms >= limits.signInTouchMs) {
    await quiet(house, "the idle limit starts anew", (tx) =>
      touchSignIn(tx, row.sign_in_id, nowMs),
    );
  }
  return {
    actor: actorOf(row),
    startedAtMs: row.started_at_ms,
    mustChangeSecret: row.must_change_secret,
  };
}

/** Which of these sign-ins still hold; the desk cuts the sockets of the others. */
export async function liveSignIns(house: House, ids: readonly string[]): Promise<Set<string>> {
  const nowMs = house.clock.now();
  const rows = await selectOpenSignInsById(house.db, house.siteId, ids);
  const live = rows.filter((row) => endOf(row, nowMs) === undefined);
  return new Set(live.map((row) => row.sign_in_id));
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
