import { stopWithParent } from "../platform/child.ts";
import type { House } from "../platform/house.ts";
import { holdLock } from "../platform/lock-file.ts";
import { openHouse } from "../platform/open-house.ts";
import { clearScratch } from "../platform/scratch-house.ts";
import { defaultRoot, quietLogs } from "../platform/terminal.ts";
import { trials } from "../server/copies/index.ts";
import { complain, print } from "./print.ts";
import { needSpace } from "./restore/trial-space.ts";
import { reasonOfFault, tryRestore } from "./restore/trial.ts";
import { printTrial } from "./restore/trial-text.ts";

const usage = "liuhen trial-restore [<数据目录 · house>]";

/**
 * The whole house restored for trial from its copies, compared with the living one, and removed again.
 * `--weekly`: started by the house itself, and ends with it. Exit 0: sound.
 */
export async function trialRestoreCommand(args: readonly string[]): Promise<number> {
  const weekly = args.includes("--weekly");
  const [root = defaultRoot(), ...rest] = args.filter((arg) => arg !== "--weekly");
  if (root.startsWith("-") || rest.length > 0) {
    complain(usage);
    return 64;
  }
  quietLogs();
  const letGo = weekly ? stopWithParent(async () => {}) : () => {};
  const house = openHouse(root, "trial");
  try {
    const release = holdLock(house.paths.run, "trial");
    try {
      return (await tryOnce(house)) ? 0 : 1;
    } finally {
      release();
    }
  } finally {
    await house.db.destroy();
    letGo();
  }
}

async function tryOnce(house: House): Promise<boolean> {
  await clearScratch(house.paths);
  const trial = await trials.begin(house);
  if (trial === undefined) {
    complain("还没有完成过一夜的备份位置 · no place for copies has a finished night yet");
    return false;
  }
  try {
    await needSpace(house.paths);
    const { reasons, report } = await tryRestore(house, trial);
    await trials.finish(house, trial, { reasons, report });
    print(printTrial({ ...trial, reasons, report, timeZone: house.config.timeZone }));
    return reasons.length === 0;
  } catch (cause) {
    const reason = reasonOfFault(cause);
    if (reason !== undefined)
      await trials.finish(house, trial, { reasons: [reason], report: undefined });
    throw cause;
  } finally {
    await clearScratch(house.paths);
  }
}
