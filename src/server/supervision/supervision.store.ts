import { sql } from "kysely";
import type { Strokes } from "../../contract/approval.ts";
import type {
  Drawable,
  Figures,
  Finding,
  MissingRecording,
  Probe,
  SampleResult,
  SectionAnswer,
  SelfCheckSection,
  SpotCheckLine,
} from "../../contract/supervision.ts";
import type { Database, Writing } from "../../platform/database.ts";
import { jsonb } from "../../platform/jsonb.ts";

/** A section as it was signed: each finding with the task it became. */
export type SignedSection = Omit<SectionAnswer, "findings"> & {
  readonly findings: readonly (Finding & { readonly taskId: string })[];
};
export type SectionFigures = Readonly<Record<SelfCheckSection, Figures>>;

/** The room's tables as Kysely sees them; `migrations/0361-supervision.sql` is their definition. */
type SupervisionTables = {
  "supervision.day": {
    site_id: string;
    day: string;
    judged_at_ms: number;
    from_ms: number;
    to_ms: number;
    probes: readonly Probe[];
    missing: readonly MissingRecording[];
    sha256: string;
  };
  "supervision.self_check": {
    task_id: string;
    site_id: string;
    month: string;
    figures: SectionFigures;
    sections: readonly SignedSection[];
    sha256: string;
  };
  "supervision.spot_check": {
    check_id: string;
    site_id: string;
    quarter: string;
    from_ms: number;
    to_ms: number;
    earlier: number;
    unit: SpotCheckLine["unit"];
    inspector_id: string;
    inspector_name: string;
    population: SpotCheckLine["population"];
    things: readonly Drawable[];
    population_size: number;
    population_sha256: string;
    size: number;
    seed: string;
    drawn_at_ms: number;
  };
  "supervision.spot_note": {
    note_id: string;
    site_id: string;
    check_id: string;
    key: string;
    result: SampleResult;
    note: string;
    noted_at_ms: number;
  };
  "supervision.spot_report": {
    check_id: string;
    site_id: string;
    conclusion: string;
    finished_at_ms: number;
    report_sha256: string;
    strokes: Strokes;
    signature_sha256: string;
  };
};
export type DayRow = SupervisionTables["supervision.day"];
export type SelfCheckRow = SupervisionTables["supervision.self_check"];
/** Without its population, which may be long. */
export type SpotCheckRow = Omit<SupervisionTables["supervision.spot_check"], "things">;
export type SpotNoteRow = SupervisionTables["supervision.spot_note"];
type SignedReport = SupervisionTables["supervision.spot_report"];
/** Without the drawing of its signature. */
export type SpotReportRow = Omit<SignedReport, "strokes">;
type Reading = Database | Writing;

/** Days judged between two, oldest first; `untilDay` included. */
export function selectDays(
  db: Reading,
  of: { readonly siteId: string; readonly fromDay: string; readonly untilDay: string },
): Promise<DayRow[]> {
  return db
    .withTables<SupervisionTables>()
    .selectFrom("supervision.day")
    .selectAll()
    .where("site_id", "=", of.siteId)
    .where("day", ">=", of.fromDay)
    .where("day", "<=", of.untilDay)
    .orderBy("day")
    .execute();
}

