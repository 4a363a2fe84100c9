import { Fault } from "../../contract/faults.ts";
import { nightNames, parseNightName } from "../../kernel/copies/copy-names.ts";
import {
  NightHead,
  NightLine,
  type NightObject,
  NightProof,
  applyLine,
  nightLineBytes,
} from "../../kernel/copies/night-list.ts";
import { verifyEntry } from "../../kernel/ledger/verify-proof.ts";
import { sha256, startSha256 } from "../../platform/hash.ts";
import { verifySignature } from "../../platform/signing.ts";
import { type Refused, type SealedCopies, whyRefused } from "./sealed-copies.ts";
import { gather } from "./streams.ts";

/** What the nights say lay there: the house's own objects; footage is judged by the database. */
export interface NightLists {
  readonly objects: ReadonlyMap<string, NightObject>;
  readonly newestDate: string | undefined;
  /** The newest signed checkpoint that arrived with a night. */
  readonly checkpoint: { readonly note: string; readonly verifierKey: string } | undefined;
  /** Which of these names of footage some night brought away; the lists are read again when first asked. */
  told(names: readonly string[]): Promise<ReadonlySet<string>>;
}

const proofBytesMost = 512 * 1024;
const crypto = { sha256, verifySignature };

/**
 * Reads the newest full list and what follows it. Only nights whose proof arrived count: a list alone is
 * one that broke off, and the next night tells all of it again. A list the ledger does not state is refused.
 */
export async function readNightLists(
  copies: SealedCopies,
  refused: Refused[],
): Promise<NightLists> {
  const read: ReadList[] = [];
  let checkpoint: NightLists["checkpoint"];
  for (const night of await finishedNights(copies)) {
    const refuse = (name: string) => (cause: unknown) => {
      refused.push({ name, why: whyUnreadable(cause) });
      return undefined;
    };
    const proof = await readProof(copies, night.proof, checkpoint?.verifierKey).catch(
      refuse(night.proof),
    );
    if (proof === undefined) continue;
    checkpoint ??= { note: proof.note, verifierKey: proof.verifierKey };
    const list = await readList(copies, night.list, proof.listSha256).catch(refuse(night.list));
    if (list === undefined) continue;
    read.unshift(list);
    if (list.head.full) break;
  }
  const objects = new Map<string, NightObject>();
  let before: ReadList | undefined;
  for (const list of read) {
    // Each list names the one before it: what is missing in between told of objects nobody names now.
    const follows = list.head.full || list.head.previousSha256 === before?.sha256;
    if (!follows) refused.push({ name: list.name, why: "list_unchained" });
    for (const line of list.lines) applyLine(objects, line);
    before = list;
  }
  const all = read.map(({ name }) => name);
  let footage: Promise<ReadonlySet<string>> | undefined;
  return {
    objects,
    newestDate: before?.head.date,
    checkpoint,
    told: async (names) => {
      const told = await (footage ??= footageTold(copies, all));
      return new Set(names.filter((name) => told.has(name)));
    },
  };
}

interface FinishedNight {
  readonly list: string;
  readonly proof: string;
}

/** Newest first. The date goes before the number: a house that was restored counts on from an older one. */
async function finishedNights(copies: SealedCopies): Promise<FinishedNight[]> {
  const nights: { date: string; seq: number }[] = [];
  for await (const { name } of copies.list("nights/")) {
    const night = parseNightName(name);
    if (night?.what === "proof") nights.push(night);
  }
  nights.sort((a, b) => (a.date === b.date ? b.seq - a.seq : a.date < b.date ? 1 : -1));
  return nights.map(({ date, seq }) => nightNames(date, seq));
}

/** What the ledger states of a night, checked as a stranger would; all nights are of one key. */
async function readProof(copies: SealedCopies, name: string, trustedKey: string | undefined) {
  const bytes = await gather(copies.open(name), proofBytesMost);
  const proof = NightProof.parse(JSON.parse(new TextDecoder().decode(bytes)));
  const verdict = verifyEntry(proof, crypto, trustedKey === undefined ? {} : { trustedKey });
  const listSha256 = verdict.ok ? verdict.value.leaf.body["listSha256"] : undefined;
  if (listSha256 !== proof.list.sha256) throw new Fault("damaged", "proof_false", { hint: name });
  return { note: proof.checkpoint, verifierKey: proof.verifierKey, listSha256 };
}

interface ReadList {
  readonly name: string;
  readonly head: NightHead;
  readonly lines: readonly NightLine[];
  readonly sha256: string;
}

async function readList(
  copies: SealedCopies,
  name: string,
  statedSha256: string,
): Promise<ReadList> {
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
  const digest = hash.hex();
  if (head === undefined || digest !== statedSha256)
    throw new Fault("damaged", "list_unchained", { hint: name });
  return { name, head, lines, sha256: digest };
}

/** What is gone again was brought away once, too: its lists were believed when they were read first. */
async function footageTold(
  copies: SealedCopies,
  lists: readonly string[],
): Promise<ReadonlySet<string>> {
  const told = new Set<string>();
  for (const list of lists)
    for await (const text of linesOf(copies.open(list), { update: () => {} })) {
      const line = NightLine.safeParse(JSON.parse(text)).data;
      if (line !== undefined && !("gone" in line) && line.class === "footage") told.add(line.name);
    }
  return told;
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

/** A list that opens but does not read is as refused as one that does not open. */
function whyUnreadable(cause: unknown): string {
  return cause instanceof Fault ? whyRefused(cause) : "list_form";
}
