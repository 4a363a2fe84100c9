import { daysHeld } from "../../kernel/capacity/growth.ts";
import {
  rollingDays,
  dueDates,
  shortfallOf,
  type KeptDay,
} from "../../kernel/capacity/shortfall.ts";
import { dayStart, localTime, nextDate } from "../../kernel/local-time.ts";
import { type Span, mergeSpans, totalMs } from "../../kernel/timeline.ts";
import type { Camera } from "../../contract/routes/places.ts";
import type { House } from "../../platform/house.ts";
import { freeBytes } from "../../platform/vault-files.ts";
import { segmentsOfCamera } from "../catalogue/index.ts";
import { type Trouble, incidents } from "../incidents/index.ts";
import { quiet } from "../ledger/index.ts";
import { cameras, firstWatchDays } from "../places/index.ts";
import { holdings } from "../vault/index.ts";
import { type ReachRow, savePartitionDay, saveReach, selectReaches } from "./storage.store.ts";

const system = { kind: "system", name: "scheduler" } as const;
const dayMs = 86_400_000;
const lookBackDays = 400;
/** Fewer days say nothing about a rate. */
const surveyDaysLeast = 2;
/** Spans told in an incident; the page shows all of them. */
const hoursToldMost = 12;
/** Segments that touch but for a frame are one span. */
const seamMs = 1_000;

/**
 * Once a day: what each partition holds, and whether every 24-hour camera can be played back thirty
 * days. What is short or gone is an incident that names camera and hours, and goes to the superior.
 */
export async function surveyFootage(house: House): Promise<void> {
  const watchBytes = await notePartitions(house);
  const listed = await cameras.list(house, system);
  const since = await firstWatchDays(house);
  const troubles: Omit<Trouble, "kind">[] = [];
  for (const camera of listed.ok ? listed.value.cameras : []) {
    const sinceDate = since.get(camera.cameraId);
    if (camera.mode !== "continuous" || camera.state !== "active" || sinceDate === undefined)
      continue;
    const trouble = await surveyCamera(house, camera, sinceDate);
    if (trouble !== undefined) troubles.push(trouble);
  }
  await incidents.follow(house, { kind: "retention-shortfall", type: "camera" }, troubles);
  await forecastRolling(house, watchBytes);
}

/** Whole days of rolling footage the vault's disk can hold; undefined while too little is known. */
export function heldDays(of: {
  readonly freeBytes: number;
  readonly watchBytes: number;
  readonly reaches: readonly Pick<ReachRow, "days">[];
}): number | undefined {
  const days = Math.max(0, ...of.reaches.map((reach) => reach.days));
  if (days < surveyDaysLeast || of.watchBytes === 0) return undefined;
  const perDay = of.watchBytes / days;
  const { freeBytes, watchBytes: rollingBytes } = of;
  const held = daysHeld({ freeBytes, rollingBytes, rollingPerDay: perDay });
  return held === undefined ? undefined : Math.floor(held);
}

/** [S3-B1] Told before it happens: the disk will not hold thirty days at this rate. */
async function forecastRolling(house: House, watchBytes: number): Promise<void> {
  const reaches = await selectReaches(house.db, house.siteId, house.clock.now() - dayMs);
  const free = await freeBytes(house.paths.vault);
  const held = heldDays({ freeBytes: free, watchBytes, reaches });
  const short: Omit<Trouble, "kind">[] =
    held === undefined || held >= rollingDays
      ? []
      : [
          {
            severity: "major",
            subject: { type: "partition", id: "operations" },
            facts: { daysHeld: held, dueDays: rollingDays, freeBytes: free },
          },
        ];
  await incidents.follow(house, { kind: "disk-low", type: "partition" }, short);
}

/** Gives the bytes of 24-hour footage. */
async function notePartitions(house: House): Promise<number> {
  const atMs = house.clock.now();
  const { date } = localTime(atMs, house.config.timeZone);
  const held = await holdings.partitions(house);
  await quiet(house, "a sum of what partitions hold is no act", async (tx) => {
    for (const one of held)
      await savePartitionDay(tx, {
        site_id: house.siteId,
        partition: one.partition,
        date,
        at_ms: atMs,
        files: one.files,
        size_bytes: one.sizeBytes,
        watch_bytes: one.watchBytes,
      });
  });
  return held.reduce((sum, one) => sum + one.watchBytes, 0);
}

