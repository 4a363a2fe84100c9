import pg from "pg";
import { openBenchHouse } from "./bench-house.ts";
import type { Actor } from "../../src/contract/actor.ts";
import type { House } from "../../src/platform/house.ts";
import {
  readTimeline,
  runsOfCameras,
  segmentsOf,
  takeIn,
} from "../../src/server/catalogue/index.ts";
import { kept } from "../../src/server/vault/index.ts";
import { homesOf, lessonHome } from "../fixture/occasions.ts";
import { cameraInput, makeCamera, makeVenue } from "../fixture/places.ts";
import { sealSegment } from "../fixture/segments.ts";

/** B4, first half: questions to the index of 3 years × 100 cameras. Times in milliseconds. */
export interface TimelineFigures {
  readonly lines: number;
  readonly runs: number;
  readonly gaps: number;
  readonly segments: number;
  /** One lesson of 90 minutes with 4 cameras, gaps and coverage: what the player opens with. */
  readonly lesson: Times;
  /** All 100 cameras for one day. */
  readonly dayOfAll: Times;
  /** One camera for a month. */
  readonly monthOfOne: Times;
  /** Segments of 10 minutes of one camera. */
  readonly segmentsOfTen: Times;
  /** Fragment index of one hour: 60 record files in the vault, against the same texts in a jsonb column. */
  readonly hourFromFilesMs: number;
  readonly hourFromJsonbMs: number;
}
export interface Times {
  readonly medianMs: number;
  readonly p95Ms: number;
}

const venuesMost = 25;
const lessonsADay = 4;
const minute = 60_000;
const day = 86_400_000;
const firstDayMs = Date.UTC(2023, 8, 1);
const operator: Actor = { kind: "system", name: "operator" };

export async function benchTimeline(
  options: { days?: number; segmentsPerLine?: number; asks?: number } = {},
): Promise<TimelineFigures> {
  const { days = 660, segmentsPerLine = 9, asks = 200 } = options;
  await using bench = await openBenchHouse();
  const { house } = bench;
  const owner = new pg.Client({ connectionString: bench.superuserUrl });
  await owner.connect();
  try {
    await furnish(house);
    await fill(owner, { siteId: house.siteId, days, segmentsPerLine });
    const counts = await countRows(owner);
    const hour = await readHour(house, owner);
    return { ...counts, ...(await ask(house, owner, asks)), ...hour };
  } finally {
    await owner.end();
  }
}

async function furnish(house: House): Promise<void> {
  for (let at = 1; at <= venuesMost; at++) {
    const venue = await makeVenue(house, operator, `${at} 号实训室`);
    for (const coverage of ["venue", "station", "trainee", "teacher"] as const)
      await makeCamera(
        house,
        operator,
        cameraInput(venue.venueId, { name: `${at} ${coverage}`, coverage: [coverage] }),
      );
  }
}

/** Every venue four lessons a day of 90 minutes; every tenth line has a gap of 45 s. */
async function fill(
  owner: pg.Client,
  of: { siteId: string; days: number; segmentsPerLine: number },
): Promise<void> {
  await owner.query(
    `create temp table line as
     select md5('lesson ' || v.venue_id || d || ' ' || n)::uuid as occasion_id, c.camera_id,
       'C' || lpad(c.label_number::text, 2, '0') as label,
       ($2::bigint + d::bigint * 86400000 + n * 7200000) as start_ms, ($2::bigint + d::bigint * 86400000 + n * 7200000 + 5400000) as end_ms,
       (row_number() over () % 10 = 0) as broken
     from places.venue v join places.camera c using (venue_id), generate_series(0, $1 - 1) d, generate_series(0, $3 - 1) n`,
    [of.days, firstDayMs, lessonsADay],
  );
  const site = [of.siteId];
  await owner.query(
    `insert into catalogue.line select occasion_id, camera_id, 'main', $1, label, start_ms, end_ms, '[]', start_ms from line`,
    site,
  );
  await owner.query(
    `insert into catalogue.run (occasion_id, camera_id, stream, site_id, start_ms, end_ms)
     select occasion_id, camera_id, 'main', $1::uuid, start_ms, case when broken then start_ms + 2000000 else end_ms end from line
     union all select occasion_id, camera_id, 'main', $1::uuid, start_ms + 2045000, end_ms from line where broken`,
    site,
  );
  await owner.query(
    `insert into catalogue.gap select md5('gap ' || occasion_id || camera_id)::uuid, $1, camera_id, 'main',
       start_ms + 2000000, start_ms + 2045000, 'disconnected', '{"attempts": 9}' from line where broken`,
    site,
  );
  await owner.query(
    `insert into catalogue.gap_occasion select occasion_id, md5('gap ' || occasion_id || camera_id)::uuid from line where broken`,
  );
  await owner.query(
    `insert into catalogue.segment select md5(occasion_id || ' ' || camera_id || s)::uuid, $1, camera_id, 'main', occasion_id,
       start_ms + s * 60000, start_ms + (s + 1) * 60000, 30000000 from line, generate_series(0, $2 - 1) s`,
    [of.siteId, of.segmentsPerLine],
  );
  await owner.query(
    `insert into catalogue.segment_occasion select occasion_id, md5(occasion_id || ' ' || camera_id || s)::uuid, s + 1
     from line, generate_series(0, $1 - 1) s`,
    [of.segmentsPerLine],
  );
  await owner.query("analyze");
}

