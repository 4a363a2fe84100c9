import { limits } from "../../contract/limits.ts";
import { playedMs } from "../../kernel/played.ts";
import { type Span, mergeSpans } from "../../kernel/timeline.ts";
import type { Database } from "../../platform/database.ts";
import type { House } from "../../platform/house.ts";
import { type Reader, asTier } from "../../platform/tiers.ts";
import { findAccounts } from "../people/index.ts";
import { findLookers, findSeen } from "./access.store.ts";

export interface Looker {
  readonly viewingId: string;
  readonly name: string;
  readonly role: string;
  readonly openedAtMs: number;
  readonly closedAtMs: number | null;
  readonly right: string;
  /** Running number of the request behind a grant. */
  readonly serial: string | null;
  readonly purpose: string;
  readonly terminal: string;
  readonly exit: string | null;
  readonly playedMs: number;
  /** What was shown, cameras put together. */
  readonly played: readonly Span[];
}

/**
 * Who looked at a lesson, newest first, as far as `reader` may know: whoever answers for the lesson all
 * of them, somebody it was lent to only the own looks. Without a reader, the house's own eyes.
 */
export async function listLookers(
  house: House,
  lessonId: string,
  reader?: Reader,
): Promise<Looker[]> {
  const read = async (db: Database) => {
    const found = await findLookers(db, lessonId, limits.pageRows);
    const ids = found.map((row) => row.viewing_id);
    return { rows: found, ranges: await findSeen(db, ids) };
  };
  const { rows, ranges } = await (reader === undefined
    ? read(house.db)
    : asTier(house, reader, read));
  const accounts = await findAccounts(house, [...new Set(rows.map((row) => row.account_id))]);
  const seenBy = Map.groupBy(ranges, (range) => range.viewingId);
  return rows.map((row) => {
    const seen = (seenBy.get(row.viewing_id) ?? []).filter((range) => range.toldBy === "page");
    return {
      viewingId: row.viewing_id,
      name: accounts.get(row.account_id)?.name ?? "",
      role: accounts.get(row.account_id)?.role ?? "",
      openedAtMs: row.opened_at_ms,
      closedAtMs: row.closed_at_ms,
      right: row.right_name,
      serial: row.request_serial,
      purpose: row.purpose,
      terminal: row.terminal,
      exit: row.exit,
      playedMs: playedMs(seen),
      played: mergeSpans(seen.map(({ startMs, endMs }) => ({ startMs, endMs }))),
    };
  });
}
