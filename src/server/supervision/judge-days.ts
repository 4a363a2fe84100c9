import { granted, refused } from "../../contract/outcome.ts";
import { instantOf, localTime } from "../../kernel/local-time.ts";
import { isRed, judgeDay, judgedFromTime } from "../../kernel/supervision/judge-day.ts";
import type { House } from "../../platform/house.ts";
import { act } from "../ledger/index.ts";
import { digestOf } from "../signing/index.ts";
import { gatherDay } from "./gather-day.ts";
import { type DayRow, insertDay, selectDays } from "./supervision.store.ts";

const scheduler = { kind: "system", name: "scheduler" } as const;
const dayMs = 86_400_000;
/** After a longer standstill a check covers so much. */
const lookBackMs = 31 * dayMs;

/**
 * Judges the day that has come (S0-18.1), once, from six in the morning on: what happened since the judgement
 * before it, so that nothing falls between two. A day on which the house did not run stays without one.
 */
export async function judgeToday(house: House): Promise<void> {
  const nowMs = house.clock.now();
  const { timeZone } = house.config;
  const { date: day } = localTime(nowMs, timeZone);
  const fromMs = instantOf(day, judgedFromTime, timeZone);
  if (fromMs === undefined || nowMs < fromMs) return;
  const earliestMs = nowMs - lookBackMs;
  const known = await selectDays(house.db, {
    siteId: house.siteId,
    fromDay: localTime(earliestMs, timeZone).date,
    untilDay: day,
  });
  const last = known.at(-1);
  if (last?.day === day) return;
  const span = { fromMs: Math.max(last?.to_ms ?? nowMs - dayMs, earliestMs), toMs: nowMs };
  const { figures, missing } = await gatherDay(house, span);
  const probes = judgeDay(figures);
  const row: DayRow = {
    site_id: house.siteId,
    day,
    judged_at_ms: nowMs,
    from_ms: span.fromMs,
    to_ms: span.toMs,
    probes,
    missing,
    sha256: digestOf({ day, ...span, probes, missing }),
  };
  await act(house, scheduler, "daily-check.judged@1", async (tx) => {
    if (!(await insertDay(tx, row))) return refused("conflict");
    return granted({
      value: undefined,
      subject: { type: "house", id: house.siteId },
      body: { day, ...span, red: redOf(row), checkSha256: row.sha256 },
    });
  });
}

export function redOf(row: Pick<DayRow, "probes">) {
  return row.probes.filter(isRed).map(({ probe }) => probe);
}
