import { z } from "zod";
import { Fault } from "../contract/faults.ts";
import type { FindingCode } from "../contract/finding.ts";
import { granted } from "../contract/outcome.ts";
import { systemClock } from "../platform/clock.ts";
import { readConfig } from "../platform/config.ts";
import { databaseAddress, databaseSecrets } from "../platform/database-address.ts";
import type { House } from "../platform/house.ts";
import { houseKeyId, openKeyStore } from "../platform/key-store.ts";
import { openLog } from "../platform/log.ts";
import { openHouse } from "../platform/open-house.ts";
import { housePaths } from "../platform/paths.ts";
import { recoverPostgres } from "../platform/postgres-recovery.ts";
import { type RestoredFiles, openRestoredFiles } from "../platform/restored-files.ts";
import { quietLogs } from "../platform/terminal.ts";
import { type AdoptedTail, act, adoptTail, sequenceNow } from "../server/ledger/index.ts";
import { openHouseDatabase } from "../supervisor/database.ts";
import { lockHouse } from "../supervisor/lock.ts";
import { checkHouse } from "./check.ts";
import { complain, print } from "./print.ts";
import { compareLedger } from "./restore/compare-ledger.ts";
import { fetchArchive } from "./restore/fetch-database.ts";
import { fetchHouse, fetchPapers } from "./restore/fetch-house.ts";
import { fetchVault } from "./restore/fetch-vault.ts";
import { readTail } from "./restore/ledger-tail.ts";
import { type NightLists, readNightLists } from "./restore/night-lists.ts";
import { type RestoreReport, printReport } from "./restore/report.ts";
import { type Refused, type SealedCopies, openSealedCopies } from "./restore/sealed-copies.ts";
import { parseWish, type RestoreWish, restoreUsage } from "./restore/wish.ts";

/** How far a restore is; lies in the folder until it is done, so that it can be cut off and done again. */
const Mark = z.strictObject({
  version: z.literal(1),
  from: z.string(),
  atMs: z.number().nullable(),
  startedAtMs: z.number(),
  /** Null until the database is whole; from then on it is not recovered again. */
  database: z
    .strictObject({
      recoveredToMs: z.number().nullable(),
      base: z.string(),
      beyond: z.number(),
      missingSegment: z.string().nullable(),
      keys: z.enum(["copies", "folder"]),
    })
    .nullable(),
  done: z.boolean(),
});
type Mark = z.infer<typeof Mark>;
type DatabaseMark = NonNullable<Mark["database"]>;

/** A house from its copies, on a bare machine. Exit 0: everything is there; 1: something is lost or refused. */
export async function restoreCommand(args: readonly string[]): Promise<number> {
  const wish = parseWish(args);
  if (wish === undefined) {
    complain(restoreUsage);
    return 64;
  }
  if (databaseAddress() !== undefined)
    throw new Fault("config", "own_postgres", {
      hint: "DATABASE_URL is set: restore that server from the institution's own copies",
    });
  quietLogs();
  const copies = await openSealedCopies(wish.from, wish.escrow);
  try {
    const files = await openRestoredFiles(wish.to);
    const unlock = lockHouse(housePaths(wish.to));
    try {
      const report = await restore(wish, copies, files);
      const whole = report.vault.lost.length + report.refused.length + report.findings.length;
      return whole === 0 && ["continues", "nothing-known"].includes(report.ledger.verdict) ? 0 : 1;
    } finally {
      unlock();
    }
  } finally {
    copies.close();
  }
}

async function restore(
  wish: RestoreWish,
  copies: SealedCopies,
  files: RestoredFiles,
): Promise<RestoreReport> {
  const mark = await openMark(wish, files);
  const refused: Refused[] = [];
  print("正在读取夜间清单 · reading the nights' lists …");
  const lists = await readNightLists(copies, refused);
  const database =
    mark.database ?? (await recoverDatabase(wish, copies, { files, lists, refused }));
  files.writeMark(JSON.stringify({ ...mark, database }));
  const paths = housePaths(wish.to);
  const running = await openHouseDatabase(
    { paths, config: readConfig(paths), log: openLog("restore") },
    () => {},
  );
  const house = openHouse(wish.to, "cli");
  try {
    return await fill(house, copies, { wish, mark, database, files, lists, refused });
  } finally {
    await house.db.destroy();
    await running.stop();
  }
}

async function openMark(wish: RestoreWish, files: RestoredFiles): Promise<Mark> {
  const text = await files.readMark();
  const fresh: Mark = {
    version: 1,
    from: wish.from,
    atMs: wish.atMs ?? null,
    startedAtMs: systemClock.now(),
    database: null,
    done: false,
  };
  if (text === undefined) {
    files.writeMark(JSON.stringify(fresh));
    return fresh;
  }
  const mark = Mark.parse(JSON.parse(text));
  if (mark.done || mark.from !== wish.from || mark.atMs !== fresh.atMs)
    throw new Fault("input", "folder_not_empty", {
      hint: `${wish.to} holds another restore, or one that is done`,
    });
  print("接着上次中断处继续 · going on where the last one was cut off");
  return mark;
}

interface Fetching {
  readonly files: RestoredFiles;
  readonly lists: NightLists;
  readonly refused: Refused[];
}

