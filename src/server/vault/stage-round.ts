import type { Snapshot } from "../../contract/entries.ts";
import { Fault } from "../../contract/faults.ts";
import { limits } from "../../contract/limits.ts";
import type { House } from "../../platform/house.ts";
import type { WriteOnceFiles } from "../../platform/vault-files.ts";
import { chooseFolders } from "./choose-folder.ts";
import type { Tell } from "./crash-points.ts";
import {
  type HomeOf,
  type OccasionHome,
  type SealedRecord,
  chooseHome,
  markedName,
  objectName,
  partitionFits,
  recordName,
} from "./home.ts";
import { noteDamage, withoutNotedDamage } from "./note-damage.ts";
import { openVault } from "./open-vault.ts";
import { type SoundRecord, damageOf, listSealed, readSealed } from "./read-spool.ts";
import { recordLeaf, roundRoot } from "./round-tree.ts";
import { type FolderRow, findKnown, findOwner } from "./vault.store.ts";

export interface StagedRecord {
  readonly id: string;
  readonly record: SealedRecord;
  readonly text: string;
  readonly leafHash: Uint8Array;
  readonly homeId: string;
  /** Below the home's folder: the bytes of a segment, the record of a gap. */
  readonly name: string;
}

/** Bytes and records durable in the vault, not yet entered: nobody may rely on them. */
export interface StagedRound {
  readonly roundId: string;
  readonly takenAtMs: number;
  readonly records: readonly StagedRecord[];
  readonly sizeBytes: number;
  readonly root: string;
  readonly snapshots: ReadonlyMap<string, Snapshot>;
}

export interface Staging {
  readonly round: StagedRound | undefined;
  readonly damaged: number;
  /** Records whose occasion nobody knows (yet); they stay in the spool. */
  readonly homeless: number;
  readonly more: boolean;
}

/**
 * Lists the spool, checks what is new against its digests and links it under its official names. May
 * be cut off at any point and run again: the same records reach the same paths.
 */
export async function stageRound(house: House, homeOf: HomeOf, tell: Tell): Promise<Staging> {
  const sealed = await listSealed(house);
  const known = await findKnown(
    house.db,
    sealed.map((one) => one.id),
  );
  const fresh = await withoutNotedDamage(
    house,
    sealed.filter((one) => !known.has(one.id)),
  );
  const batch = fresh.slice(0, limits.roundRecords);
  const sound: SoundRecord[] = [];
  let damaged = 0;
  for (const announced of batch) {
    const read = await readSealed(house, announced);
    if (read === undefined) continue;
    if ("record" in read) sound.push(read);
    else {
      damaged++;
      await noteDamage(house, read);
    }
  }
  tell("read");
  const housed = await findHomes(house, sound, homeOf);
  const folders = await chooseFolders(house, [...housed.values()].flat());
  tell("folders-chosen");
  const keeping = new Keeping(house, tell);
  const records: StagedRecord[] = [];
  for (const [one, homes] of housed) {
    const home = folders.get(chooseHome(homes, one.record).occasion.id);
    const staged =
      home === undefined ? undefined : await keepWhileRoom(house, keeping, { one, home });
    if (staged === "full") continue;
    if (staged === undefined) damaged++;
    else records.push(staged);
  }
  await keeping.sync();
  const snapshots = new Map(
    [...housed.values()].flat().map((home) => [home.occasion.id, home.snapshot]),
  );
  const round = records.length === 0 ? undefined : closeRound(house, records, snapshots);
  return {
    round,
    damaged,
    homeless: sound.length - housed.size,
    more: fresh.length > batch.length,
  };
}

/**
 * On a full disk what is linked needs no room and is taken in; what would have to be copied from the
 * overflow stays there until there is room.
 */
async function keepWhileRoom(
  house: House,
  keeping: Keeping,
  what: { readonly one: SoundRecord; readonly home: FolderRow },
): Promise<StagedRecord | "full" | undefined> {
  try {
    return await keeping.keep(what.one, what.home);
  } catch (cause) {
    if (!(cause instanceof Fault) || cause.kind !== "disk_full") throw cause;
    house.log.warn({ record: what.one.announced.fileName }, "a sealed record waits for room");
    return "full";
  }
}

