import type { Actor } from "../../contract/actor.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted } from "../../contract/outcome.ts";
import type { SignInLine } from "../../contract/routes/people.ts";
import type { Database } from "../../platform/database.ts";
import type { House } from "../../platform/house.ts";
import { asTier } from "../../platform/tiers.ts";
import { selectRegister } from "./register.store.ts";
import type { SignInRow } from "./sign-ins.store.ts";

export interface SignInPage {
  readonly beforeMs?: number | undefined;
  readonly openOnly?: "yes" | undefined;
}

/** The sign-in register (登录退出记录), newest first. */
export async function listSignIns(
  house: House,
  actor: Actor,
  page: SignInPage,
): Promise<Outcome<{ lines: SignInLine[]; more: boolean }>> {
  const { beforeMs } = page;
  const openOnly = page.openOnly === "yes";
  const read = (db: Database) =>
    selectRegister(db, house.siteId, { beforeMs, openOnly, rowsMost: limits.pageRows + 1 });
  const rows = await (actor.kind === "person" ? asTier(house, actor, read) : read(house.db));
  const lines = rows.slice(0, limits.pageRows).map((row) => signInLine(row));
  return granted({ lines, more: rows.length > limits.pageRows });
}

/** A line of the register from a row of it. */
export function signInLine(
  row: Pick<
    SignInRow,
    | "sign_in_id"
    | "account_id"
    | "login"
    | "name"
    | "started_at_ms"
    | "ended_at_ms"
    | "terminal"
    | "address"
    | "exit"
  >,
): SignInLine {
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