async function recoverDatabase(
  wish: RestoreWish,
  copies: SealedCopies,
  { files, lists, refused }: Fetching,
): Promise<DatabaseMark> {
  const { keys } = await fetchHouse(copies, files, { lists, keys: wish.keys, refused });
  print("正在取回数据库备份 · fetching the database …");
  const fetched = await fetchArchive(copies, files, { atMs: wish.atMs, lists, refused });
  print("正在恢复数据库 · recovering the database …");
  const paths = housePaths(wish.to);
  const { lastCommitMs } = await recoverPostgres({
    archive: fetched.archive,
    base: fetched.base,
    wal: fetched.wal,
    dataFolder: paths.postgres,
    password: databaseSecrets(paths).superuser,
    atMs: wish.atMs,
  });
  return {
    recoveredToMs: lastCommitMs ?? null,
    base: fetched.base.instant,
    beyond: fetched.beyond,
    missingSegment: fetched.beyond > 0 ? (fetched.missing ?? null) : null,
    keys,
  };
}

interface Filling extends Fetching {
  readonly wish: RestoreWish;
  readonly mark: Mark;
  readonly database: DatabaseMark;
}

/** With the database in place: keys, ledger, footage, papers; then everything is compared. */
async function fill(house: House, copies: SealedCopies, of: Filling): Promise<RestoreReport> {
  const { wish, files, lists, refused, database, mark } = of;
  const keys = openKeyStore(house.paths, house.secrets);
  await keys.adoptEscrow(copies.escrowSecret, house.clock.now());
  const own = await copies.identity(houseKeyId);
  if (own !== undefined) await keys.adopt(houseKeyId, own);
  const adopted = await adoptSigned(house, copies, { wish, lists, refused });
  // Tiles and checkpoint follow from the entries; the sequencer makes them again and holds them
  // against the root that was signed.
  await sequenceNow(house);
  const ledger = await compareLedger(house, lists.checkpoint);
  print("正在取回影像 · fetching footage …");
  const vault = await fetchVault(house, copies, {
    homeIds: wish.homeIds,
    refused,
    keys,
    told: ({ homes, segments }) => {
      if (homes % 50 === 0) print(`  ${homes} 场次 occasions，${segments} 段 segments`);
    },
  });
  const { papers, sheets } = await fetchPapers(copies, files, { lists, refused });
  const soFar = { ledger, adopted, vault, papers, sheets, refused: once(refused) };
  await enterRestored(house, { ...database, wantedMs: mark.atMs, ...soFar });
  await sequenceNow(house);
  print("正在核对 · comparing everything …");
  const checked = await checkHouse(house, { hashing: true });
  const findings = checked.findings.filter(({ code }) => !isUnwanted(wish, code));
  const { keys: keysFrom, ...facts } = database;
  const report: RestoreReport = {
    version: 1,
    place: copies.place,
    to: wish.to,
    startedAtMs: mark.startedAtMs,
    finishedAtMs: house.clock.now(),
    wantedMs: mark.atMs,
    ...facts,
    newestNight: lists.newestDate ?? null,
    keys: keysFrom,
    ...soFar,
    findings,
  };
  const text = printReport(report, house.config.timeZone);
  files.writeText("restore-report.json", `${JSON.stringify(report, null, 1)}\n`);
  files.writeText("restore-report.txt", text);
  files.writeMark(JSON.stringify({ ...mark, database, done: true }));
  print();
  print(text);
  return report;
}

/**
 * What was signed before stays signed: entries younger than the recovered rows come back from the
 * copies of the ledger. Not where an earlier moment was wanted: there the rows are meant to be older.
 */
async function adoptSigned(
  house: House,
  copies: SealedCopies,
  of: Pick<Filling, "wish" | "lists" | "refused">,
): Promise<AdoptedTail | null> {
  const { checkpoint } = of.lists;
  if (checkpoint === undefined || of.wish.atMs !== undefined) return null;
  const leaves = (span: { from: number; size: number }) => readTail(copies, of.refused, span);
  return (await adoptTail(house, { note: checkpoint.note, leaves })) ?? null;
}

/** Where only some occasions were wanted, it is no finding that the others are not there. */
function isUnwanted(wish: RestoreWish, code: FindingCode): boolean {
  return (
    wish.homeIds.length > 0 && ["missing", "record-missing", "manifest-missing"].includes(code)
  );
}

function once(refused: readonly Refused[]): Refused[] {
  return [...new Map(refused.map((one) => [`${one.name} ${one.why}`, one])).values()];
}

type Entered = Pick<
  RestoreReport,
  "ledger" | "adopted" | "vault" | "refused" | "wantedMs" | "recoveredToMs" | "base"
>;

async function enterRestored(house: House, of: Entered): Promise<void> {
  const { ledger, vault } = of;
  const sum = (field: "segments" | "sizeBytes" | "durationMs") =>
    vault.lost.reduce((total, home) => total + home[field], 0);
  await act(house, { kind: "system", name: "operator" }, "house.restored@1", async () =>
    granted({
      value: undefined,
      subject: { type: "house", id: house.siteId },
      body: {
        wantedMs: of.wantedMs,
        recoveredToMs: of.recoveredToMs,
        base: of.base,
        entries: ledger.entries,
        knownSize: ledger.known?.size ?? null,
        knownRoot: ledger.known?.root ?? null,
        lostEntries: ledger.lostEntries,
        adoptedEntries: of.adopted?.kinds.length ?? 0,
        segments: vault.segments,
        lostSegments: sum("segments"),
        lostBytes: sum("sizeBytes"),
        lostMs: sum("durationMs"),
        refused: of.refused.length,
      },
    }),
  );
}
