import { collisionKey } from "../../kernel/naming-characters.ts";
import type { House } from "../../platform/house.ts";
import { limits } from "../../contract/limits.ts";
import { Manifest } from "../../contract/vault.ts";
import { quiet } from "../ledger/index.ts";
import { openVault } from "./open-vault.ts";
import { type OccasionHome, folderCandidates } from "./home.ts";
import { type FolderRow, findFolderByKey, findFolders, insertFolder } from "./vault.store.ts";

/**
 * The folder of each occasion: the one it has, else the first candidate nobody holds. Committed before
 * a byte moves, so that a crash and a second try reach the same paths.
 */
export async function chooseFolders(
  house: House,
  homes: readonly OccasionHome[],
): Promise<Map<string, FolderRow>> {
  const ids = [...new Set(homes.map((home) => home.occasion.id))];
  const known = new Map((await findFolders(house.db, ids)).map((row) => [row.occasion_id, row]));
  const missing = new Map(
    homes.filter((home) => !known.has(home.occasion.id)).map((home) => [home.occasion.id, home]),
  );
  for (const home of missing.values()) await chooseFolder(house, home);
  for (const row of await findFolders(house.db, [...missing.keys()]))
    known.set(row.occasion_id, row);
  return known;
}

async function chooseFolder(house: House, home: OccasionHome): Promise<void> {
  for (const path of folderCandidates(home)) {
    if (!(await isFree(house, path, home.occasion.id))) continue;
    await quiet(house, "an occasion's folder is chosen before its first record is entered", (tx) =>
      insertFolder(tx, {
        occasionId: home.occasion.id,
        siteId: house.siteId,
        kind: home.occasion.kind,
        partition: home.partition,
        path,
        collisionKey: collisionKey(path),
        names: {
          ...home.names,
          audiences: [...home.names.audiences],
          teachers: [...home.names.teachers],
        },
        template: home.template,
        startMs: home.proper.startMs,
        endMs: home.proper.endMs,
        snapshot: home.snapshot,
        chosenAtMs: house.clock.now(),
      }),
    );
    return;
  }
  throw new Error(`no folder is free for ${home.occasion.id}`);
}

/** Neither in the catalogue nor, after a lost database, on disk does another occasion hold it. */
async function isFree(house: House, path: string, occasionId: string): Promise<boolean> {
  if ((await findFolderByKey(house.db, collisionKey(path))) !== undefined) return false;
  const text = await openVault(house).readText(`${path}/manifest/0001.json`, limits.manifestBytes);
  if (text === undefined) return true;
  const manifest = Manifest.safeParse(JSON.parse(text));
  return manifest.success && manifest.data.occasion.id === occasionId;
}
