import type {
  ArchiveFailure,
  BaseManifest,
  EmbeddedArchiveState,
} from "../contract/database-archive.ts";
import { Fault } from "../contract/faults.ts";
import { basesToPrune, segmentsToPrune } from "../kernel/database-archive.ts";
import { lastTimeOfDay } from "../kernel/local-time.ts";
import type { Clock } from "../platform/clock.ts";
import {
  type DatabaseArchiveFiles,
  countLanded,
  openDatabaseArchive,
  writeManifest,
} from "../platform/database-archive-files.ts";
import { writeArchiveState } from "../platform/database-archive-state.ts";
import type { Log } from "../platform/log.ts";
import type { HousePaths } from "../platform/paths.ts";
import { readArchiver, type ArchiverReport } from "../platform/postgres-archiver.ts";
import { takeBase } from "../platform/postgres-base.ts";
import { landingOf } from "../platform/postgres-place.ts";
import type { PostgresServer } from "../platform/postgres.ts";
import { freeBytes } from "../platform/vault-files.ts";

export interface ArchiveKeeper {
  stop(): Promise<void>;
  /** Behind the server's end: its last log segment landed when it shut down. */
  carryLast(): Promise<void>;
}

export interface ArchiveWish {
  readonly paths: HousePaths;
  readonly log: Log;
  readonly clock: Clock;
  /** The server as it is now: it may have been started again meanwhile. */
  readonly server: () => PostgresServer;
  /** Wall time of the nightly base copy, `01:00`. */
  readonly baseAt: string;
  readonly timeZone: string;
}

const everyMs = 1_000;
const lookEveryMs = 15_000;
/** A base copy that failed is tried again, but not at once. */
const baseRetryMs = 10 * 60_000;
/** A base copy may take as much space as the one before, half as much again, and this. */
const spareBytes = 256 * 1024 * 1024;

/**
 * Carries what PostgreSQL archives into `dbarchive/`, takes the nightly base copy and says in the
 * state file how it stands. Nothing here stops the house; what fails is said and tried again.
 */
export function keepArchive(wish: ArchiveWish): ArchiveKeeper {
  const keeper = new Keeper(wish);
  const stopping = new AbortController();
  const carrying = keeper.carryOn(stopping.signal);
  const basing = keeper.baseOn(stopping.signal);
  return {
    async stop() {
      stopping.abort();
      await Promise.all([carrying, basing]);
    },
    carryLast: () => keeper.carryLast(),
  };
}

class Keeper {
  readonly #wish: ArchiveWish;
  readonly #files: DatabaseArchiveFiles;
  readonly #failures = new Map<ArchiveFailure["code"], ArchiveFailure>();
  #bases: readonly BaseManifest[] = [];
  #baseBytes = 0;
  #walBytes = 0;
  #lastSegment: EmbeddedArchiveState["lastSegment"] = null;
  #read = false;

  constructor(wish: ArchiveWish) {
    this.#wish = wish;
    this.#files = openDatabaseArchive(wish.paths.dbarchive);
  }

  async carryOn(signal: AbortSignal): Promise<void> {
    const { clock } = this.#wish;
    let lookedAt = -Infinity;
    while (!signal.aborted) {
      const carried = await this.#carry();
      if (carried || clock.ticks() - lookedAt >= lookEveryMs) {
        lookedAt = clock.ticks();
        await this.#look();
      }
      await clock.sleep(everyMs, signal);
    }
  }

  async carryLast(): Promise<void> {
    await this.#carry();
  }

  async baseOn(signal: AbortSignal): Promise<void> {
    const { clock } = this.#wish;
    while (!signal.aborted) {
      const tried = await this.#baseIfDue(signal);
      if (tried !== "not-due") await this.#look();
      await clock.sleep(tried === "failed" ? baseRetryMs : everyMs * 5, signal);
    }
  }