async function countRows(owner: pg.Client) {
  const count = async (table: string) =>
    Number((await owner.query(`select count(*) as n from ${table}`)).rows[0]?.n ?? 0);
  return {
    lines: await count("catalogue.line"),
    runs: await count("catalogue.run"),
    gaps: await count("catalogue.gap"),
    segments: await count("catalogue.segment"),
  };
}

async function ask(house: House, owner: pg.Client, asks: number) {
  const { rows } = await owner.query<{ occasion_id: string; camera_id: string; start_ms: string }>(
    "select occasion_id, camera_id, start_ms from line order by md5(occasion_id || camera_id::text) limit $1",
    [asks],
  );
  const cameras = (
    await owner.query<{ camera_id: string }>("select camera_id from places.camera")
  ).rows.map((row) => row.camera_id);
  const lines = rows.map((row) => ({
    occasionId: row.occasion_id,
    cameraId: row.camera_id,
    startMs: Number(row.start_ms),
  }));
  const span = (startMs: number, lengthMs: number) => ({ startMs, endMs: startMs + lengthMs });
  return {
    lesson: await times(lines, ({ occasionId, startMs }) =>
      readTimeline(house, {
        lessonId: occasionId,
        span: span(startMs, 90 * minute),
        lesson: span(startMs, 90 * minute),
      }),
    ),
    dayOfAll: await times(lines, ({ startMs }) =>
      runsOfCameras(house, cameras, span(startMs - (startMs % day), day)),
    ),
    monthOfOne: await times(lines, ({ cameraId, startMs }) =>
      runsOfCameras(house, [cameraId], span(startMs, 30 * day)),
    ),
    segmentsOfTen: await times(lines, ({ occasionId, cameraId, startMs }) =>
      segmentsOf(house, { occasionId, cameraId, stream: "main" }, span(startMs, 10 * minute)),
    ),
  };
}

async function readHour(
  house: House,
  owner: pg.Client,
): Promise<{ hourFromFilesMs: number; hourFromJsonbMs: number }> {
  const [lesson, cameraId] = [house.newId(), house.newId()];
  const proper = { startMs: firstDayMs, endMs: firstDayMs + 90 * minute };
  const records = Array.from({ length: 60 }, (_, at) =>
    sealSegment(house, {
      cameraId,
      occasions: [{ kind: "lesson", id: lesson, number: at + 1 }],
      startMs: firstDayMs + at * minute,
      seconds: 60,
      frameBytes: 8,
    }),
  );
  await takeIn(house, homesOf(lessonHome(lesson, proper)));
  await owner.query("create temp table record (id uuid primary key, record jsonb)");
  for (const record of records)
    await owner.query("insert into record values ($1, $2)", [
      record.segmentId,
      JSON.stringify(record),
    ]);
  const rounds = Array.from({ length: 10 }, () => records.map((record) => record.segmentId));
  const files = await times(rounds, (ids) => Promise.all(ids.map((id) => kept.segment(house, id))));
  const jsonb = await times(rounds, (ids) =>
    owner.query("select record from record where id = any($1)", [ids]),
  );
  return { hourFromFilesMs: files.medianMs, hourFromJsonbMs: jsonb.medianMs };
}

async function times<T>(over: readonly T[], ask: (one: T) => Promise<unknown>): Promise<Times> {
  const took: number[] = [];
  for (const one of over) {
    const start = performance.now();
    await ask(one);
    took.push(performance.now() - start);
  }
  took.sort((a, b) => a - b);
  const at = (part: number) => Math.round((took[Math.floor(took.length * part)] ?? 0) * 100) / 100;
  return { medianMs: at(0.5), p95Ms: at(0.95) };
}

if (import.meta.main) console.log(JSON.stringify(await benchTimeline(), null, 2));
