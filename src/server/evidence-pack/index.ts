/** Evidence packs (证据包): what a period leaves behind, as one signed archive that verifies offline. */
import { askPack } from "./ask-pack.ts";
import { listPacks } from "./list-packs.ts";
import { sweepPacks } from "./sweep-packs.ts";
import { takePack } from "./take-pack.ts";
import { workPacks } from "./work-packs.ts";

export const packs = {
  ask: askPack,
  list: listPacks,
  bytes: takePack,
  /** Jobs of the house. */
  work: workPacks,
  sweep: sweepPacks,
};
