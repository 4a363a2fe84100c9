import type { Finding } from "../contract/finding.ts";
import { findingCodes } from "../contract/finding.ts";
import { Fault } from "../contract/faults.ts";
import { granted } from "../contract/outcome.ts";
import type { House } from "../platform/house.ts";
import { openHouse } from "../platform/open-house.ts";
import { defaultRoot } from "../platform/terminal.ts";
import type { FoundFile } from "../platform/vault-files.ts";
import { checkForeign, checkIndexed, checkRuns } from "../server/catalogue/index.ts";
import { act, checkLedger } from "../server/ledger/index.ts";
import { type LostFile, vaultCheck } from "../server/vault/index.ts";
import { checkSnapshots } from "./check-snapshots.ts";
import { complain, print } from "./print.ts";

const usage = "liuhen check [--quick] [<数据目录 · house>]";

export interface Checked {
  readonly findings: readonly Finding[];
  readonly segments: number;
  readonly entries: number;
}

/** Compares disk, database and ledger, both ways; exit code 1 when anything is found. */
export async function checkCommand(args: readonly string[]): Promise<number> {
  const quick = args.includes("--quick");
  const [root = defaultRoot(), ...rest] = args.filter((arg) => arg !== "--quick");
  if (root.startsWith("-") || rest.length > 0) {
    complain(usage);
    return 64;
  }
  const house = openHouse(root, "cli");
  try {
    const checked = await checkHouse(house, { hashing: !quick });
    for (const { code, id, detail } of checked.findings)
      print(`${code}  ${id ?? "-"}  ${findingCodes[code]}  ${detail}`);
    print(
      checked.findings.length === 0
        ? `核对无误 · clean: ${checked.segments} 段 segments, ${checked.entries} 条 entries`
        : `发现 ${checked.findings.length} 处不符 · findings; ${checked.segments} 段 segments, ${checked.entries} 条 entries`,
    );
    await enterChecked(house, checked);
    return checked.findings.length === 0 ? 0 : 1;
  } finally {
    await house.db.destroy();
  }
}

/** Everything that can be compared; `hashing`: the bytes of every kept segment, too. */
export async function checkHouse(house: House, how: { hashing: boolean }): Promise<Checked> {
  const findings: Finding[] = [];
  const lost: LostFile[] = [];
  const extra: FoundFile[] = [];
  const folders = new Set<string>();
  let segments = 0;
  for await (const folder of vaultCheck.folders(house, how.hashing)) {
    folders.add(folder.path);
    segments += folder.segments;
    lost.push(...folder.lost);
    extra.push(...folder.extra);
    findings.push(...folder.findings, ...(await checkIndexed(house, folder.records)));
    findings.push(...(await twice(() => checkRuns(house, folder.occasionId))));
  }
  extra.push(...(await vaultCheck.findStrays(house, folders)));
  findings.push(...(await vaultCheck.explainStrays(house, { lost, extra })));
  findings.push(...(await checkForeign(house)));
  const ledger = await ledgerFindings(house);
  findings.push(...ledger.findings);
  findings.push(...(await checkRows(house)));
  return { findings, segments, entries: ledger.entries };
}

/** Rows against their entries; no file is looked at. */
export async function checkRows(house: House): Promise<Finding[]> {
  const findings: Finding[] = [];
  // A ledger that cannot be read any more has been named; what it says cannot be compared.
  for (const compare of [vaultCheck.rounds, checkSnapshots])
    findings.push(...(await twice(() => compare(house)).catch(faultAsFinding)));
  return findings;
}

/** The house may be at work: what two looks do not both see was a change under way. */
async function twice(look: () => Promise<Finding[]>): Promise<Finding[]> {
  const first = await look();
  if (first.length === 0) return first;
  const again = new Set((await look()).map((found) => JSON.stringify(found)));
  return first.filter((found) => again.has(JSON.stringify(found)));
}

async function ledgerFindings(house: House): Promise<{ findings: Finding[]; entries: number }> {
  try {
    const { entries, findings } = await checkLedger(house);
    return {
      entries,
      findings: findings.map((found) => ({
        code: "ledger",
        id: null,
        detail: JSON.stringify(found),
      })),
    };
  } catch (cause) {
    return { entries: 0, findings: faultAsFinding(cause) };
  }
}

function faultAsFinding(cause: unknown): Finding[] {
  if (!(cause instanceof Fault) || cause.kind !== "damaged") throw cause;
  return [{ code: "ledger", id: null, detail: cause.message }];
}

async function enterChecked(house: House, checked: Checked): Promise<void> {
  const { segments, entries } = checked;
  await act(house, { kind: "system", name: "operator" }, "check.finished@1", async () =>
    granted({
      value: undefined,
      subject: { type: "house", id: house.siteId },
      body: { findings: checked.findings.length, segments, entries },
    }),
  );
}
