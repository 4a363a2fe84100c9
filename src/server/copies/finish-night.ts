import { granted } from "../../contract/outcome.ts";
import { ledgerName, nightNames } from "../../kernel/copies/copy-names.ts";
import { NightProof } from "../../kernel/copies/night-list.ts";
import { openCheckpoint } from "../../kernel/ledger/checkpoint.ts";
import { parseVerifierKey } from "../../kernel/ledger/note.ts";
import { bundlePath, hashesAt, tileIn, tilePath, tileWidth } from "../../kernel/ledger/tiles.ts";
import { verifyEntry } from "../../kernel/ledger/verify-proof.ts";
import { once, openSealing, unseal, unsealText } from "../../platform/age-stream.ts";
import { sha256, startSha256 } from "../../platform/hash.ts";
import type { House } from "../../platform/house.ts";
import { fileSize } from "../../platform/house-folders.ts";
import { houseKeyId } from "../../platform/key-store.ts";
import { verifySignature } from "../../platform/signing.ts";
import { incidents } from "../incidents/index.ts";
import { act, proveSubject, quiet } from "../ledger/index.ts";
import { schedulerActor } from "./copies-actor.ts";
import { type Copying, lockOf } from "./copy-object.ts";
import type { CopyAll } from "./copy-pending.ts";
import { writeList } from "./night-list.ts";
import { type NightRow, endNight, selectNight, setList } from "./nights.store.ts";
import { type NewObject, insertObjects, selectFollowed, setFollowed } from "./objects.store.ts";
import { keyStoreOf } from "./open-target.ts";
import { setChain } from "./targets.store.ts";

const proofBytes = 1024 * 1024;
const crypto = { sha256, verifySignature };

/**
 * The end of a night: its list, the ledger up to a checkpoint over the list's entry, and the proof,
 * read back from the place and checked as a stranger would. `waiting`: the ledger has not published
 * the entry yet; ask again.
 */
export async function finishNight(
  copying: Copying,
  night: NightRow,
  copyAll: CopyAll,
): Promise<"complete" | "waiting" | "more"> {
  const { house, row } = copying;
  const list = night.list_sha256 === null ? await writeList(copying, night) : listOf(night);
  const stated = await proveSubject(house, "copy.night-listed@1", row.target_id);
  if (stated.entry === null || stated.inclusion === null || stated.checkpoint === null)
    return "waiting";
  const names = nightNames(night.date, list.seq);
  const proof: NightProof = {
    version: 1,
    list: { name: names.list, sha256: list.sha256 },
    ...stated.entry,
    inclusion: stated.inclusion,
    checkpoint: stated.checkpoint,
    verifierKey: stated.verifierKey,
  };
  const size = checkpointSize(proof);
  await enrolLedger(house, size);
  if ((await copyAll()) !== "done") return "more";
  await putProof(copying, names.proof, proof);
  if (!(await comesBack(copying, names, list.sha256))) {
    // What came back is not what was sent: the list is made and entered anew.
    await quiet(house, "a list that did not come back is written again", (tx) =>
      setList(tx, { targetId: row.target_id, date: night.date }, null),
    );
    return "waiting";
  }
  await complete(copying, night.date, size);
  return "complete";
}

function listOf(night: NightRow) {
  if (night.list_sha256 === null || night.list_seq === null)
    throw new Error("a list has a digest and a number");
  return { sha256: night.list_sha256, seq: night.list_seq };
}

function checkpointSize(proof: NightProof): number {
  const key = parseVerifierKey(proof.verifierKey, sha256);
  const opened = key && openCheckpoint(proof.checkpoint, key, crypto);
  if (opened?.ok !== true) throw new Error("the ledger states checkpoints of its own");
  return opened.checkpoint.size;
}

async function putProof(copying: Copying, name: string, proof: NightProof): Promise<void> {
  const { house, row, target, escrow } = copying;
  const own = await keyStoreOf(house).recipientOf(houseKeyId);
  const sealing = await openSealing(own === undefined ? [escrow] : [escrow, own]);
  const bytes = Buffer.from(`${JSON.stringify(proof)}\n`);
  await target.put(name, sealing.seal(once(bytes)), {
    sizeBytes: sealing.sizeOf(bytes.length),
    ...lockOf(house, row),
  });
}

/** List and proof as the place gives them back: the list's digest, entered, under a signature of ours. */
async function comesBack(
  copying: Copying,
  names: { readonly list: string; readonly proof: string },
  listSha256: string,
): Promise<boolean> {
  const { house, target } = copying;
  const secret = keyStoreOf(house).secretOf(houseKeyId);
  if (secret === undefined) return false;
  const text = await unsealText([secret], target.read(names.proof), proofBytes);
  const proof = NightProof.safeParse(JSON.parse(text));
  if (!proof.success || proof.data.list.sha256 !== listSha256) return false;
  const verdict = verifyEntry(proof.data, crypto);
  if (!verdict.ok || verdict.value.leaf.body["listSha256"] !== listSha256) return false;
  const hash = startSha256();
  for await (const part of unseal([secret], target.read(names.list))) hash.update(part);
  return hash.hex() === listSha256;
}

async function complete(copying: Copying, date: string, size: number): Promise<void> {
  const { house, row } = copying;
  const key = { targetId: row.target_id, date };
  await act(house, schedulerActor, "copy.night-finished@1", async (tx) => {
    const night = await selectNight(tx, row.target_id, date);
    if (night === undefined) throw new Error("a night that ends was begun");
    const late = night.reason !== null;
    await setChain(tx, row.target_id, { ...listOf(night), full: night.list_full === true });
    await endNight(tx, key, {
      state: late ? "late" : "complete",
      atMs: house.clock.now(),
      checkpointSize: size,
    });
    return granted({
      value: undefined,
      subject: { type: "copy-target", id: row.target_id },
      body: {
        ...key,
        objects: night.objects,
        sizeBytes: night.size_bytes,
        late,
        checkpointSize: size,
      },
    });
  });
  await incidents.settle(house, {
    kind: "copy-night-failed",
    subject: { type: "target", id: row.target_id },
  });
}

/** Tiles and bundles that a tree of this size has and the one followed before had not. */
async function enrolLedger(house: House, size: number): Promise<void> {
  const before = await selectFollowed(house.db, house.siteId, "ledger");
  if (size <= before) return;
  const objects: NewObject[] = [];
  for (const path of newTiles(before, size)) {
    const sizeBytes = await fileSize(house.paths.ledger, path);
    // A partial tile may have grown since: its checkpoint is covered by the one that replaced it.
    if (sizeBytes === undefined) continue;
    objects.push({
      name: ledgerName(path),
      site_id: house.siteId,
      class: "ledger",
      home_id: null,
      partition: null,
      object_id: null,
      part: null,
      source: path,
      size_bytes: sizeBytes,
      sha256: null,
      since_ms: house.clock.now(),
      local_damage: null,
    });
  }
  await quiet(house, "which tiles there are follows from the ledger's size", async (tx) => {
    await insertObjects(tx, objects);
    await setFollowed(tx, { site_id: house.siteId, area: "ledger", mark: size });
  });
}

function* newTiles(before: number, size: number): Generator<string> {
  for (let level = 0; hashesAt(level, size) > 0; level++)
    for (let index = Math.floor(hashesAt(level, before) / tileWidth); ; index++) {
      const tile = tileIn(size, level, index);
      if (tile === undefined) break;
      yield tilePath(tile);
      if (level === 0) yield bundlePath(tile);
    }
}
