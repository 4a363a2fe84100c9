import { limits } from "../../contract/limits.ts";
import { playedMs } from "../../kernel/played.ts";
import type { House } from "../../platform/house.ts";
import { findAccounts } from "../people/index.ts";
import { findLookers, findSeen } from "./access.store.ts";

export interface Looker {
  readonly viewingId: string;
  readonly name: string;
  readonly role: string;
  readonly openedAtMs: number;
  readonly closedAtMs: number | null;
  readonly right: string;
  readonly purpose: string;
  readonly playedMs: number;
}

/** Who looked at a lesson, newest first; the caller has checked that this may be told. */
export async function listLookers(house: House, lessonId: string): Promise<Looker[]> {
  const rows = await findLookers(house.db, lessonId, limits.pageRows);
  const accounts = await findAccounts(house, [...new Set(rows.map((row) => row.account_id))]);
  const seen = await findSeen(
    house.db,
    rows.map((row) => row.viewing_id),
  );
  return rows.map((row) => ({
    viewingId: row.viewing_id,
    name: accounts.get(row.account_id)?.name ?? "",
    role: accounts.get(row.account_id)?.role ?? "",
    openedAtMs: row.opened_at_ms,
    closedAtMs: row.closed_at_ms,
    right: row.right_name,
    purpose: row.purpose,
    playedMs: playedMs(
      seen.filter((range) => range.viewingId === row.viewing_id && range.toldBy === "page"),
    ),
  }));
}
