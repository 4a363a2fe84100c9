import type { CopyFate } from "../../contract/destruction.ts";
import { Fault } from "../../contract/faults.ts";
import { granted, refused } from "../../contract/outcome.ts";
import { lockedUntil } from "../../kernel/destruction/judge-items.ts";
import type { House } from "../../platform/house.ts";
import { incidents } from "../incidents/index.ts";
import { quiet } from "../ledger/index.ts";
import { after, serialOf, warrantOf } from "./case-parts.ts";
import { changeDestruction } from "./change-destruction.ts";
import { type Tell, tellNobody } from "./crash-points.ts";
import { destroyItem, mustBeGone, remoteFates, scheduler } from "./destroy-item.ts";
import {
  type Case,
  selectCase,
  selectCaseIds,
  updateCase,
  updateItem,
} from "./destruction.store.ts";
import type { ItemRow } from "./destruction-tables.ts";
import { finishDestruction } from "./finish-destruction.ts";
import type { DestructionPorts } from "./ports.ts";
import { trimLocal } from "./trim-local.ts";

/**
 * Carries on with every destruction that has begun, a step at a time, until it is finished or waits for
 * a lock or a signature. What stops one is an incident and stops no other. True: more to do at once.
 */
export async function workDestructions(
  house: House,
  ports: DestructionPorts,
  tell: Tell = tellNobody,
): Promise<boolean> {
  let more = false;
  const ids = await selectCaseIds(house.db, house.siteId, [
    "executing",
    "waiting-lock",
    "verified",
  ]);
  for (const caseId of ids) {
    try {
      more = (await carryOn(house, { caseId, ports, tell })) || more;
      await settled(house, caseId);
    } catch (cause) {
      if (!(cause instanceof Fault)) throw cause;
      await stopped(house, caseId, cause);
    }
  }
  return more;
}

interface Work {
  readonly caseId: string;
  readonly ports: DestructionPorts;
  readonly tell: Tell;
}

/** One step of one case; true when there is a next one already. */
async function carryOn(house: House, of: Work): Promise<boolean> {
  const one = await selectCase(house.db, house.siteId, of.caseId);
  if (one === undefined) return false;
  const { state } = one.row;
  if (state === "executing") return execute(house, one, of);
  if (state === "waiting-lock") return awaitLocks(house, one, of);
  return state === "verified" && finishDestruction(house, one, of);
}

async function execute(house: House, one: Case, of: Work): Promise<boolean> {
  const item = one.items.find((each) => each.step !== "checked");
  if (item !== undefined) {
    const { home_id: homeId } = item;
    if (homeId === null) throw new Error("a list holds recordings only");
    const destroying = { one, item: { ...item, home_id: homeId }, warrant: warrantOf(one) };
    await destroyItem(house, { ...destroying, ports: of.ports, tell: of.tell });
    return true;
  }
  of.tell("all-checked");
  if (one.row.medium === null) {
    await trimLocal(house, one, of.ports.trim);
    of.tell("trimmed");
    return true;
  }
  const untilMs = lockedUntil(one.items.flatMap((each) => each.copies));
  if (untilMs === null) await verified(house, one);
  else await waiting(house, one, untilMs);
  of.tell("case-entered");
  return true;
}

async function waiting(house: House, one: Case, lockedUntilMs: number): Promise<void> {
  const at = { caseId: one.row.case_id, kind: "destruction.waiting@1" as const };
  await changeDestruction(house, scheduler, at, async (tx, locked) => {
    const state = after(locked, "wait", house.clock.now());
    if (state === undefined) return refused("destruction_state");
    await updateCase(tx, at.caseId, { state, locked_until_ms: lockedUntilMs });
    return granted({
      body: { caseId: at.caseId, serial: serialOf(locked.row), lockedUntilMs },
    });
  });
}

async function verified(house: House, one: Case): Promise<void> {
  let locked = 0;
  for (const item of one.items)
    if (item.home_id !== null) locked += await mustBeGone(house, item.home_id);
  if (locked > 0)
    throw new Fault("damaged", "still_readable", { hint: `${locked} copies are still there` });
  const at = { caseId: one.row.case_id, kind: "destruction.verified@1" as const };
  await changeDestruction(house, scheduler, at, async (tx, locked) => {
    const nowMs = house.clock.now();
    const state = after(locked, "verify", nowMs);
    if (state === undefined) return refused("destruction_state");
    await updateCase(tx, at.caseId, { state, verified_at_ms: nowMs });
    return granted({
      body: {
        caseId: at.caseId,
        serial: serialOf(locked.row),
        items: locked.items.length,
        readable: 0 as const,
      },
    });
  });
}

/** Locked copies have been unreadable since their keys went; they are removed when their locks end. */
async function awaitLocks(house: House, one: Case, of: Work): Promise<boolean> {
  const { locked_until_ms: untilMs } = one.row;
  if (untilMs !== null && house.clock.now() < untilMs) return false;
  const warrant = warrantOf(one);
  const all: CopyFate[] = [];
  for (const item of one.items) {
    if (item.home_id === null) continue;
    const kept = item.copies.filter(
      (copy) => copy.where !== "target" && (copy.where !== "key-store" || copy.name === ""),
    );
    const remote = (await remoteFates(house, warrant, item.home_id)).map((copy) => ({
      ...copy,
      // Until when it was locked stays on the certificate.
      untilMs: copy.untilMs ?? lockOf(item, copy),
      checked: copy.state === "deleted" || copy.state === "erased",
    }));
    const copies = [...kept, ...remote];
    all.push(...copies);
    of.tell("copies-purged");
    await quiet(house, "what became of copies whose lock has ended", (tx) =>
      updateItem(tx, { caseId: one.row.case_id, itemId: item.item_id }, { copies }),
    );
  }
  const nextMs = lockedUntil(all);
  if (nextMs === null) {
    await verified(house, one);
    return true;
  }
  await quiet(house, "a lock was found to last longer than it said", (tx) =>
    updateCase(tx, one.row.case_id, { locked_until_ms: nextMs }),
  );
  return false;
}

const lockOf = (item: ItemRow, copy: CopyFate): number | null =>
  item.copies.find((one) => one.where === copy.where && one.name === copy.name)?.untilMs ?? null;

async function stopped(house: House, caseId: string, cause: Fault): Promise<void> {
  house.log.error({ err: cause, caseId }, "a destruction stopped and is carried on with");
  await incidents.raise(house, {
    kind: "destruction-stopped",
    severity: "major",
    subject: { type: "case", id: caseId },
    facts: { code: cause.code },
  });
}

function settled(house: House, caseId: string) {
  return incidents.settle(house, {
    kind: "destruction-stopped",
    subject: { type: "case", id: caseId },
  });
}
