import type { PersonActor } from "../../contract/actor.ts";
import type {
  DestructionCase,
  DestructionItem,
  DestructionLine,
  FormText,
} from "../../contract/destruction.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import { canDrop } from "../../kernel/destruction/case-states.ts";
import { mayDecide } from "../../kernel/destruction/judge-persons.ts";
import type { House } from "../../platform/house.ts";
import { bodies } from "../approval/index.ts";
import { after, partsOf, serialOf, signedIn, witnessesOf } from "./case-parts.ts";
import { type Case, selectCase, selectLines } from "./destruction.store.ts";
import type { ItemRow } from "./destruction-tables.ts";
import { judge } from "./judged-items.ts";

type Holders = Awaited<ReturnType<typeof bodies.holders>>;
const readers: ReadonlySet<string> = new Set(["admin", "director", "superior", "auditor"]);

/** Who may know of destructions: those of the office, and whoever holds the director's post now. */
export async function mayRead(house: House, actor: PersonActor): Promise<boolean> {
  return readers.has(actor.role) || (await bodies.holder(house, actor, "first")).ok;
}

export async function listDestructions(
  house: House,
  actor: PersonActor,
): Promise<Outcome<{ cases: DestructionLine[] }>> {
  if (!(await mayRead(house, actor))) return granted({ cases: [] });
  const rows = await selectLines(house.db, house.siteId, limits.pageRows);
  return granted({
    cases: rows.map((row) => ({
      caseId: row.case_id,
      serial: serialOf(row),
      state: row.state,
      items: row.items ?? 0,
      objects: row.objects ?? 0,
      sizeBytes: Number(row.size_bytes ?? 0),
      listedBy: row.listed_by_name,
      listedAtMs: row.listed_at_ms,
      coolUntilMs: row.cool_until_ms,
      lockedUntilMs: row.locked_until_ms,
      finishedAtMs: row.state === "finished" ? row.ended_at_ms : null,
    })),
  });
}

export async function readDestruction(
  house: House,
  actor: PersonActor,
  caseId: string,
): Promise<Outcome<DestructionCase>> {
  const one = await selectCase(house.db, house.siteId, caseId);
  if (one === undefined || !(await mayRead(house, actor))) return refused("not_found");
  return granted(await viewOf(house, actor, one));
}

async function viewOf(house: House, actor: PersonActor, one: Case): Promise<DestructionCase> {
  const { row, items } = one;
  const holders = await bodies.holders(house, "first", row.listed_by);
  const whys =
    canDrop(row.state) || row.state === "listed" ? await whysOf(house, items) : undefined;
  const list = items.map((item) => itemView(item, whys));
  return {
    caseId: row.case_id,
    serial: serialOf(row),
    state: row.state,
    items: items.length,
    objects: list.reduce((sum, item) => sum + item.objects, 0),
    sizeBytes: list.reduce((sum, item) => sum + item.sizeBytes, 0),
    listedBy: row.listed_by_name,
    listedAtMs: row.listed_at_ms,
    coolUntilMs: row.cool_until_ms,
    lockedUntilMs: row.locked_until_ms,
    finishedAtMs: row.state === "finished" ? row.ended_at_ms : null,
    list,
    form: formOf(one),
    deciders: holders.map((holder) => holder.name),
    decision: row.decision,
    opinion: row.opinion,
    reason: row.reason,
    signings: one.signings
      .filter((signing) => signing.turn === row.turn && signing.lapsed_at_ms === null)
      .map((signing) => ({
        act: signing.act,
        name: signing.name,
        standingFor: signing.standing_for_name,
        atMs: signing.signed_at_ms,
        terminal: signing.terminal,
        strokes: signing.strokes,
      })),
    witnessesUntilMs: witnessesUntil(one),
    executedBy: row.executed_by_name,
    executedAtMs: row.executed_at_ms,
    verifiedAtMs: row.verified_at_ms,
    medium: row.medium,
    certificateSha256: row.certificate_sha256,
    nowMs: house.clock.now(),
    can: possible(house, actor, { one, holders }),
  };
}

export function formOf(one: Case): FormText | null {
  const { ledger_check: ledgerCheck, no_further_use: noFurtherUse, place } = one.row;
  if (ledgerCheck === null || noFurtherUse === null || place === null) return null;
  return { ledgerCheck, noFurtherUse, place };
}

/** Until when the second witness must come, or the execution begin. */
function witnessesUntil(one: Case): number | null {
  if (one.row.state !== "approved" && one.row.state !== "witnessed") return null;
  const newest = witnessesOf(one).at(-1);
  return newest === undefined ? null : newest.atMs + limits.witnessesTogetherMs;
}

async function whysOf(
  house: House,
  items: readonly ItemRow[],
): Promise<ReadonlyMap<string, DestructionItem["why"]>> {
  const judged = await judge(
    house,
    items.map((item) => item.item_id),
  );
  return new Map(
    judged.map((item) => [item.itemId, item.why.filter((reason) => reason !== "in-destruction")]),
  );
}

function itemView(
  item: ItemRow,
  whys: ReadonlyMap<string, DestructionItem["why"]> | undefined,
): DestructionItem {
  return {
    itemId: item.item_id,
    homeId: item.home_id,
    number: item.item_number,
    name: item.name,
    objects: item.objects,
    sizeBytes: item.size_bytes,
    partition: item.partition,
    formedMs: item.formed_ms,
    class: item.class,
    minUntilMs: item.min_until_ms,
    listSha256: item.list_sha256,
    step: item.step,
    copies: [...item.copies],
    why: whys?.get(item.item_id) ?? [],
  };
}

/** So that the page shows no button that would be refused. */
function possible(
  house: House,
  actor: PersonActor,
  of: { readonly one: Case; readonly holders: Holders },
): DestructionCase["can"] {
  const { one, holders } = of;
  const { row } = one;
  const nowMs = house.clock.now();
  const isAdmin = actor.role === "admin";
  const own = actor.accountId === row.listed_by;
  const isWitness = witnessesOf(one).some((witness) => witness.accountId === actor.accountId);
  const decides =
    holders.some((holder) => holder.accountId === actor.accountId) &&
    mayDecide(partsOf(row), { accountId: actor.accountId, standingFor: null }).ok;
  const resultOpen =
    (row.state === "waiting-lock" || row.state === "verified") &&
    (isWitness || (isAdmin && row.executed_by === actor.accountId)) &&
    !one.signings.some(
      (signing) => signing.act.startsWith("result") && signing.account_id === actor.accountId,
    );
  const all: readonly (readonly [DestructionCase["can"][number], boolean])[] = [
    ["change", isAdmin && row.state === "listed"],
    ["cool", isAdmin && row.state === "listed"],
    ["submit", own && isAdmin && after(one, "submit", nowMs) !== undefined],
    ["decide", row.state === "submitted" && decides],
    ["withdraw", isAdmin && after(one, "withdraw", nowMs) !== undefined],
    ["witness", isAdmin && row.state === "approved" && actor.accountId !== row.decided_by],
    ["execute", isAdmin && row.state === "witnessed" && actor.accountId !== row.decided_by],
    ["sign-result", resultOpen && signedIn(one, "decide") !== undefined],
  ];
  return all.flatMap(([name, is]) => (is ? [name] : []));
}