  /** Whether there is something new to tell. */
  async #carry(): Promise<boolean> {
    const [before, failing] = [this.#lastSegment, [...this.#failures.keys()].join()];
    try {
      if (!this.#read) await this.#readWhole();
      await this.#files.collect(landingOf(this.#wish.server().data), (name, sizeBytes) => {
        this.#lastSegment = { name, archivedAtMs: this.#wish.clock.now() };
        this.#walBytes += sizeBytes;
      });
      this.#mended("collect-failed");
      this.#mended("segment-differs");
    } catch (cause) {
      const differs = cause instanceof Fault && cause.code === "segment_differs";
      this.#failed(differs ? "segment-differs" : "collect-failed", cause);
    }
    return this.#lastSegment !== before || [...this.#failures.keys()].join() !== failing;
  }

  /** Once at the start, and after each base copy: what lies in the archive. */
  async #readWhole(): Promise<void> {
    this.#bases = await this.#files.listBases();
    this.#baseBytes = await this.#files.baseBytes();
    const wal = await this.#files.listWal();
    this.#walBytes = wal.reduce((sum, file) => sum + file.sizeBytes, 0);
    const last = wal.toSorted((a, b) => a.archivedMs - b.archivedMs).at(-1);
    if (last !== undefined && this.#lastSegment === null)
      this.#lastSegment = { name: last.name, archivedAtMs: last.archivedMs };
    this.#read = true;
  }

  async #look(): Promise<void> {
    const { paths, clock, server } = this.#wish;
    try {
      const report = await readArchiver(server().url);
      this.#judge(report);
      const landed = await countLanded(landingOf(server().data));
      const newest = this.#newestBase();
      writeArchiveState(paths, {
        version: 1,
        kind: "embedded",
        writtenAtMs: clock.now(),
        lastSegment: this.#lastSegment,
        waitingSegments: report.readySegments + landed,
        lastBase:
          newest === undefined
            ? null
            : {
                instant: newest.instant,
                finishedAtMs: newest.stopMs,
                sizeBytes: newest.parts.reduce((sum, part) => sum + part.sizeBytes, 0),
              },
        bases: this.#bases.length,
        recoverableFromMs:
          this.#bases.length === 0 ? null : Math.min(...this.#bases.map((base) => base.stopMs)),
        walBytes: this.#walBytes,
        baseBytes: this.#baseBytes,
        freeBytes: await freeBytes(paths.root),
        failure: [...this.#failures.values()].toSorted((a, b) => a.sinceMs - b.sinceMs)[0] ?? null,
      });
    } catch (cause) {
      // The database is being started again, or the disk is full: the state file grows old, and that is seen.
      this.#wish.log.warn({ err: cause }, "the state of the database's archive cannot be told");
    }
  }

  #judge(report: ArchiverReport): void {
    if (report.archives) this.#mended("not-archiving");
    else this.#failed("not-archiving", "the database was adopted while it runs without archiving");
    if (report.failing)
      this.#failed("archiver-failing", `last failed: ${report.lastFailed ?? "?"}`);
    else this.#mended("archiver-failing");
  }

  #newestBase(): BaseManifest | undefined {
    return this.#bases.toSorted((a, b) => a.stopMs - b.stopMs).at(-1);
  }

  async #baseIfDue(signal: AbortSignal): Promise<"taken" | "failed" | "not-due"> {
    const { clock, baseAt, timeZone, log } = this.#wish;
    if (!this.#read) return "not-due";
    const newest = this.#newestBase();
    const dueMs = lastTimeOfDay(clock.now(), baseAt, timeZone);
    if (newest !== undefined && newest.startMs >= dueMs) return "not-due";
    try {
      await this.#takeBase(newest, signal);
      this.#mended("base-failed");
      this.#mended("disk-low");
      await this.#prune();
      await this.#readWhole();
      log.info({ bases: this.#bases.length }, "a base copy of the database was taken");
      return "taken";
    } catch (cause) {
      if (signal.aborted) return "not-due";
      const low = cause instanceof Fault && cause.kind === "disk_full";
      this.#failed(low ? "disk-low" : "base-failed", cause);
      return "failed";
    }
  }

  async #takeBase(before: BaseManifest | undefined, signal: AbortSignal): Promise<void> {
    const { paths, clock, server } = this.#wish;
    const { url, data } = server();
    const lastBytes = before?.parts.reduce((sum, part) => sum + part.sizeBytes, 0) ?? 0;
    const wantedBytes = Math.ceil(lastBytes * 1.5) + spareBytes;
    if ((await freeBytes(paths.root)) < wantedBytes)
      throw new Fault("disk_full", "disk_low", { hint: `${wantedBytes} bytes are wanted` });
    const into = await this.#files.growBase();
    const manifest = await takeBase({ url, data, into, clock, signal });
    writeManifest(into, manifest);
    await this.#untilArchived(manifest.stopSegment, signal);
    await this.#files.keepBase(manifest.instant);
  }

  /** Without the log up to its end a base copy leads nowhere. */
  async #untilArchived(segment: string, signal: AbortSignal): Promise<void> {
    const { clock } = this.#wish;
    const deadline = clock.ticks() + baseRetryMs;
    while (!(await this.#files.hasWal(segment))) {
      if (signal.aborted || clock.ticks() > deadline)
        throw new Fault("database", "base_failed", { hint: `${segment} is not archived` });
      await clock.sleep(200, signal);
    }
  }

  async #prune(): Promise<void> {
    const bases = await this.#files.listBases();
    const going = new Set(basesToPrune(bases, this.#wish.clock.now()).map((base) => base.instant));
    for (const instant of going) await this.#files.removeBase(instant);
    const kept = bases.filter((base) => !going.has(base.instant));
    const names = (await this.#files.listWal()).map((file) => file.name);
    for (const name of segmentsToPrune(names, kept)) await this.#files.removeWal(name);
  }

  #failed(code: ArchiveFailure["code"], cause: unknown): void {
    const detail = (cause instanceof Error ? cause.message : String(cause)).slice(0, 500);
    const before = this.#failures.get(code);
    if (before === undefined)
      this.#wish.log.error({ failure: code, detail }, "the database's archive is behind");
    this.#failures.set(code, {
      code,
      sinceMs: before?.sinceMs ?? this.#wish.clock.now(),
      detail,
    });
  }

  #mended(code: ArchiveFailure["code"]): void {
    if (this.#failures.delete(code))
      this.#wish.log.info({ failure: code }, "the database's archive is mended");
  }
}
