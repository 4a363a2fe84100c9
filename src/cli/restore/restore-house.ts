import { readConfig } from "../../platform/config.ts";
import { databaseSecrets } from "../../platform/database-address.ts";
import { openLog } from "../../platform/log.ts";
import { openHouse } from "../../platform/open-house.ts";
import { housePaths } from "../../platform/paths.ts";
import { recoverPostgres } from "../../platform/postgres-recovery.ts";
import type { RestoredFiles } from "../../platform/restored-files.ts";
import { openHouseDatabase, openRecoveredDatabase } from "../../supervisor/database.ts";
import { print } from "../print.ts";
import { fetchArchive } from "./fetch-database.ts";
import { fetchHouse } from "./fetch-house.ts";
import { fillHouse } from "./fill-house.ts";
import { type DatabaseMark, openMark } from "./mark.ts";
import { type NightLists, readNightLists } from "./night-lists.ts";
import type { RestoreReport } from "./report.ts";
import type { Refused, SealedCopies } from "./sealed-copies.ts";
import type { RestoreOrder } from "./wish.ts";

/** The one way from copies to a house: for good at a terminal, and each week for trial. */
export async function restoreHouse(
  order: RestoreOrder,
  copies: SealedCopies,
  files: RestoredFiles,
): Promise<{ readonly report: RestoreReport; readonly timeZone: string }> {
  const mark = await openMark(order, files);
  const refused: Refused[] = [];
  print("正在读取夜间清单 · reading the nights' lists …");
  const lists = await readNightLists(copies, refused);
  const database =
    mark.database ?? (await recoverDatabase(order, copies, { files, lists, refused }));
  files.writeMark(JSON.stringify({ ...mark, database }));
  const paths = housePaths(order.to);
  const running =
    order.trial === undefined
      ? await openHouseDatabase(
          { paths, config: readConfig(paths), log: openLog("restore") },
          () => {},
        )
      : await openRecoveredDatabase(paths);
  const house = openHouse(order.to, "cli");
  try {
    const report = await fillHouse(house, copies, { order, mark, database, files, lists, refused });
    files.writeMark(JSON.stringify({ ...mark, database, done: true }));
    return { report, timeZone: house.config.timeZone };
  } finally {
    await house.db.destroy();
    await running.stop();
  }
}

/** Nothing lost, nothing refused, nothing found, and the ledger goes on from what was signed. */
export function isWhole(report: RestoreReport): boolean {
  const { lost, waiting } = report.vault;
  const wrong = lost.length + waiting.length + report.refused.length + report.findings.length;
  return wrong === 0 && ["continues", "nothing-known"].includes(report.ledger.verdict);
}

interface Fetching {
  readonly files: RestoredFiles;
  readonly lists: NightLists;
  readonly refused: Refused[];
}

async function recoverDatabase(
  order: RestoreOrder,
  copies: SealedCopies,
  { files, lists, refused }: Fetching,
): Promise<DatabaseMark> {
  const { keys } = await fetchHouse(copies, files, { lists, keys: order.keys, refused });
  print("正在取回数据库备份 · fetching the database …");
  const fetched = await fetchArchive(copies, files, { atMs: order.atMs, lists, refused });
  print("正在恢复数据库 · recovering the database …");
  const paths = housePaths(order.to);
  const { lastCommitMs } = await recoverPostgres({
    archive: fetched.archive,
    base: fetched.base,
    wal: fetched.wal,
    dataFolder: paths.postgres,
    password: databaseSecrets(paths).superuser,
    atMs: order.atMs,
  });
  return {
    recoveredToMs: lastCommitMs ?? null,
    base: fetched.base.instant,
    beyond: fetched.beyond,
    missingSegment: fetched.beyond > 0 ? (fetched.missing ?? null) : null,
    keys,
  };
}
