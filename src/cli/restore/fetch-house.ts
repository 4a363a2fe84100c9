import { Fault } from "../../contract/faults.ts";
import { Id } from "../../contract/ids.ts";
import type { RestoredFiles } from "../../platform/restored-files.ts";
import { readFolderFiles } from "../../platform/restored-files.ts";
import { readTextIfThere } from "../../platform/text-file.ts";
import { fetchFile, fetchOnce } from "./fetch-file.ts";
import type { NightLists } from "./night-lists.ts";
import type { Refused, SealedCopies } from "./sealed-copies.ts";

export interface FetchedHouse {
  /** Where the keys came from; without them nothing sealed under the site key opens. */
  readonly keys: "copies" | "folder";
}

const namePattern = /^house\/((?:keys\/)?[a-z][a-z0-9.]*(?:\.[a-z]+)*)-([0-9a-f]{16})\.age$/;

/**
 * Puts back who the house is and its keys: from the copies, else from a kept copy of `keys/`. A file
 * lies in the copies once for each of its states; the nights' lists say which is the newest.
 */
export async function fetchHouse(
  copies: SealedCopies,
  files: RestoredFiles,
  how: { readonly lists: NightLists; readonly keys: string | undefined; refused: Refused[] },
): Promise<FetchedHouse> {
  const states = new Map<string, string[]>();
  for await (const { name } of copies.list("house/")) {
    const path = namePattern.exec(name)?.[1];
    if (path !== undefined) states.set(path, [...(states.get(path) ?? []), name]);
  }
  for (const [path, names] of states) {
    for (const name of newestFirst(names, path, how.lists)) {
      const digest = namePattern.exec(name)?.[2] ?? "";
      const accepts = (sha256: string): boolean => sha256.startsWith(digest);
      if (await fetchFile(copies, files, { name, path, accepts, refused: how.refused })) break;
    }
  }
  const whole = files.has("house.json") && files.has("keys/site.key");
  if (!whole && how.keys !== undefined) {
    for (const { path, bytes } of await readFolderFiles(how.keys))
      if (!files.has(`keys/${path}`)) await files.write(`keys/${path}`, bytes());
  }
  if (!files.has("house.json")) writeBirth(files);
  if (!files.has("keys/site.key") || !files.has("keys/ledger.key"))
    throw new Fault("absent", "house_keys_missing", {
      hint: "the copies hold no keys of the house: give a kept copy of keys/ with --keys",
    });
  return { keys: whole ? "copies" : "folder" };
}

/** Who the house is also stands in the name of its ledger's key. */
function writeBirth(files: RestoredFiles): void {
  const key = readTextIfThere(`${files.root}/keys/ledger.key`);
  const siteId = Id.safeParse(/^PRIVATE\+KEY\+liuhen\/([0-9a-f-]{36})\+/.exec(key ?? "")?.[1]);
  if (!siteId.success) return;
  // The first 48 bits of a UUIDv7 are the millisecond it was made.
  const bornAtMs = Number.parseInt(siteId.data.replaceAll("-", "").slice(0, 12), 16);
  const born = { version: 1, siteId: siteId.data, bornAtMs };
  files.writeText("house.json", `${JSON.stringify(born)}\n`);
}

function newestFirst(names: readonly string[], path: string, lists: NightLists): string[] {
  const listed = [...lists.objects.values()]
    .filter((object) => object.class === "house" && object.source === path)
    .map((object) => object.name);
  return names.toSorted((a, b) => listed.indexOf(b) - listed.indexOf(a));
}

/** Papers lie under their digest, printed sheets under their id; both are told by the nights' lists. */
export async function fetchPapers(
  copies: SealedCopies,
  files: RestoredFiles,
  how: {
    readonly lists: NightLists;
    readonly wants: (name: string) => boolean;
    refused: Refused[];
  },
): Promise<{ papers: number; sheets: number }> {
  const done = { papers: 0, sheets: 0 };
  for await (const { name } of copies.list("papers/")) {
    const digest = /^papers\/([0-9a-f]{64})\.age$/.exec(name)?.[1];
    if (digest === undefined || !how.wants(name)) continue;
    const path = `papers/kept/${digest.slice(0, 2)}/${digest}`;
    if (await fetchOnce(copies, files, { name, path, sha256: digest, refused: how.refused }))
      done.papers++;
  }
  for await (const { name } of copies.list("sheets/")) {
    const file = /^sheets\/([0-9a-f-]{36}\.pdf)\.age$/.exec(name)?.[1];
    if (file === undefined || !how.wants(name)) continue;
    const sha256 = how.lists.objects.get(name)?.sha256;
    const path = `sheets/${file}`;
    if (await fetchOnce(copies, files, { name, path, sha256, refused: how.refused })) done.sheets++;
  }
  return done;
}
