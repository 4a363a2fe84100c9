import { Fault } from "../contract/faults.ts";
import { databaseAddress } from "../platform/database-address.ts";
import { housePaths } from "../platform/paths.ts";
import { openRestoredFiles } from "../platform/restored-files.ts";
import { quietLogs } from "../platform/terminal.ts";
import { lockHouse } from "../supervisor/lock.ts";
import { complain, print } from "./print.ts";
import { printReport } from "./restore/report.ts";
import { isWhole, restoreHouse } from "./restore/restore-house.ts";
import { openSealedCopies } from "./restore/sealed-copies.ts";
import { parseWish, restoreUsage } from "./restore/wish.ts";

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
      const { report, timeZone } = await restoreHouse(wish, copies, files);
      const text = printReport(report, timeZone);
      files.writeText("restore-report.json", `${JSON.stringify(report, null, 1)}\n`);
      files.writeText("restore-report.txt", text);
      print();
      print(text);
      return isWhole(report) ? 0 : 1;
    } finally {
      unlock();
    }
  } finally {
    copies.close();
  }
}
