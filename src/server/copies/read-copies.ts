import type {
  CarriedCopies,
  CopySettings,
  ForgetLine,
  NightLine,
  PartitionCopies,
  TargetLine,
} from "../../contract/copies.ts";
import { BucketPlace, FolderPlace } from "../../contract/copies.ts";
import { partitionNames } from "../../contract/lesson.ts";
import { type Outcome, granted } from "../../contract/outcome.ts";
import { windowAt } from "../../kernel/copies/window.ts";
import { localTime } from "../../kernel/local-time.ts";
import { readArchiveState } from "../../platform/database-archive-state.ts";
import type { House } from "../../platform/house.ts";
import { type ClassCount, countCarried } from "./carried.store.ts";
import { countItems, selectDamaged, selectNewestChecks, selectScrub } from "./checks.store.ts";
import { readEscrow } from "./escrow.ts";
import { selectForgettingAtWork, selectForgettingTargets } from "./forget.store.ts";
import { type NightRow, selectNightsFrom } from "./nights.store.ts";
import { countAllPending, countCopied, countKeys, countPartitions } from "./read.store.ts";
import { isOverdue } from "./set-away.ts";
import { readSettings } from "./settings.ts";
import { type TargetRow, selectTargets } from "./targets.store.ts";
import { checkLine } from "./weekly-check.ts";

/** Everything the page of copies shows at a glance. */
export async function readCopies(house: House) {
  const settings = await readSettings(house);
  const window = windowAt(house.clock.now(), settings, house.config.timeZone);
  const [check] = await selectNewestChecks(house.db, house.siteId, 1);
  const left = check === undefined ? 0 : await countItems(house.db, check.check_id);
  return granted({
    targets: await targetLines(house, settings),
    partitions: await partitionLines(house),
    carried: (await longCounts(house)).carried.map(carriedLine),
    settings,
    escrow: readEscrow(house),
    check: check === undefined ? null : checkLine(check, left),
    scrub: await scrubLine(house),
    forgetting: await forgettingLines(house),
    tonight: (await nightsFrom(house, window.date)).filter((one) => one.date === window.date),
    database: readArchiveState(house.paths) ?? null,
    open: window.phase === "open",
  });
}

/** The calendar: nights of the last days, oldest first. */
export async function readNights(
  house: House,
  days: number,
): Promise<Outcome<{ nights: NightLine[]; from: string; to: string }>> {
  const nowMs = house.clock.now();
  const from = localTime(nowMs - (days - 1) * 86_400_000, house.config.timeZone).date;
  const to = localTime(nowMs, house.config.timeZone).date;
  return granted({ nights: await nightsFrom(house, from), from, to });
}

export async function readChecks(house: House) {
  const rows = await selectNewestChecks(house.db, house.siteId, 60);
  return granted({ checks: rows.map((row) => checkLine(row, 0)) });
}

/** Counts of long tables are taken at most so often, however many pages are open. */
const countedForMs = 10_000;
const counted = new WeakMap<House, { readonly atTicks: number; readonly counts: Counts }>();

interface Counts {
  readonly copied: Awaited<ReturnType<typeof countCopied>>;
  readonly partitions: Awaited<ReturnType<typeof countPartitions>>;
  readonly carried: Awaited<ReturnType<typeof countCarried>>;
}

async function longCounts(house: House): Promise<Counts> {
  const known = counted.get(house);
  const now = house.clock.ticks();
  if (known !== undefined && now - known.atTicks < countedForMs) return known.counts;
  const counts = {
    copied: await countCopied(house.db, house.siteId),
    partitions: await countPartitions(house.db, house.siteId),
    carried: await countCarried(house.db, house.siteId),
  };
  counted.set(house, { atTicks: now, counts });
  return counts;
}

async function targetLines(house: House, settings: CopySettings): Promise<TargetLine[]> {
  const rows = await selectTargets(house.db, house.siteId, "all");
  const { copied } = await longCounts(house);
  const pending = await countAllPending(house.db, house.siteId);
  const keys = await countKeys(house.db, house.siteId, readEscrow(house).recipient);
  return rows.map((row) => {
    const of = <T extends { target_id: string }>(counts: readonly T[]) =>
      counts.find((one) => one.target_id === row.target_id);
    return {
      ...placeLine(row),
      overdue: isOverdue(row, settings, house.clock.now()),
      objects: of(copied)?.objects ?? 0,
      sizeBytes: of(copied)?.size_bytes ?? 0,
      verified: of(copied)?.verified ?? 0,
      damaged: of(copied)?.damaged ?? 0,
      pending: of(pending)?.objects ?? 0,
      pendingBytes: of(pending)?.size_bytes ?? 0,
      keys: of(keys)?.there ?? 0,
      keysPending: of(keys)?.stale ?? 0,
    };
  });
}

