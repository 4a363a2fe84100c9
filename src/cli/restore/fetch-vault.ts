import { Fault } from "../../contract/faults.ts";
import { Manifest } from "../../contract/vault.ts";
import { footageName, keyName } from "../../kernel/copies/copy-names.ts";
import type { House } from "../../platform/house.ts";
import type { KeyStore } from "../../platform/key-store.ts";
import { findFile, joinPath, openWriteOnceFiles } from "../../platform/vault-files.ts";
import { limits } from "../../contract/limits.ts";
import { spansOfSegments } from "../../server/catalogue/index.ts";
import { type VaultFile, homes, kept } from "../../server/vault/index.ts";
import { type Refused, type SealedCopies, whyRefused } from "./sealed-copies.ts";
import { forEachAtOnce, gather } from "./streams.ts";

/** One occasion of which something could not be put back. */
export interface LostHome {
  readonly homeId: string;
  readonly folder: string;
  readonly segments: number;
  readonly sizeBytes: number;
  readonly durationMs: number;
  /** Its identity is in no copy: destroyed, or never copied. */
  readonly withoutIdentity: boolean;
}

export interface FetchedVault {
  readonly homes: number;
  readonly segments: number;
  readonly sizeBytes: number;
  /** What had been copied and is not there any more, or is not what it was. */
  readonly lost: readonly LostHome[];
  /** What no night had brought away yet: taken in since the last one. */
  readonly waiting: readonly LostHome[];
  /** Homes of a sample that neither time nor space was left for. */
  readonly left: number;
  /** Files in the copies that the recovered database does not know: they are from after its moment. */
  readonly unknown: number;
}

export interface VaultOrder {
  readonly homeIds: readonly string[];
  readonly refused: Refused[];
  readonly keys: KeyStore;
  readonly told: (done: { homes: number; segments: number }) => void;
  /** Which of these names had been copied: only those can be lost from the copies. */
  readonly copied: (names: readonly string[]) => Promise<ReadonlySet<string>>;
  /** Only a part is fetched, and not kept. */
  readonly sample?: Sample | undefined;
}

/** A part of the footage, looked at home by home: each is removed again before the next one comes. */
export interface Sample {
  wants(file: VaultFile): boolean;
  /** In which order homes are looked at, so that no limit always spares the same ones. */
  order(homeId: string): string;
  /** What may be put on the disk at once; asked before each home. */
  roomBytes(): Promise<number>;
  readonly untilTicks: number;
  isForgotten(homeId: string): boolean;
  drop(folder: string): Promise<void>;
}

const homesAtOnce = 200;
const objectsAtOnce = 4;
const firstId = "00000000-0000-0000-0000-000000000000";

interface Tally {
  homes: number;
  segments: number;
  sizeBytes: number;
  unknown: number;
  left: number;
  readonly lost: LostHome[];
  readonly waiting: LostHome[];
}

/**
 * Puts every file the recovered database knows back under its official name, each only with the bytes
 * that were entered. Files that are there already were checked when they came: it can be cut off and
 * done again.
 */
export async function fetchVault(
  house: House,
  copies: SealedCopies,
  order: VaultOrder,
): Promise<FetchedVault> {
  const none = { homes: 0, segments: 0, sizeBytes: 0, unknown: 0, left: 0 };
  const tally: Tally = { ...none, lost: [], waiting: [] };
  if (order.sample !== undefined) return fetchSample(house, copies, { order, tally });
  for await (const home of allHomes(house)) {
    if (order.homeIds.length > 0 && !order.homeIds.includes(home.homeId)) continue;
    const files = await homes.read(house, home.homeId);
    await fetchHome(house, copies, { home, files, order, tally });
    order.told(tally);
  }
  return tally;
}

async function* allHomes(house: House): AsyncGenerator<Home> {
  for (let after = firstId; ;) {
    const page = await homes.list(house, { after, most: homesAtOnce });
    yield* page;
    const last = page.at(-1);
    if (last === undefined) return;
    after = last.homeId;
  }
}

async function fetchSample(
  house: House,
  copies: SealedCopies,
  { order, tally }: Pick<HomeOrder, "order" | "tally">,
): Promise<FetchedVault> {
  const { sample } = order;
  if (sample === undefined) return tally;
  const drawn: Home[] = [];
  for await (const home of allHomes(house)) drawn.push(home);
  const orderOf = new Map(drawn.map(({ homeId }) => [homeId, sample.order(homeId)]));
  const at = (home: Home) => orderOf.get(home.homeId) ?? "";
  for (const home of drawn.toSorted((a, b) => (at(a) < at(b) ? -1 : 1))) {
    if (sample.isForgotten(home.homeId)) continue;
    const files = (await homes.read(house, home.homeId)).filter((file) => sample.wants(file));
    if (files.length === 0) continue;
    const late = house.clock.ticks() >= sample.untilTicks;
    if (late || bytesOf(files) > (await sample.roomBytes())) {
      tally.left++;
      continue;
    }
    await fetchHome(house, copies, { home, files, order, tally });
    await sample.drop(home.folder);
    order.told(tally);
  }
  return tally;
}

type Home = Awaited<ReturnType<typeof homes.list>>[number];
interface HomeOrder {
  readonly home: Home;
  readonly files: readonly VaultFile[];
  readonly order: VaultOrder;
  readonly tally: Tally;
}

