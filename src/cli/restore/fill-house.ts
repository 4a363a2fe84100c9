import type { Finding, FindingCode } from "../../contract/finding.ts";
import { granted } from "../../contract/outcome.ts";
import type { House } from "../../platform/house.ts";
import { houseKeyId, openKeyStore } from "../../platform/key-store.ts";
import type { RestoredFiles } from "../../platform/restored-files.ts";
import { type AdoptedTail, act, adoptTail, sequenceNow } from "../../server/ledger/index.ts";
import { checkHouse, checkRows } from "../check.ts";
import { print } from "../print.ts";
import { compareLedger } from "./compare-ledger.ts";
import { fetchCarried } from "./fetch-carried.ts";
import { fetchPapers } from "./fetch-house.ts";
import { amountOf, fetchVault } from "./fetch-vault.ts";
import { readTail } from "./ledger-tail.ts";
import type { DatabaseMark, Mark } from "./mark.ts";
import type { NightLists } from "./night-lists.ts";
import type { RestoreReport } from "./report.ts";
import type { Refused, SealedCopies } from "./sealed-copies.ts";
import type { RestoreOrder } from "./wish.ts";

export interface Filling {
  readonly files: RestoredFiles;
  readonly lists: NightLists;
  readonly refused: Refused[];
  readonly order: RestoreOrder;
  readonly mark: Mark;
  readonly database: DatabaseMark;
}

/** With the database in place: keys, ledger, footage, papers; then everything is compared. */
export async function fillHouse(
  house: House,
  copies: SealedCopies,
  of: Filling,
): Promise<RestoreReport> {
  const { order, files, lists, refused, database, mark } = of;
  const { trial } = order;
  const keys = openKeyStore(house.paths, house.secrets);
  if (copies.escrowSecret !== undefined)
    await keys.adoptEscrow(copies.escrowSecret, house.clock.now());
  const own = await copies.identity(houseKeyId);
  if (own !== undefined) await keys.adopt(houseKeyId, own);
  const adopted = await adoptSigned(house, copies, of);
  // Tiles and checkpoint follow from the entries; the sequencer makes them again and holds them against
  // the root that was signed. In a trial the living house alone gives numbers and signs.
  if (trial === undefined) await sequenceNow(house);
  const ledger = await compareLedger(house, lists.checkpoint);
  print("正在取回影像 · fetching footage …");
  const vault = await fetchVault(house, copies, {
    homeIds: order.homeIds,
    refused,
    keys,
    copied: trial?.copied ?? ((names) => lists.told(names)),
    sample: trial?.sample,
    told: ({ homes, segments }) => {
      if (homes % 50 === 0) print(`  ${homes} 场次 occasions，${segments} 段 segments`);
    },
  });
  const wants = trial?.wantsPaper ?? (() => true);
  const { papers, sheets } = await fetchPapers(copies, files, { lists, refused, wants });
  // A trial draws footage and papers; what the rooms gave into the copies' care is read by the weekly check.
  const carried =
    trial === undefined
      ? await fetchCarried(copies, files, { lists, refused, keys, homeIds: order.homeIds })
      : 0;
  const soFar = { ledger, adopted, vault, papers, sheets, carried, refused: once(refused) };
  if (trial === undefined) {
    await enterRestored(house, { ...database, wantedMs: mark.atMs, ...soFar });
    await sequenceNow(house);
  }
  print("正在核对 · comparing everything …");
  const findings = await compareAll(house, order);
  const { keys: keysFrom, ...facts } = database;
  return {
    version: 1,
    place: copies.place,
    to: order.to,
    startedAtMs: mark.startedAtMs,
    finishedAtMs: house.clock.now(),
    wantedMs: mark.atMs,
    ...facts,
    newestNight: lists.newestDate ?? null,
    keys: keysFrom,
    ...soFar,
    findings,
  };
}

async function compareAll(house: House, order: RestoreOrder): Promise<readonly Finding[]> {
  if (order.trial !== undefined) {
    await order.trial.compare(house);
    return checkRows(house);
  }
  const { findings } = await checkHouse(house, { hashing: true });
  return findings.filter(({ code }) => !isUnwanted(order, code));
}

/**
 * What was signed before stays signed: entries younger than the recovered rows come back from the
 * copies of the ledger. Not where an earlier moment was wanted: there the rows are meant to be older.
 */
async function adoptSigned(
  house: House,
  copies: SealedCopies,
  of: Pick<Filling, "order" | "lists" | "refused">,
): Promise<AdoptedTail | null> {
  const { checkpoint } = of.lists;
  if (checkpoint === undefined || of.order.atMs !== undefined) return null;
  const leaves = (span: { from: number; size: number }) => readTail(copies, of.refused, span);
  return (await adoptTail(house, { note: checkpoint.note, leaves })) ?? null;
}

/** Where only some occasions were wanted, it is no finding that the others are not there. */
function isUnwanted(order: RestoreOrder, code: FindingCode): boolean {
  return (
    order.homeIds.length > 0 && ["missing", "record-missing", "manifest-missing"].includes(code)
  );
}

function once(refused: readonly Refused[]): Refused[] {
  return [...new Map(refused.map((one) => [`${one.name} ${one.why}`, one])).values()];
}

type Entered = Pick<
  RestoreReport,
  "ledger" | "adopted" | "vault" | "refused" | "wantedMs" | "recoveredToMs" | "base"
>;

async function enterRestored(house: House, of: Entered): Promise<void> {
  const { ledger, vault } = of;
  const lost = amountOf([...vault.lost, ...vault.waiting]);
  await act(house, { kind: "system", name: "operator" }, "house.restored@1", async () =>
    granted({
      value: undefined,
      subject: { type: "house", id: house.siteId },
      body: {
        wantedMs: of.wantedMs,
        recoveredToMs: of.recoveredToMs,
        base: of.base,
        entries: ledger.entries,
        knownSize: ledger.known?.size ?? null,
        knownRoot: ledger.known?.root ?? null,
        lostEntries: ledger.lostEntries,
        adoptedEntries: of.adopted?.kinds.length ?? 0,
        segments: vault.segments,
        lostSegments: lost.segments,
        lostBytes: lost.sizeBytes,
        lostMs: lost.durationMs,
        refused: of.refused.length,
      },
    }),
  );
}
