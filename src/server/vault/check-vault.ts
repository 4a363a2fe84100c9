import { checkFolders } from "./check-folders.ts";
import { checkRounds } from "./check-rounds.ts";
import { explainStrays, findStrays } from "./check-strays.ts";

/** The parts of comparing disk, rows and ledger; `liuhen check` puts them together. */
export const vaultCheck = { folders: checkFolders, rounds: checkRounds, findStrays, explainStrays };
export type { CheckedFolder, LostFile } from "./check-folders.ts";