async function surveyCamera(
  house: House,
  camera: Camera,
  sinceDate: string,
): Promise<Omit<Trouble, "kind"> | undefined> {
  const nowMs = house.clock.now();
  const { timeZone } = house.config;
  const due = dueDates(sinceDate, nowMs, timeZone);
  const today = localTime(nowMs, timeZone).date;
  const days: KeptDay[] = [];
  for (const date of [...due, today]) days.push(await lookAtDay(house, camera.cameraId, date));
  const shortfall = shortfallOf({ sinceDate, days }, nowMs, timeZone);
  const oldestDate = await oldestPlayable(house, { cameraId: camera.cameraId, sinceDate, days });
  const kept = oldestDate === undefined ? 0 : daysBetween(oldestDate, today);
  await quiet(house, "how far back a camera can be played is looked up anew", (tx) =>
    saveReach(tx, {
      site_id: house.siteId,
      camera_id: camera.cameraId,
      since_date: sinceDate,
      oldest_date: oldestDate ?? null,
      days: kept,
      due_days: due.length,
      lost: (shortfall?.lost ?? []).slice(0, 200),
      looked_at_ms: nowMs,
    }),
  );
  if (shortfall === undefined) return undefined;
  return {
    severity: "critical",
    subject: { type: "camera", id: camera.cameraId },
    facts: {
      camera: `${camera.label} ${camera.name}`,
      hours: hoursText(shortfall.lost, timeZone),
      lostMs: totalMs(shortfall.lost),
      days: kept,
      dueDays: due.length,
    },
  };
}

/** One local day of a camera's main stream: what the catalogue knows, held against the disk. */
async function lookAtDay(house: House, cameraId: string, date: string): Promise<KeptDay> {
  const { timeZone } = house.config;
  const span = { startMs: dayStart(date, timeZone), endMs: dayStart(nextDate(date), timeZone) };
  const segments = await segmentsOfCamera(house, { cameraId, stream: "main" }, span);
  const lost = await holdings.lost(
    house,
    segments.map((segment) => segment.segmentId),
  );
  return {
    date,
    playable: segments.length > lost.size,
    lost: mergeSpans(
      segments
        .filter((segment) => lost.has(segment.segmentId))
        .map(({ startMs, endMs }) => ({ startMs, endMs })),
      seamMs,
    ),
  };
}

/** The first day from which on every day can be played, today's unfinished one aside. */
async function oldestPlayable(
  house: House,
  of: {
    readonly cameraId: string;
    readonly sinceDate: string;
    readonly days: readonly KeptDay[];
  },
): Promise<string | undefined> {
  const { timeZone } = house.config;
  const today = localTime(house.clock.now(), timeZone).date;
  let oldest: string | undefined;
  const before = of.days.filter((day) => day.date < today).toReversed();
  for (const day of before) {
    if (!day.playable) return oldest;
    oldest = day.date;
  }
  // Beyond the thirty days only as far as it goes on without a hole.
  for (let back = rollingDays + 1; oldest !== undefined && back <= lookBackDays; back++) {
    const date = localTime(dayStart(today, timeZone) - back * dayMs + dayMs / 2, timeZone).date;
    if (date < of.sinceDate) return oldest;
    if (!(await lookAtDay(house, of.cameraId, date)).playable) return oldest;
    oldest = date;
  }
  return oldest;
}

function daysBetween(fromDate: string, toDate: string): number {
  return Math.round((Date.parse(toDate) - Date.parse(fromDate)) / dayMs);
}

/** `2026-06-10 08:00–09:30; 2026-06-20 00:00–2026-06-21 00:00`. */
export function hoursText(spans: readonly Span[], timeZone: string): string {
  const shown = spans.slice(0, hoursToldMost).map(({ startMs, endMs }) => {
    const [from, to] = [localTime(startMs, timeZone), localTime(endMs, timeZone)];
    const end = from.date === to.date ? to.time : `${to.date} ${to.time}`;
    return `${from.date} ${from.time}–${end}`;
  });
  const more = spans.length - shown.length;
  return more > 0 ? `${shown.join("; ")} … +${more}` : shown.join("; ");
}