function placeLine(row: TargetRow) {
  return {
    targetId: row.target_id,
    kind: row.kind,
    name: row.name,
    place: placeText(row),
    state: row.state,
    stateAtMs: row.state_at_ms,
    seenAtMs: row.seen_at_ms,
    versioned: row.versioned,
    locks: row.locks,
    lockDays: row.lock_days,
    freeBytes: row.free_bytes,
  };
}

function placeText(row: TargetRow): string {
  if (row.kind !== "s3") return FolderPlace.parse(row.place).path;
  const { scheme, host, port, bucket, prefix } = BucketPlace.parse(row.place);
  return `${scheme}://${host}:${port}/${bucket}/${prefix}`;
}

async function partitionLines(house: House): Promise<PartitionCopies[]> {
  const counts = (await longCounts(house)).partitions;
  return partitionNames.map((partition) => {
    const count = counts.find((one) => one.partition === partition);
    const objects = count?.objects ?? 0;
    const both = count?.protected ?? 0;
    return {
      partition,
      objects,
      sizeBytes: count?.size_bytes ?? 0,
      protected: both,
      oneCopy: objects - both,
      damaged: count?.damaged ?? 0,
    };
  });
}

function carriedLine(count: ClassCount): CarriedCopies {
  const { class: kind, objects, size_bytes: sizeBytes, protected: both, damaged } = count;
  return { kind, objects, sizeBytes, protected: both, oneCopy: objects - both, damaged };
}

async function scrubLine(house: House) {
  const row = await selectScrub(house.db, house.siteId);
  const damaged = await selectDamaged(house.db, house.siteId, 1_000);
  return {
    objects: row?.round_objects ?? 0,
    sizeBytes: row?.round_bytes ?? 0,
    roundStartedAtMs: row?.round_started_at_ms ?? null,
    lastRoundEndedAtMs: row?.last_round_ended_at_ms ?? null,
    lastRunAtMs: row?.last_run_at_ms ?? null,
    openDamage: damaged.length,
    repaired: row?.repaired ?? 0,
  };
}

async function forgettingLines(house: House): Promise<ForgetLine[]> {
  const rows = await selectForgettingAtWork(house.db, house.siteId, 100);
  const targets =
    rows.length === 0
      ? []
      : await selectForgettingTargets(
          house.db,
          rows.map((row) => row.home_id),
        );
  return rows.map((row) => ({
    homeId: row.home_id,
    startedAtMs: row.started_at_ms,
    doneAtMs: row.done_at_ms,
    identityDestroyed: row.identity_at_ms !== null,
    targets: targets
      .filter((one) => one.home_id === row.home_id)
      .map((one) => ({
        targetId: one.target_id,
        name: one.name,
        keyGone: one.key_gone,
        state: one.state,
        untilMs: one.until_ms,
      })),
  }));
}

async function nightsFrom(house: House, date: string): Promise<NightLine[]> {
  const targets = await selectTargets(house.db, house.siteId, "all");
  const pending = await countAllPending(house.db, house.siteId);
  return (await selectNightsFrom(house.db, house.siteId, date)).map((row) =>
    nightLine(row, {
      name: targets.find((one) => one.target_id === row.target_id)?.name ?? "",
      pending: pending.find((one) => one.target_id === row.target_id),
    }),
  );
}

function nightLine(
  row: NightRow,
  of: {
    readonly name: string;
    readonly pending: { objects: number; size_bytes: number } | undefined;
  },
): NightLine {
  const running = row.state === "running";
  return {
    date: row.date,
    targetId: row.target_id,
    targetName: of.name,
    state: row.state,
    reason: row.reason,
    startedAtMs: row.started_at_ms,
    endedAtMs: row.ended_at_ms,
    objects: row.objects,
    sizeBytes: row.size_bytes,
    pending: running ? (of.pending?.objects ?? 0) : 0,
    pendingBytes: running ? (of.pending?.size_bytes ?? 0) : 0,
    outside: row.outside,
    checkpointSize: row.checkpoint_size,
    listSha256: row.list_sha256,
  };
}
