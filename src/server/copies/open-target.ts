import { BucketPlace, FolderPlace } from "../../contract/copies.ts";
import { Fault } from "../../contract/faults.ts";
import type { CopyTarget } from "../../platform/copy-target.ts";
import { openFolderTarget } from "../../platform/folder-target.ts";
import type { House } from "../../platform/house.ts";
import { type KeyStore, openKeyStore } from "../../platform/key-store.ts";
import { openS3Target } from "../../platform/s3-target.ts";
import type { TargetRow } from "./targets.store.ts";

const stores = new WeakMap<House, KeyStore>();
const opened = new WeakMap<House, Map<string, CopyTarget>>();

/** The house's key store; one object for one house, so that nobody remembers what is gone. */
export function keyStoreOf(house: House): KeyStore {
  const known = stores.get(house);
  if (known !== undefined) return known;
  const store = openKeyStore(house.paths, house.secrets);
  stores.set(house, store);
  return store;
}

export const secretContext = (targetId: string) => `copy-target/${targetId}`;

/** The place behind a row. Throws Fault `network` where its host may not be connected to any more. */
export async function openTarget(house: House, row: TargetRow): Promise<CopyTarget> {
  const known = opened.get(house) ?? new Map<string, CopyTarget>();
  opened.set(house, known);
  const there = known.get(row.target_id);
  if (there !== undefined) return there;
  const target = await open(house, row);
  known.set(row.target_id, target);
  return target;
}

export function closeTarget(house: House, targetId: string): void {
  const known = opened.get(house);
  known?.get(targetId)?.close();
  known?.delete(targetId);
}

async function open(house: House, row: TargetRow): Promise<CopyTarget> {
  const { target_id: targetId, site_id: siteId } = row;
  if (row.kind !== "s3") {
    const { path } = FolderPlace.parse(row.place);
    return openFolderTarget({ path, siteId, targetId });
  }
  const secretKey = house.secrets.open(secretContext(targetId), row.sealed_secret ?? "");
  const { bucketPatience: patience } = house.config;
  const target = await openS3Target({ place: BucketPlace.parse(row.place), secretKey, patience });
  if (!target.ok)
    throw new Fault("network", "copy_refused", { hint: "its host is not allowed any more" });
  return target.value;
}

/** What keeps a place from its work just now, as its state; undefined for what is not the place's fault. */
export function stateOfFault(
  cause: unknown,
): "away" | "unreachable" | "refused" | "full" | undefined {
  if (!(cause instanceof Fault)) return undefined;
  if (cause.kind === "disk_full") return "full";
  if (cause.kind !== "network") return undefined;
  if (cause.code === "copy_away") return "away";
  return cause.code === "copy_refused" ? "refused" : "unreachable";
}
