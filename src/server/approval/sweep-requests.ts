import { limits } from "../../contract/limits.ts";
import { granted, refused } from "../../contract/outcome.ts";
import { after } from "../../kernel/approval/decide-step.ts";
import type { House } from "../../platform/house.ts";
import { act } from "../ledger/index.ts";
import { factsOf } from "./case-view.ts";
import { type Case, lockCase, selectCases, updateCase } from "./cases.store.ts";

const scheduler = { kind: "system", name: "scheduler" } as const;

interface Ending {
  readonly event: "close" | "lapse";
  readonly why: string;
}

/**
 * What ends by itself: a window that is over (used: closed, unused: lapsed), a question about looking
 * whose hours passed, a granted copy nobody took. Gives how many ended.
 */
export async function sweepRequests(house: House): Promise<number> {
  const nowMs = house.clock.now();
  const open = await selectCases(house.db, house.siteId, {
    states: ["waiting", "granted"],
    most: limits.requestsOpenMost,
  });
  const due = open.filter((one) => endingOf(one, nowMs) !== undefined);
  for (const one of due) await end(house, one.row.request_id);
  return due.length;
}

function endingOf({ row, taken }: Case, nowMs: number): Ending | undefined {
  if (row.window_end_ms !== null && row.window_end_ms <= nowMs) {
    const used = row.state === "granted" && row.used_at_ms !== null;
    return used ? { event: "close", why: "used" } : { event: "lapse", why: "window" };
  }
  const unused =
    row.granted_at_ms !== null &&
    row.gives !== "viewing" &&
    taken === undefined &&
    row.granted_at_ms + limits.grantUnusedMs <= nowMs;
  return unused ? { event: "lapse", why: "unused" } : undefined;
}

async function end(house: House, requestId: string): Promise<void> {
  const [known] = await selectCases(house.db, house.siteId, { ids: [requestId], most: 1 });
  const ending = known === undefined ? undefined : endingOf(known, house.clock.now());
  if (ending === undefined) return;
  const subject = { type: "request" as const, id: requestId };
  const change = async (one: Case | undefined) =>
    one === undefined ? undefined : after(factsOf(one), ending.event);
  if (ending.event === "close") {
    await act(house, scheduler, "request.closed@1", async (tx) => {
      const state = await change(await lockCase(tx, house.siteId, requestId));
      if (state === undefined) return refused("request_not_open");
      await updateCase(tx, requestId, { state, ended_at_ms: house.clock.now() });
      return granted({ value: undefined, subject, body: { requestId } });
    });
    return;
  }
  await act(house, scheduler, "request.lapsed@1", async (tx) => {
    const state = await change(await lockCase(tx, house.siteId, requestId));
    if (state === undefined) return refused("request_not_open");
    await updateCase(tx, requestId, { state, ended_at_ms: house.clock.now() });
    return granted({ value: undefined, subject, body: { requestId, why: ending.why } });
  });
}
