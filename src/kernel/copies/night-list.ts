import { z } from "zod";
import { Id, Sha256Hex } from "../../contract/ids.ts";

/**
 * What a night leaves behind: one line for the night, then one for each object that came or went since
 * the list before (or for each there is, in a full one). The lists form a chain by their digests; the
 * newest full one and what follows tell everything that lay there on a night.
 */
export const NightHead = z.strictObject({
  version: z.literal(1),
  siteId: Id,
  targetId: Id,
  date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  full: z.boolean(),
  fromSeq: z.int().min(0),
  toSeq: z.int().min(0),
  previousSha256: Sha256Hex.nullable(),
});
export type NightHead = z.infer<typeof NightHead>;

export const NightObject = z.strictObject({
  name: z.string().max(400),
  class: z.string().max(20),
  homeId: Id.nullable(),
  /** Where it lay in the house, below the folder of its class. */
  source: z.string().max(2_000),
  sizeBytes: z.int().min(0),
  sha256: Sha256Hex,
  sealedBytes: z.int().min(0),
  sealedSha256: Sha256Hex,
});
export type NightObject = z.infer<typeof NightObject>;
const Gone = z.strictObject({ gone: z.string().max(400) });
export const NightLine = z.union([NightObject, Gone]);
export type NightLine = z.infer<typeof NightLine>;

export const nightLineBytes = 8_192;

/** The proof beside a list: its entry in the ledger under a signed checkpoint. */
export const NightProof = z.strictObject({
  version: z.literal(1),
  list: z.strictObject({ name: z.string().max(400), sha256: Sha256Hex }),
  index: z.int().min(0),
  leaf: z.string().max(64 * 1024),
  inclusion: z.array(z.string().max(64)).max(64),
  checkpoint: z.string().max(131_072),
  verifierKey: z.string().max(400),
});
export type NightProof = z.infer<typeof NightProof>;

/** What lay there after these lines, on top of what lay there before. */
export function applyLine(there: Map<string, NightObject>, line: NightLine): void {
  if ("gone" in line) there.delete(line.gone);
  else there.set(line.name, line);
}
