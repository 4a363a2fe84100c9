import { entryKinds } from "../../contract/entries.ts";
import { limits } from "../../contract/limits.ts";
import { LookRight, type LookRight as Right } from "../../contract/looking.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { AccessJoin } from "../../contract/routes/registers.ts";
import type { House } from "../../platform/house.ts";
import { actorNameOf, entriesIn, type Entry } from "../ledger/index.ts";
import type { AccessRecord } from "./access-record.ts";
import { useOf } from "./list-uses.ts";
import { type CasesOf, casesFromMs, readLines, recordsOf } from "./read-lines.ts";

const kinds = ["viewing.opened@1", "viewing.opened@2", "grant.used@1", "library.looked@1"] as const;
const viewingKinds: ReadonlySet<string> = new Set(["viewing.opened@1", "viewing.opened@2"]);

/**
 * Every viewing of a period against what allows it: a standing right, or a request that was granted
 * before it (I-03, I-04). Read from the ledger on one side and the cases on the other; what has no
 * counterpart is listed, and the difference should be nought.
 */
export async function joinAccess(
  house: House,
  casesOf: CasesOf,
  span: { readonly fromMs: number; readonly toMs: number },
): Promise<Outcome<AccessJoin>> {
  if (span.fromMs >= span.toMs || span.toMs - span.fromMs > limits.registerSpanMs)
    return refused("span_invalid");
  const entries = await entriesIn(house, span, { kinds, most: limits.registerTableRows });
  const uses = entries.flatMap((entry) => useOf(entry) ?? []);
  const fromMs = casesFromMs(uses, span.fromMs, house.config.timeZone);
  const before = { fromMs, toMs: span.toMs };
  const records = await recordsOf(house, casesOf, before);
  const page = { form: "F-09", ...span, text: "", offset: 0, most: 0 } as const;
  const { total } = await readLines(house, casesOf, page);
  const standing = new Map<Right, number>();
  const unmatched: Entry[] = [];
  let byGrant = 0;
  for (const entry of entries) {
    const right = standingRight(entry);
    if (right !== undefined) standing.set(right, (standing.get(right) ?? 0) + 1);
    else if (!isGranted(entry, records)) unmatched.push(entry);
    else if (isViewing(entry)) byGrant++;
  }
  const viewings = entries.filter(isViewing).length;
  return granted({
    viewings,
    byRight: [...standing].map(([right, count]) => ({ right, viewings: count })),
    byGrant,
    grantUses: uses.length,
    registerRows: total,
    unmatched: unmatched.map((entry) => ({
      entryId: entry.entryId,
      atMs: entry.atMs,
      name: actorNameOf(entry),
      serial: useOf(entry)?.serial ?? null,
    })),
  });
}

/** Something left by a grant, and a look at the library, are uses of their own. */
const isViewing = ({ leaf }: Entry): boolean => viewingKinds.has(leaf.kind);

function standingRight(entry: Entry): Right | undefined {
  if (!isViewing(entry)) return undefined;
  const { leaf } = entry;
  const { right } =
    leaf.kind === "viewing.opened@1"
      ? entryKinds["viewing.opened@1"].parse(leaf.body)
      : entryKinds["viewing.opened@2"].parse(leaf.body);
  const known = LookRight.safeParse(right);
  return known.success && known.data !== "grant" ? known.data : undefined;
}

/** A use counts when its case exists under that number and had everything it needed at that instant. */
function isGranted(entry: Entry, records: ReadonlyMap<string, AccessRecord>): boolean {
  const use = useOf(entry);
  const record = use === undefined ? undefined : records.get(use.requestId);
  if (use === undefined || record === undefined || record.serial !== use.serial) return false;
  if (record.emergency !== null && record.emergency.atMs <= entry.atMs) return true;
  const decided = record.approvals.map((step) => step.decidedAtMs);
  const agreed = record.approvals.every((step) => step.state === "agreed");
  return agreed && decided.every((atMs) => atMs !== null && atMs <= entry.atMs);
}
