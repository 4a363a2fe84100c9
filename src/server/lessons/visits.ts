import type { Writing } from "../../platform/database.ts";
import type { House } from "../../platform/house.ts";
import { insertVisits, selectVisits } from "./visits.store.ts";

/** Seconds of a lesson in which a place of it was one person's alone. Half-open. */
interface Visit {
  readonly lessonId: string;
  readonly accountId: string;
  /** Null: the whole room. */
  readonly stationId: string | null;
  readonly startMs: number;
  readonly endMs: number;
}

/** In the transaction of whoever tells a person that these seconds are theirs to see. */
export function noteVisits(house: House, tx: Writing, visits: readonly Visit[]): Promise<void> {
  return insertVisits(
    tx,
    visits.map(({ lessonId, accountId, stationId, startMs, endMs }) => ({
      lesson_id: lessonId,
      account_id: accountId,
      site_id: house.siteId,
      station_id: stationId,
      start_ms: startMs,
      end_ms: endMs,
    })),
  );
}

/** In the order in which they were. */
export async function visitsOf(
  house: House,
  of: { readonly lessonId: string; readonly accountId: string },
): Promise<Visit[]> {
  const rows = await selectVisits(house.db, of);
  return rows.map((row) => ({
    ...of,
    stationId: row.station_id,
    startMs: row.start_ms,
    endMs: row.end_ms,
  }));
}