async function fetchHome(house: House, copies: SealedCopies, of: HomeOrder): Promise<void> {
  const { home, files, order, tally } = of;
  const refused: Refused[] = [];
  const secret = await identityOf(copies, home.homeId, refused);
  if (secret !== undefined) await order.keys.adopt(home.homeId, secret);
  const missing: VaultFile[] = [];
  const damaged = new Set<string>();
  await forEachAtOnce(files, objectsAtOnce, async (file) => {
    if (await isThere(house, file)) return;
    const fetched = await fetchFile(house, copies, { file, secret, refused });
    if (fetched !== "whole") missing.push(file);
    if (fetched === "damaged") damaged.add(footageName(file));
  });
  if (secret !== undefined) await fetchManifests(house, copies, { ...of, secret });
  const copied = missing.length === 0 ? damaged : await order.copied(missing.map(footageName));
  const isWaiting = (file: VaultFile) =>
    !damaged.has(footageName(file)) && !copied.has(footageName(file));
  const waits = new Set(missing.filter(isWaiting).map(footageName));
  order.refused.push(...refused.filter(({ name }) => !waits.has(name)));
  const segments = files.filter((file) => file.part === "bytes");
  const gone = missing.filter((file) => file.part === "bytes");
  tally.homes++;
  tally.segments += segments.length - gone.length;
  tally.sizeBytes += bytesOf(segments) - bytesOf(gone);
  const lostOf = (of: readonly VaultFile[]) => lostHome(house, { home, secret, of });
  const [waiting, lost] = [missing.filter(isWaiting), missing.filter((one) => !isWaiting(one))];
  if (waiting.length > 0) tally.waiting.push(await lostOf(waiting));
  if (lost.length > 0) tally.lost.push(await lostOf(lost));
}

async function lostHome(
  house: House,
  { home, secret, of }: { home: Home; secret: string | undefined; of: readonly VaultFile[] },
): Promise<LostHome> {
  const gone = of.filter((file) => file.part === "bytes");
  return {
    homeId: home.homeId,
    folder: home.folder,
    segments: gone.length,
    sizeBytes: bytesOf(gone),
    durationMs: await durationOf(house, gone),
    withoutIdentity: secret === undefined,
  };
}

async function identityOf(
  copies: SealedCopies,
  homeId: string,
  refused: Refused[],
): Promise<string | undefined> {
  try {
    return await copies.identity(homeId);
  } catch (cause) {
    refused.push({ name: keyName(homeId), why: whyRefused(cause) });
    return undefined;
  }
}

/** Nothing lies under a name of the vault that was not checked first. */
async function isThere(house: House, file: VaultFile): Promise<boolean> {
  const found = await findFile(joinPath(house.paths.vault, file.path));
  return found?.kind === "file" && (file.sizeBytes === null || found.sizeBytes === file.sizeBytes);
}

async function fetchFile(
  house: House,
  copies: SealedCopies,
  of: { file: VaultFile; secret: string | undefined; refused: Refused[] },
): Promise<"whole" | "absent" | "damaged"> {
  const { file, secret, refused } = of;
  const { objectId, part } = file;
  if (secret === undefined || objectId === null || part === "manifest") return "absent";
  const name = footageName(file);
  try {
    await kept.repair(house, { objectId, part, bytes: copies.openFor(secret, name) });
    return "whole";
  } catch (cause) {
    const why = whyRefused(cause);
    refused.push({ name, why });
    return why === "copy_missing" ? "absent" : "damaged";
  }
}

/** Manifest parts tell of rounds; one of a round the database does not know is from after its moment. */
async function fetchManifests(
  house: House,
  copies: SealedCopies,
  of: Pick<HomeOrder, "home" | "order" | "tally"> & { readonly secret: string },
): Promise<void> {
  const { home, order, tally, secret } = of;
  const vault = openWriteOnceFiles(house.paths.vault);
  const prefix = `${home.partition}/${home.homeId}/`;
  for await (const { name } of copies.list(prefix)) {
    const number = /\/manifest-(\d{4,8})\.age$/.exec(name)?.[1];
    if (number === undefined) continue;
    const path = `${home.folder}/manifest/${number}.json`;
    if ((await vault.find(path)) !== undefined) continue;
    try {
      const bytes = await gather(copies.openFor(secret, name), limits.manifestBytes);
      const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
      const manifest = Manifest.safeParse(parseJson(text)).data;
      if (!isOf(manifest, { house, home, number: Number(number) }))
        throw new Fault("damaged", "manifest_foreign", { hint: name });
      const ids = manifest?.records.map((record) => record.id) ?? [];
      if ((await kept.which(house, ids)).size < ids.length) tally.unknown++;
      else {
        await vault.writeOnce(path, text);
        await vault.syncFolders([path]);
      }
    } catch (cause) {
      order.refused.push({ name, why: whyRefused(cause) });
    }
  }
}

function isOf(
  manifest: Manifest | undefined,
  of: { house: House; home: Home; number: number },
): boolean {
  return (
    manifest !== undefined &&
    manifest.siteId === of.house.siteId &&
    manifest.occasion.id === of.home.homeId &&
    manifest.folder === of.home.folder &&
    manifest.number === of.number
  );
}

async function durationOf(house: House, files: readonly VaultFile[]): Promise<number> {
  const ids = files.flatMap((file) => (file.objectId === null ? [] : [file.objectId]));
  const spans = await spansOfSegments(house, ids);
  return spans.reduce((sum, span) => sum + span.endMs - span.startMs, 0);
}

const bytesOf = (files: readonly VaultFile[]): number =>
  files.reduce((sum, file) => sum + (file.sizeBytes ?? 0), 0);

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Of some occasions together. */
export function amountOf(
  homes: readonly LostHome[],
): Pick<LostHome, "segments" | "sizeBytes" | "durationMs"> {
  const sum = (field: "segments" | "sizeBytes" | "durationMs") =>
    homes.reduce((all, home) => all + home[field], 0);
  return {
    segments: sum("segments"),
    sizeBytes: sum("sizeBytes"),
    durationMs: Math.round(sum("durationMs")),
  };
}
