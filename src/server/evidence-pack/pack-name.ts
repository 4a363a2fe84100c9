import { localTime } from "../../kernel/local-time.ts";
import type { House } from "../../platform/house.ts";
import type { PackRow } from "./evidence-pack.store.ts";

/** `evidence-2026-06-01-2026-06-30-1a2b3c4d`: the bag's folder, and its file. */
export function packName(house: House, row: PackRow): string {
  const day = (atMs: number) => localTime(atMs, house.config.timeZone).date;
  return `evidence-${day(row.from_ms)}-${day(row.to_ms - 1)}-${row.pack_id.slice(-8)}`;
}
