import type { EntryBody } from "../../contract/entries.ts";
import type { Writing } from "../../platform/database.ts";
import type { House } from "../../platform/house.ts";
import type { EntryDraft, Written } from "../ledger/index.ts";
import type { ExitKind } from "./people-tables.ts";
import { type SignInEnd, endOf } from "./sign-in-end.ts";
import { type SignInRow, lockOpenSignIns, updateOpenSignIns } from "./sign-ins.store.ts";

/**
 * Ends the open sign-ins of an account (or one) inside a transaction: each gets exactly one end,
 * because ended rows are not touched again. A sign-in that had already run out keeps that end.
 */
export async function endSignIns(
  tx: Writing,
  house: House,
  which: { readonly accountId: string; readonly except?: string } | { readonly signInId: string },
): Promise<Written<"sign-in.closed@2", number>[]> {
  const nowMs = house.clock.now();
  const except = "accountId" in which ? which.except : undefined;
  const rows = await lockOpenSignIns(tx, house.siteId, which);
  const written: Written<"sign-in.closed@2", number>[] = [];
  for (const row of rows) {
    if (row.sign_in_id === except) continue;
    written.push(await endOne(tx, row, endOf(row, nowMs) ?? { exit: "forced", endedAtMs: nowMs }));
  }
  return written;
}

/** Ends one locked row; the value of the result is the duration in milliseconds (操作时长). */
export async function endOne(
  tx: Writing,
  row: SignInRow,
  end: SignInEnd,
): Promise<Written<"sign-in.closed@2", number>> {
  const endedAtMs = Math.max(end.endedAtMs, row.started_at_ms);
  await updateOpenSignIns(tx, [row.sign_in_id], { ended_at_ms: endedAtMs, exit: end.exit });
  const body = closedBody(row, end.exit, endedAtMs);
  return {
    value: body.durationMs,
    subject: { type: "sign-in", id: row.sign_in_id },
    body,
    personal: { login: row.login, name: row.name },
  };
}

function closedBody(
  row: SignInRow,
  exit: ExitKind,
  endedAtMs: number,
): EntryBody<"sign-in.closed@2"> {
  return {
    signInId: row.sign_in_id,
    accountId: row.account_id,
    startedAtMs: row.started_at_ms,
    endedAtMs,
    durationMs: endedAtMs - row.started_at_ms,
    terminal: row.terminal,
    address: row.address,
    exit,
  };
}

/** As further entries of a larger act. */
export function asDrafts(ended: readonly Written<"sign-in.closed@2", number>[]): EntryDraft[] {
  return ended.map(({ value: _duration, also: _also, ...entry }) => ({
    kind: "sign-in.closed@2",
    ...entry,
  }));
}
