import { granted } from "../../contract/outcome.ts";
import { nightNames } from "../../kernel/copies/copy-names.ts";
import type { NightHead, NightLine } from "../../kernel/copies/night-list.ts";
import { openSealing } from "../../platform/age-stream.ts";
import { dropSpool, readWhole, spoolLines } from "../../platform/house-folders.ts";
import { houseKeyId } from "../../platform/key-store.ts";
import { act } from "../ledger/index.ts";
import { type Copying, lockOf } from "./copy-object.ts";
import { schedulerActor } from "./copies-actor.ts";
import {
  type ListFacts,
  type ListedRow,
  type NightRow,
  newestSeq,
  selectListed,
  setList,
} from "./nights.store.ts";
import { keyStoreOf } from "./open-target.ts";
import { selectTarget } from "./targets.store.ts";

/** A full list after so many that only tell what changed: a restore reads few. */
const listsBetweenFull = 30;
const rowsAtOnce = 2_000;

/**
 * Writes the night's list to its place and enters its digest: with the checkpoint over that entry the
 * list is signed. The lists of a place form a chain.
 */
export async function writeList(copying: Copying, night: NightRow): Promise<ListFacts> {
  const { house, row, target, escrow } = copying;
  const last = await selectTarget(house.db, row.target_id);
  const previousSha256 = last?.chain_sha256 ?? null;
  const full = previousSha256 === null || (last?.chain_length ?? 0) >= listsBetweenFull;
  const head: NightHead = {
    version: 1,
    siteId: row.site_id,
    targetId: row.target_id,
    date: night.date,
    full,
    fromSeq: full ? 0 : (last?.chain_seq ?? 0),
    toSeq: await newestSeq(house.db, row.target_id),
    previousSha256,
  };
  const spool = { folder: house.paths.run, name: `night-${row.target_id}.jsonl` };
  try {
    const { sizeBytes, sha256 } = await spoolLines(
      spool.folder,
      spool.name,
      linesOf(copying, head),
    );
    const own = await keyStoreOf(house).recipientOf(houseKeyId);
    const sealing = await openSealing(own === undefined ? [escrow] : [escrow, own]);
    const plain = readWhole(spool.folder, spool.name);
    await target.put(nightNames(night.date, head.toSeq).list, sealing.seal(plain), {
      sizeBytes: sealing.sizeOf(sizeBytes),
      ...lockOf(house, row),
    });
    const list = { seq: head.toSeq, full, sha256, previousSha256: head.previousSha256 };
    await enterList(copying, night, list);
    return list;
  } finally {
    await dropSpool(spool.folder, spool.name);
  }
}

async function enterList(copying: Copying, night: NightRow, list: ListFacts): Promise<void> {
  const { house, row } = copying;
  await act(house, schedulerActor, "copy.night-listed@1", async (tx) => {
    await setList(tx, { targetId: row.target_id, date: night.date }, list);
    return granted({
      value: undefined,
      subject: { type: "copy-target", id: row.target_id },
      body: {
        targetId: row.target_id,
        date: night.date,
        objects: night.objects,
        sizeBytes: night.size_bytes,
        full: list.full,
        listSha256: list.sha256,
        previousSha256: list.previousSha256,
        outside: night.outside,
      },
    });
  });
}

async function* linesOf(copying: Copying, head: NightHead): AsyncGenerator<string> {
  yield JSON.stringify(head);
  const { targetId, toSeq, full } = head;
  for (let fromSeq = head.fromSeq; ;) {
    const rows = await selectListed(copying.house.db, {
      targetId,
      fromSeq,
      toSeq,
      full,
      most: rowsAtOnce,
    });
    for (const row of rows) yield JSON.stringify(lineOf(row));
    const last = rows.at(-1);
    if (last === undefined) return;
    fromSeq = last.seq;
  }
}

function lineOf(row: ListedRow): NightLine {
  if (!["present", "verified", "damaged"].includes(row.state)) return { gone: row.name };
  return {
    name: row.name,
    class: row.class,
    homeId: row.home_id,
    source: row.source,
    sizeBytes: row.size_bytes,
    sha256: row.sha256,
    sealedBytes: row.sealed_bytes,
    sealedSha256: row.sealed_sha256,
  };
}
