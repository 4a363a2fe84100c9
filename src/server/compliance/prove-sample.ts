import { Fault } from "../../contract/faults.ts";
import { verifyEntry } from "../../kernel/ledger/verify-proof.ts";
import { sha256 } from "../../platform/hash.ts";
import type { House } from "../../platform/house.ts";
import { draw } from "../../platform/random.ts";
import { verifySignature } from "../../platform/signing.ts";
import { listEntries, proveEntry } from "../ledger/index.ts";
import { told } from "./reader.ts";

const crypto = { sha256, verifySignature };
const places = 4;
const entriesOfPlace = 16;

/** Of a ledger too long to be read whole: its newest entries, and some at places drawn anew, each proved. */
export async function sampleFindings(house: House, size: number): Promise<number> {
  const before = Array.from({ length: places - 1 }, () => drawnBelow(size));
  let findings = 0;
  for (const place of [undefined, ...before])
    findings += await intact(() => findingsAt(house, size, place));
  return findings;
}

async function findingsAt(house: House, size: number, before: number | undefined): Promise<number> {
  const { lines } = told(await listEntries(house, before === undefined ? {} : { before }));
  const proved = lines.filter(({ index }) => index !== null && index < size);
  let findings = 0;
  for (const { entryId } of proved.slice(0, entriesOfPlace))
    findings += await intact(async () => ((await isProved(house, entryId)) ? 0 : 1));
  return findings;
}

async function isProved(house: House, entryId: string): Promise<boolean> {
  const proof = await proveEntry(house, entryId);
  if (!proof.ok) return false;
  const verdict = verifyEntry(proof.value, crypto, {});
  return verdict.ok && verdict.value.leaf.id === entryId;
}

/** What cannot be read any more is a finding, not an error of the page. */
async function intact(look: () => Promise<number>): Promise<number> {
  try {
    return await look();
  } catch (cause) {
    if (cause instanceof Fault && cause.kind === "damaged") return 1;
    throw cause;
  }
}

/** An index, not the first: there is always an entry before it. */
function drawnBelow(size: number): number {
  const number = draw(6).reduce((all, byte) => all * 256 + byte, 0);
  return 1 + (number % Math.max(1, size - 1));
}
