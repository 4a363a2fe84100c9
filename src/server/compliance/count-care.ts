import { type TaskKind, administratorDuties } from "../../contract/tasks.ts";
import { localTime } from "../../kernel/local-time.ts";
import type { House } from "../../platform/house.ts";
import { matters, suspicions } from "../conduct/index.ts";
import { tickets } from "../maintenance/index.ts";
import { policyBases } from "../policies/index.ts";
import { dailyChecks, digests } from "../supervision/index.ts";
import { tasks } from "../tasks/index.ts";
import { boardReader, told } from "./reader.ts";

/** Duties that came round, what people watch over, and the documents the rules rest on. */
export async function countCare(house: House) {
  const nowMs = house.clock.now();
  const reader = boardReader(house);
  const overdue = await tasks.overdue(house, nowMs);
  const of = (...kinds: readonly TaskKind[]) =>
    overdue.filter((one) => kinds.includes(one.kind)).length;
  const listed = told(await digests.list(house, reader)).digests;
  const open = told(await matters.list(house, reader, { box: "open" })).matters;
  const found = told(await suspicions.list(house, reader, "open")).suspicions;
  const rules = told(await policyBases.inForce(house, reader, { atMs: nowMs }));
  return {
    tasksOverdue: overdue.length,
    dutiesOverdue: of(...administratorDuties),
    copyChecksOverdue: of("copy-check"),
    scansOverdue: of("virus-scan", "hardware-check"),
    capacityOverdue: of("capacity-review"),
    campaignsOverdue: of("archive-campaign"),
    agreementsOverdue: of("external-agreement"),
    daysUnsigned: of("daily-check"),
    monthsUnsigned: of("monthly-check"),
    quartersUnsigned: of("spot-check"),
    dayRed: await lastDayRed(house),
    digestsLate: listed.filter((one) => one.state === "escalated").length,
    mattersOpen: open.length,
    mattersUnowned: open.filter((one) => one.responsible === null).length,
    suspicionsOpen: found.length,
    ticketsOpen: told(await tickets.list(house, reader, "open")).tickets.length,
    policiesInForce: rules.policies.length,
    rulesUnbased: rules.rules.filter((one) => one.basis === null).length,
  };
}

/** Probes that were red when the house last judged a day of this month or the one before. */
async function lastDayRed(house: House): Promise<number> {
  const nowMs = house.clock.now();
  const monthOf = (atMs: number) => localTime(atMs, house.config.timeZone).date.slice(0, 7);
  const months = new Set([monthOf(nowMs), monthOf(nowMs - 2 * 86_400_000)]);
  for (const month of months) {
    const { days } = told(await dailyChecks.list(house, boardReader(house), { month }));
    const judged = days.find((day) => day.judged !== null)?.judged;
    if (judged != null) return judged.probes.filter((probe) => probe.faults.length > 0).length;
  }
  return 0;
}
