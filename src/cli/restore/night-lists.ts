import { Fault } from "../../contract/faults.ts";
import { parseNightName } from "../../kernel/copies/copy-names.ts";
import {
  NightHead,
  NightLine,
  type NightObject,
  NightProof,
  applyLine,
  nightLineBytes,
} from "../../kernel/copies/night-list.ts";
import { startSha256 } from "../../platform/hash.ts";
import { type Refused, type SealedCopies, whyRefused } from "./sealed-copies.ts";
import { gather } from "./streams.ts";

/** What the nights say lay there: the house's own objects; footage is judged by the database. */
export interface NightLists {
  readonly objects: ReadonlyMap<string, NightObject>;
  readonly newestDate: string | undefined;
  /** The newest signed checkpoint that arrived with a night. */
  readonly checkpoint: { readonly note: string; readonly verifierKey: string } | undefined;
}

const proofBytesMost = 512 * 1024;

/** Reads the newest full list and what follows it; a list that is not whole or out of its chain is refused. */
export async function readNightLists(
  copies: SealedCopies,
  refused: Refused[],
): Promise<NightLists> {
  const nights: { name: string; date: string; seq: number; what: "list" | "proof" }[] = [];
  for await (const { name } of copies.list("nights/")) {
    const night = parseNightName(name);
    if (night !== undefined) nights.push({ name, ...night });
  }
  // The date first: a house that was restored counts on from an older number.
  nights.sort((a, b) => (a.date === b.date ? b.seq - a.seq : a.date < b.date ? 1 : -1));
  const read: ReadList[] = [];
  for (const { name } of nights.filter((night) => night.what === "list")) {
    const list = await readList(copies, name).catch((cause: unknown) => {
      refused.push({ name, why: whyUnreadable(cause) });
    });
    if (list === undefined) continue;
    read.unshift(list);
    if (list.head.full) break;
  }
  const objects = new Map<string, NightObject>();
  let before: ReadList | undefined;
  for (const list of read) {
    const follows = list.head.full || list.head.previousSha256 === before?.sha256;
    if (before !== undefined && !follows) refused.push({ name: list.name, why: "list_unchained" });
    for (const line of list.lines) applyLine(objects, line);
    before = list;
  }
  return {
    objects,
    newestDate: before?.head.date,
    checkpoint: await newestProof(copies, nights, refused),
  };
}

interface ReadList {
  readonly name: string;
  readonly head: NightHead;
  readonly lines: readonly NightLine[];
  readonly sha256: string;
}

async function readList(copies: SealedCopies, name: string): Promise<ReadList | undefined> {
  const hash = startSha256();
  const lines: NightLine[] = [];
  let head: NightHead | undefined;
  for await (const text of linesOf(copies.open(name), hash)) {
    if (head === undefined) {
      head = NightHead.parse(JSON.parse(text));
      continue;
    }
    const line = NightLine.parse(JSON.parse(text));
    if ("gone" in line || line.class !== "footage") lines.push(line);
  }
  return head === undefined ? undefined : { name, head, lines, sha256: hash.hex() };
}

async function* linesOf(
  bytes: AsyncIterable<Uint8Array>,
  hash: { update(bytes: Uint8Array): void },
): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let rest = "";
  for await (const piece of bytes) {
    hash.update(piece);
    rest += decoder.decode(piece, { stream: true });
    const lines = rest.split("\n");
    rest = lines.pop() ?? "";
    if (rest.length > nightLineBytes) throw new RangeError("a line of a night's list is too long");
    yield* lines;
  }
  if (rest !== "") yield rest;
}

async function newestProof(
  copies: SealedCopies,
  nights: readonly { name: string; what: "list" | "proof" }[],
  refused: Refused[],
): Promise<NightLists["checkpoint"]> {
  for (const { name } of nights.filter((night) => night.what === "proof")) {
    try {
      const bytes = await gather(copies.open(name), proofBytesMost);
      const proof = NightProof.parse(JSON.parse(new TextDecoder().decode(bytes)));
      return { note: proof.checkpoint, verifierKey: proof.verifierKey };
    } catch (cause) {
      refused.push({ name, why: whyUnreadable(cause) });
    }
  }
  return undefined;
}

/** A list that opens but does not read is as refused as one that does not open. */
function whyUnreadable(cause: unknown): string {
  return cause instanceof Fault ? whyRefused(cause) : "list_form";
}
