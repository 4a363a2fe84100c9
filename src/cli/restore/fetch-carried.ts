import { carriedFolders } from "../../kernel/copies/copy-names.ts";
import type { NightObject } from "../../kernel/copies/night-list.ts";
import type { KeyStore } from "../../platform/key-store.ts";
import type { RestoredFiles } from "../../platform/restored-files.ts";
import type { NightLists } from "./night-lists.ts";
import { type Refused, type SealedCopies, whyRefused } from "./sealed-copies.ts";

export interface CarriedOrder {
  readonly lists: NightLists;
  readonly refused: Refused[];
  readonly keys: KeyStore;
  /** Only what these occasions show, where some are named. */
  readonly homeIds: readonly string[];
}

/**
 * Puts back archive packages, clips of the library and evidence that was copied apart, as the nights'
 * lists tell them: each sealed to the occasion it shows, a clip to a key of its own. After the footage,
 * whose keys are there by then. Returns how many.
 */
export async function fetchCarried(
  copies: SealedCopies,
  files: RestoredFiles,
  order: CarriedOrder,
): Promise<number> {
  let done = 0;
  for (const object of order.lists.objects.values())
    if (isWanted(object, order.homeIds) && (await fetchOne(copies, files, { object, order })))
      done++;
  return done;
}

function isWanted(object: NightObject, homeIds: readonly string[]): boolean {
  if (!carriedFolders.some((folder) => folder === object.class)) return false;
  return homeIds.length === 0 || (object.homeId !== null && homeIds.includes(object.homeId));
}

async function fetchOne(
  copies: SealedCopies,
  files: RestoredFiles,
  of: { readonly object: NightObject; readonly order: CarriedOrder },
): Promise<boolean> {
  const { name, sha256, homeId } = of.object;
  const path = `${of.object.class}/${of.object.source}`;
  if (files.has(path)) return true;
  try {
    const secret = homeId === null ? undefined : await secretOf(copies, of.order.keys, homeId);
    if (homeId !== null && secret === undefined) {
      of.order.refused.push({ name, why: "key_missing" });
      return false;
    }
    const bytes = secret === undefined ? copies.open(name) : copies.openFor(secret, name);
    await files.write(path, bytes, (found) => found === sha256);
    return true;
  } catch (cause) {
    of.order.refused.push({ name, why: whyRefused(cause) });
    return false;
  }
}

async function secretOf(
  copies: SealedCopies,
  keys: KeyStore,
  keyId: string,
): Promise<string | undefined> {
  const known = keys.secretOf(keyId);
  if (known !== undefined) return known;
  const secret = await copies.identity(keyId);
  if (secret !== undefined) await keys.adopt(keyId, secret);
  return secret;
}