function closeRound(
  house: House,
  records: readonly StagedRecord[],
  snapshots: ReadonlyMap<string, Snapshot>,
): StagedRound {
  return {
    roundId: house.newId(),
    takenAtMs: house.clock.now(),
    records,
    sizeBytes: records.reduce(
      (sum, { record }) => sum + ("segmentId" in record ? record.sizeBytes : 0),
      0,
    ),
    root: roundRoot(records.map((record) => record.leafHash)),
    snapshots,
  };
}

/** The homes of every occasion of every record; a record with one unknown occasion has to wait. */
async function findHomes(
  house: House,
  sound: readonly SoundRecord[],
  homeOf: HomeOf,
): Promise<Map<SoundRecord, OccasionHome[]>> {
  const known = new Map<string, OccasionHome | undefined>();
  const housed = new Map<SoundRecord, OccasionHome[]>();
  for (const one of sound) {
    const homes: OccasionHome[] = [];
    for (const { kind, id } of one.record.occasions) {
      if (!known.has(id)) known.set(id, await homeOf({ kind, id }, one.record));
      const home = known.get(id);
      if (home !== undefined && partitionFits(home)) homes.push(home);
    }
    if (homes.length === one.record.occasions.length) housed.set(one, homes);
    else
      house.log.warn(
        { record: one.announced.fileName },
        "a sealed record waits: its occasion is unknown",
      );
  }
  return housed;
}

/** Puts records under their official names, each name once, and remembers which folders to sync. */
class Keeping {
  readonly #house: House;
  readonly #files: WriteOnceFiles;
  readonly #tell: Tell;
  readonly #taken = new Set<string>();
  readonly #paths = new Set<string>();

  constructor(house: House, tell: Tell) {
    this.#house = house;
    this.#files = openVault(house);
    this.#tell = tell;
  }

  /** Undefined when neither its name nor its marked name can hold it: set aside as damage. */
  async keep(one: SoundRecord, home: FolderRow): Promise<StagedRecord | undefined> {
    const first = objectName(home, one.record, home.occasion_id);
    for (const name of [first, markedName(first, one.announced.id)]) {
      const path = `${home.path}/${name}`;
      if (this.#taken.has(path) || !(await this.#isFree(home.occasion_id, name, one.announced.id)))
        continue;
      this.#tell("before-link");
      if (!(await this.#put(one, path))) continue;
      this.#taken.add(path);
      this.#paths.add(path);
      this.#tell("after-record");
      const { record, text } = one;
      return {
        id: one.announced.id,
        record,
        text,
        leafHash: recordLeaf(text),
        homeId: home.occasion_id,
        name,
      };
    }
    await noteDamage(this.#house, { announced: one.announced, what: "name-taken" });
    return undefined;
  }

  /** After this the names are durable, the bytes were already. */
  async sync(): Promise<void> {
    await this.#files.syncFolders(this.#paths);
    this.#tell("synced");
  }

  async #isFree(homeId: string, name: string, id: string): Promise<boolean> {
    const owner = await findOwner(this.#house.db, homeId, name);
    return owner === undefined || owner === id;
  }

  async #put(one: SoundRecord, path: string): Promise<boolean> {
    if (one.source === undefined || !("segmentId" in one.record))
      return this.#putText(path, one.text);
    const kept = await this.#files.keep(one.source, path);
    this.#tell("after-link");
    // What was not linked from the bytes just checked is checked where it lies.
    if (kept !== "linked" && (await damageOf(one.record, this.#files.absolute(path))) !== undefined)
      return false;
    return this.#putText(recordName(path), one.text);
  }

  async #putText(path: string, text: string): Promise<boolean> {
    if ((await this.#files.writeOnce(path, text)) === "kept") return true;
    return (await this.#files.readText(path, limits.sealedRecordBytes)) === text;
  }
}
