import { sql } from "kysely";
import type { Database } from "../../platform/database.ts";
import type { PeopleTables } from "./people-tables.ts";

export interface RegisterFilter {
  /** Start of the year the numbers count from. */
  readonly yearStartMs: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly text: string;
}

export interface SignInLineRow {
  readonly number: number;
  readonly login: string;
  readonly name: string;
  readonly startedAtMs: number;
  readonly endedAtMs: number | null;
  readonly terminal: string;
}

function numbered(db: Database, siteId: string, filter: RegisterFilter) {
  const all = db
    .withTables<PeopleTables>()
    .selectFrom("people.sign_in as s")
    .innerJoin("people.account as a", "a.account_id", "s.account_id")
    .innerJoin("people.person as p", "p.person_id", "a.person_id")
    .where("s.site_id", "=", siteId)
    .where("s.started_at_ms", ">=", filter.yearStartMs)
    .where("s.started_at_ms", "<", filter.toMs)
    .select([
      "a.login",
      "p.name",
      "s.started_at_ms as startedAtMs",
      "s.ended_at_ms as endedAtMs",
      "s.terminal",
      sql<number>`(row_number() over (order by s.started_at_ms, s.sign_in_id))::int`.as("number"),
    ]);
  const lines = db.selectFrom(all.as("line")).where("line.startedAtMs", ">=", filter.fromMs);
  if (filter.text === "") return lines;
  const like = `%${filter.text.replace(/[\\%_]/g, "\\$&")}%`;
  return lines.where((line) =>
    line.or([
      line("line.login", "ilike", like),
      line("line.name", "ilike", like),
      line("line.terminal", "ilike", like),
    ]),
  );
}

export async function countSignIns(
  db: Database,
  siteId: string,
  filter: RegisterFilter,
): Promise<number> {
  const row = await numbered(db, siteId, filter)
    .select(({ fn }) => fn.countAll<string>().as("total"))
    .executeTakeFirst();
  return Number(row?.total ?? 0);
}

/** Oldest first, numbered through the year. */
export function selectSignInLines(
  db: Database,
  siteId: string,
  filter: RegisterFilter & { readonly offset: number; readonly most: number },
): Promise<SignInLineRow[]> {
  return numbered(db, siteId, filter)
    .selectAll("line")
    .orderBy("line.number")
    .offset(filter.offset)
    .limit(filter.most)
    .execute();
}