/** False where the day was judged already. */
export async function insertDay(tx: Writing, row: DayRow): Promise<boolean> {
  const result = await tx
    .withTables<SupervisionTables>()
    .insertInto("supervision.day")
    .values({ ...row, probes: jsonb(row.probes), missing: jsonb(row.missing) })
    .onConflict((known) => known.columns(["site_id", "day"]).doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

export function selectSelfChecks(db: Reading, siteId: string): Promise<SelfCheckRow[]> {
  return db
    .withTables<SupervisionTables>()
    .selectFrom("supervision.self_check")
    .selectAll()
    .where("site_id", "=", siteId)
    .orderBy("month", "desc")
    .execute();
}

export async function insertSelfCheck(tx: Writing, row: SelfCheckRow): Promise<void> {
  await tx
    .withTables<SupervisionTables>()
    .insertInto("supervision.self_check")
    .values({ ...row, figures: jsonb(row.figures), sections: jsonb(row.sections) })
    .execute();
}

export async function lockQuarter(tx: Writing, siteId: string, quarter: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${siteId} ${quarter}`}, 4915363))`.execute(
    tx,
  );
}

const spotColumns = [
  "check_id",
  "site_id",
  "quarter",
  "from_ms",
  "to_ms",
  "earlier",
  "unit",
  "inspector_id",
  "inspector_name",
  "population",
  "population_size",
  "population_sha256",
  "size",
  "seed",
  "drawn_at_ms",
] as const;

/** Spot checks, newest first. */
export function selectSpotChecks(
  db: Reading,
  of: { readonly siteId: string; readonly checkId?: string; readonly most: number },
): Promise<SpotCheckRow[]> {
  const { checkId } = of;
  return db
    .withTables<SupervisionTables>()
    .selectFrom("supervision.spot_check")
    .select(spotColumns)
    .where("site_id", "=", of.siteId)
    .$if(checkId !== undefined, (query) => query.where("check_id", "=", checkId ?? ""))
    .orderBy("drawn_at_ms", "desc")
    .orderBy("check_id", "desc")
    .limit(of.most)
    .execute();
}

/** What one check was drawn from. */
export async function selectPopulation(db: Reading, checkId: string): Promise<readonly Drawable[]> {
  const row = await db
    .withTables<SupervisionTables>()
    .selectFrom("supervision.spot_check")
    .select("things")
    .where("check_id", "=", checkId)
    .executeTakeFirst();
  return row?.things ?? [];
}

export async function countDrawn(tx: Writing, siteId: string, quarter: string): Promise<number> {
  const row = await tx
    .withTables<SupervisionTables>()
    .selectFrom("supervision.spot_check")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("site_id", "=", siteId)
    .where("quarter", "=", quarter)
    .executeTakeFirst();
  return row?.count ?? 0;
}

export async function insertSpotCheck(
  tx: Writing,
  row: SupervisionTables["supervision.spot_check"],
): Promise<void> {
  await tx
    .withTables<SupervisionTables>()
    .insertInto("supervision.spot_check")
    .values({ ...row, things: jsonb(row.things) })
    .execute();
}

/** Everything that was said of the sampled things of some checks, oldest first. */
export async function selectNotes(
  db: Reading,
  checkIds: readonly string[],
): Promise<SpotNoteRow[]> {
  if (checkIds.length === 0) return [];
  return db
    .withTables<SupervisionTables>()
    .selectFrom("supervision.spot_note")
    .selectAll()
    .where("check_id", "in", checkIds)
    .orderBy("noted_at_ms")
    .orderBy("note_id")
    .execute();
}

export async function insertNote(tx: Writing, row: SpotNoteRow): Promise<void> {
  await tx
    .withTables<SupervisionTables>()
    .insertInto("supervision.spot_note")
    .values(row)
    .execute();
}

export async function selectReports(
  db: Reading,
  checkIds: readonly string[],
): Promise<SpotReportRow[]> {
  if (checkIds.length === 0) return [];
  return db
    .withTables<SupervisionTables>()
    .selectFrom("supervision.spot_report")
    .select([
      "check_id",
      "site_id",
      "conclusion",
      "finished_at_ms",
      "report_sha256",
      "signature_sha256",
    ])
    .where("check_id", "in", checkIds)
    .execute();
}

/** The signature under a report; no tier reads it by itself. */
export async function selectReportStrokes(db: Reading, checkId: string): Promise<Strokes | null> {
  const row = await db
    .withTables<SupervisionTables>()
    .selectFrom("supervision.spot_report")
    .select("strokes")
    .where("check_id", "=", checkId)
    .executeTakeFirst();
  return row?.strokes ?? null;
}

export async function insertReport(tx: Writing, row: SignedReport): Promise<boolean> {
  const result = await tx
    .withTables<SupervisionTables>()
    .insertInto("supervision.spot_report")
    .values({ ...row, strokes: jsonb(row.strokes) })
    .onConflict((known) => known.column("check_id").doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}
