import { z } from "zod";
import { PackFailure } from "../evidence-pack.ts";
import { Id, Ms, Sha256Hex } from "../ids.ts";

const OfPack = z.strictObject({ packId: Id });
const File = OfPack.extend({ sha256: Sha256Hex, sizeBytes: z.int() });

/** Evidence packs: asked for, drawn, made, taken, and the end of their bytes. */
export const evidencePackEntries = {
  /** Why it is asked for stands in the personal field `reason`. */
  "evidence-pack.asked@1": OfPack.extend({ fromMs: Ms, toMs: Ms }),
  /** `sumsSha256`: of the list that names every file under `data/evidence/` with its digest. */
  "evidence-pack.drawn@1": OfPack.extend({
    fromMs: Ms,
    toMs: Ms,
    files: z.int(),
    sumsSha256: Sha256Hex,
  }),
  /** Entries `fromIndex` up to, not including, `toIndex` are in it. */
  "evidence-pack.made@1": File.extend({
    manifestSha256: Sha256Hex,
    fromIndex: z.int(),
    toIndex: z.int(),
    lessons: z.int(),
  }),
  "evidence-pack.failed@1": OfPack.extend({ why: PackFailure }),
  "evidence-pack.taken@1": File,
  "evidence-pack.removed@1": OfPack,
} as const;
