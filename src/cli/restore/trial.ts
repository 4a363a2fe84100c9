import type { TrialReason, TrialReport } from "../../contract/restore-trial.ts";
import { Fault } from "../../contract/faults.ts";
import { utf8, toHex } from "../../kernel/bytes.ts";
import { sha256 } from "../../platform/hash.ts";
import type { House } from "../../platform/house.ts";
import { openKeyStore } from "../../platform/key-store.ts";
import { openRestoredFiles } from "../../platform/restored-files.ts";
import { scratchRoot } from "../../platform/scratch-house.ts";
import { freeBytes } from "../../platform/vault-files.ts";
import { type HouseTrial, trials } from "../../server/copies/index.ts";
import { ledgerRows, readLedgerState } from "../../server/ledger/index.ts";
import { type VaultFile, holdings } from "../../server/vault/index.ts";
import { type Sample, amountOf } from "./fetch-vault.ts";
import type { RestoreReport } from "./report.ts";
import { restoreHouse } from "./restore-house.ts";
import { openOwnCopies } from "./sealed-copies.ts";

/** After so long no further home of the sample is begun. */
const sampleMs = 60 * 60_000;
/** Always left free for the living house. */
const reserveBytes = 1024 * 1024 * 1024;
const namedMost = 20;

type Compared = Pick<TrialReport, "restored" | "here"> & { same: boolean };

export interface Tried {
  readonly reasons: readonly TrialReason[];
  readonly report: TrialReport;
  readonly full: RestoreReport;
}

/**
 * Restores the whole house from one of its places into the scratch folder, by the same way as after a
 * fire, and holds it against the living one: ledger entry for entry, rows by number, a part of the
 * footage by its bytes. Throws what a restore throws; whoever calls clears the folder away.
 */
export async function tryRestore(house: House, trial: HouseTrial): Promise<Tried> {
  const startedAtMs = house.clock.now();
  const to = scratchRoot(house.paths);
  const files = await openRestoredFiles(to);
  const copies = openOwnCopies(house, trial);
  let compared: Compared | undefined;
  const { report: full } = await restoreHouse(
    {
      from: trial.targetId,
      to,
      atMs: undefined,
      homeIds: [],
      keys: undefined,
      trial: {
        sample: sampleOf(house, trial, (folder) => files.remove(`vault/${folder}`)),
        copied: (names) => trials.copied(house, names),
        wantsPaper: (name) => isDrawn(trial, name),
        compare: async (scratch) => {
          compared = await holdTogether(house, scratch);
        },
      },
    },
    copies,
    files,
  );
  if (compared === undefined) throw new Error("a trial ends with a comparison");
  const report = await reportOf(house, { full, compared, startedAtMs });
  return { reasons: reasonsOf(report, compared), report, full };
}

function sampleOf(house: House, trial: HouseTrial, drop: Sample["drop"]): Sample {
  const keys = openKeyStore(house.paths, house.secrets);
  return {
    wants: (file) => isNew(file, trial.sinceMs) || isDrawn(trial, file.homeId),
    order: (homeId) => drawOf(trial, homeId),
    roomBytes: async () => (await freeBytes(house.paths.root)) - reserveBytes,
    untilTicks: house.clock.ticks() + sampleMs,
    isForgotten: (homeId) => keys.isDestroyed(homeId),
    drop,
  };
}

/** Ids begin with the millisecond they were made. */
const isNew = (file: VaultFile, sinceMs: number): boolean =>
  file.objectId !== null &&
  Number.parseInt(file.objectId.replaceAll("-", "").slice(0, 12), 16) >= sinceMs;

const drawOf = (trial: HouseTrial, text: string): string =>
  toHex(sha256(utf8(`${trial.trialId}/${text}`)));

function isDrawn(trial: HouseTrial, text: string): boolean {
  return Number.parseInt(drawOf(trial, text).slice(0, 8), 16) < (trial.percent / 100) * 2 ** 32;
}

/** Both looked at from their rows: what was signed is not asked, nothing is signed. */
async function holdTogether(house: House, scratch: House): Promise<Compared> {
  const size = await ledgerRows.size(scratch);
  const within = size <= (await ledgerRows.size(house));
  const same =
    within && (await ledgerRows.root(scratch, size)) === (await ledgerRows.root(house, size));
  const { seq, ...restored } = await holdings.taken(scratch);
  const { seq: _, ...here } = await holdings.taken(house, seq);
  return { same, restored, here };
}

async function reportOf(
  house: House,
  of: { full: RestoreReport; compared: Compared; startedAtMs: number },
): Promise<TrialReport> {
  const { full, compared, startedAtMs } = of;
  const { vault, recoveredToMs, refused } = full;
  const living = await readLedgerState(house);
  const { homes, segments, sizeBytes, left } = vault;
  return {
    version: 1,
    recoveredToMs,
    behindMs: recoveredToMs === null ? null : Math.max(0, startedAtMs - recoveredToMs),
    newestNight: full.newestNight,
    ledger: {
      entries: full.ledger.entries,
      verdict: full.ledger.verdict,
      same: compared.same,
      behind: Math.max(0, living.size + living.pending - full.ledger.entries),
    },
    restored: compared.restored,
    here: compared.here,
    sample: { homes, segments, sizeBytes, left },
    lost: amountOf(vault.lost),
    waiting: amountOf(vault.waiting),
    papers: full.papers,
    sheets: full.sheets,
    refused: refused
      .slice(0, namedMost)
      .map(({ name, why }) => ({ name: name.slice(0, 400), why: why.slice(0, 60) })),
    refusedCount: refused.length,
    findings: full.findings.length,
  };
}

function reasonsOf(report: TrialReport, { restored, here }: Compared): TrialReason[] {
  const fields = ["rounds", "segments", "sizeBytes", "homes"] as const;
  const goesOn = ["continues", "nothing-known"].includes(report.ledger.verdict);
  const wrong: readonly (readonly [TrialReason, boolean])[] = [
    ["ledger", !report.ledger.same || !goesOn],
    ["counts", fields.some((field) => restored[field] !== here[field])],
    ["lost", report.lost.segments > 0],
    ["refused", report.refusedCount > 0],
    ["findings", report.findings > 0],
  ];
  return wrong.flatMap(([reason, is]) => (is ? [reason] : []));
}

/** What a fault says of a trial that came to no end. */
export function reasonOfFault(cause: unknown): TrialReason | undefined {
  if (!(cause instanceof Fault)) return undefined;
  if (cause.kind === "disk_full") return "no-space";
  if (cause.kind === "network") return "unreachable";
  return cause.kind === "busy" ? undefined : "database";
}
