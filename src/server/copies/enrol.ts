import type { House } from "../../platform/house.ts";
import { digestOf, fileSize, filesBelow } from "../../platform/house-folders.ts";
import { footageName, plainCopyName } from "../../kernel/copies/copy-names.ts";
import { quiet } from "../ledger/index.ts";
import { type VaultFile, homes } from "../vault/index.ts";
import type { ObjectClass } from "./copies-tables.ts";
import {
  type NewObject,
  insertObjects,
  selectFollowed,
  selectNames,
  setFollowed,
} from "./objects.store.ts";

const roundsAtOnce = 20;
const reason = "what there is to copy follows from the vault and its folders";

/** Where each class lies in the house. */
export function folderOf(house: House, objectClass: ObjectClass): string {
  const { paths } = house;
  const folders: Record<ObjectClass, string> = {
    footage: paths.vault,
    paper: `${paths.papers}/kept`,
    sheet: paths.sheets,
    ledger: paths.ledger,
    database: paths.dbarchive,
    house: paths.root,
    archive: paths.archive,
    library: paths.library,
    evidence: paths.evidence,
  };
  return folders[objectClass];
}

/** Brings the list of what there is to copy up to date; nothing new costs a handful of queries. */
export async function enrol(house: House): Promise<number> {
  let added = 0;
  added += await enrolVault(house, "footage", homes.since);
  added += await enrolVault(house, "manifests", homes.manifestsSince);
  added += await enrolFolder(house, "paper", paperName);
  added += await enrolFolder(house, "sheet", (path) => plainCopyName("sheets", path));
  added += await enrolDatabase(house);
  added += await enrolHouse(house);
  return added;
}

/** Rounds by their number, one page after the other. */
async function enrolVault(house: House, area: string, since: typeof homes.since): Promise<number> {
  let added = 0;
  for (;;) {
    const from = await selectFollowed(house.db, house.siteId, area);
    const taken = await since(house, from, roundsAtOnce);
    if (taken.seq === from) return added;
    const objects: NewObject[] = [];
    for (const file of taken.files) objects.push(await footageObject(house, file));
    added += await quiet(house, reason, async (tx) => {
      const made = await insertObjects(tx, objects);
      await setFollowed(tx, { site_id: house.siteId, area, mark: taken.seq });
      return made;
    });
    if (!taken.more) return added;
  }
}

async function footageObject(house: House, file: VaultFile): Promise<NewObject> {
  return {
    name: footageName(file),
    site_id: house.siteId,
    class: "footage",
    home_id: file.homeId,
    partition: file.partition,
    object_id: file.objectId,
    part: file.part,
    source: file.path,
    size_bytes: file.sizeBytes ?? 0,
    sha256: file.sha256,
    since_ms: house.clock.now(),
    local_damage: file.wrong ?? null,
  };
}

/** Files of a folder that are not known yet; they never change under their names. */
async function enrolFolder(
  house: House,
  objectClass: "paper" | "sheet" | "database",
  nameOf: (path: string) => string | undefined,
): Promise<number> {
  const root = folderOf(house, objectClass);
  const known = await selectNames(house.db, house.siteId, objectClass);
  const objects: NewObject[] = [];
  for await (const path of filesBelow(root)) {
    const name = nameOf(path);
    if (name === undefined || known.has(name)) continue;
    const sizeBytes = await fileSize(root, path);
    if (sizeBytes !== undefined)
      objects.push(houseObject(house, { objectClass, name, path, sizeBytes }));
  }
  return enterNew(house, objects);
}

/** Log segments, and base copies that are whole: their manifest is written last. */
export async function enrolDatabase(house: House): Promise<number> {
  const whole = new Set<string>();
  for await (const path of filesBelow(folderOf(house, "database"))) {
    const [area, instant = "", file, more] = path.split("/");
    if (area === "base" && file === "manifest.json" && more === undefined) whole.add(instant);
  }
  return enrolFolder(house, "database", (path) => {
    const [area, instant = ""] = path.split("/");
    const fit = area === "wal" || (area === "base" && whole.has(instant));
    return fit ? plainCopyName("database", path) : undefined;
  });
}

/** The few files a bare machine needs beside the data: who the house is, and its keys. */
async function enrolHouse(house: House): Promise<number> {
  const objects: NewObject[] = [];
  const wanted = ["house.json", "liuhen.json"];
  for await (const path of filesBelow(house.paths.keys)) wanted.push(`keys/${path}`);
  for (const path of wanted) {
    const digest = await digestOf(house.paths.root, path);
    if (digest === undefined) continue;
    const stem = plainCopyName("house", path).replace(/\.age$/, "");
    // Under its digest: a file that changes lies there in each of its states.
    const name = `${stem}-${digest.sha256.slice(0, 16)}.age`;
    const of = { objectClass: "house", name, path, sizeBytes: digest.sizeBytes } as const;
    objects.push({ ...houseObject(house, of), sha256: digest.sha256 });
  }
  return enterNew(house, objects);
}

async function enterNew(house: House, objects: readonly NewObject[]): Promise<number> {
  if (objects.length === 0) return 0;
  return quiet(house, reason, (tx) => insertObjects(tx, objects));
}

function houseObject(
  house: House,
  of: {
    readonly objectClass: ObjectClass;
    readonly name: string;
    readonly path: string;
    readonly sizeBytes: number;
  },
): NewObject {
  return {
    name: of.name,
    site_id: house.siteId,
    class: of.objectClass,
    home_id: null,
    partition: null,
    object_id: null,
    part: null,
    source: of.path,
    size_bytes: of.sizeBytes,
    sha256: null,
    since_ms: house.clock.now(),
    local_damage: null,
  };
}

/** Papers lie under the digest of their bytes. */
function paperName(path: string): string | undefined {
  const digest = path.split("/").at(-1) ?? "";
  return /^[0-9a-f]{64}$/.test(digest) ? `papers/${digest}.age` : undefined;
}
