import type { Actor } from "../../contract/actor.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted } from "../../contract/outcome.ts";
import type { SignInLine } from "../../contract/routes/people.ts";
import type { House } from "../../platform/house.ts";
import { type SignInRow, selectSignIns } from "./sign-ins.store.ts";

export interface SignInPage {
  readonly beforeMs?: number | undefined;
  readonly openOnly?: "yes" | undefined;
}

/** The sign-in register (登录退出记录), newest first. */
export async function listSignIns(
  house: House,
  _actor: Actor,
  page: SignInPage,
): Promise<Outcome<{ lines: SignInLine[]; more: boolean }>> {
  const rows = await selectSignIns(house.db, house.siteId, {
    beforeMs: page.beforeMs,
    openOnly: page.openOnly === "yes",
    rowsMost: limits.pageRows + 1,
  });
  const lines = rows.slice(0, limits.pageRows).map((row) => signInLine(row));
  return granted({ lines, more: rows.length > limits.pageRows });
}

function signInLine(row: SignInRow): SignInLine {
  return {
    signInId: row.sign_in_id,
    accountId: row.account_id,
    login: row.login,
    name: row.name,
    startedAtMs: row.started_at_ms,
    endedAtMs: row.ended_at_ms,
    durationMs: row.ended_at_ms === null ? null : row.ended_at_ms - row.started_at_ms,
    terminal: row.terminal,
    address: row.address,
    exit: row.exit,
  };
}
