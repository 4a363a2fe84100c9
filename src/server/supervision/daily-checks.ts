import type { PersonActor } from "../../contract/actor.ts";
import type { Signing } from "../../contract/approval.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { DailyCheck } from "../../contract/supervision.ts";
import { dayStart, nextDate } from "../../kernel/local-time.ts";
import type { House } from "../../platform/house.ts";
import { asTier } from "../../platform/tiers.ts";
import { enterRefusal } from "../ledger/index.ts";
import { tasks } from "../tasks/index.ts";
import { redOf } from "./judge-days.ts";
import { monthSpan } from "./months.ts";
import { type DayRow, selectDays } from "./supervision.store.ts";

type Reader = Pick<PersonActor, "accountId" | "role">;

/** The days of a month that have begun, newest first; one nobody signed or judged is there, too. */
export async function listDailyChecks(
  house: House,
  reader: Reader,
  ask: { readonly month: string },
): Promise<Outcome<{ days: DailyCheck[] }>> {
  const { timeZone } = house.config;
  const span = monthSpan(ask.month, timeZone);
  const listed = await tasks.list(house, reader, span);
  if (!listed.ok) return listed;
  const rows = await asTier(house, reader, (db) =>
    selectDays(db, {
      siteId: house.siteId,
      fromDay: `${ask.month}-01`,
      untilDay: `${ask.month}-31`,
    }),
  );
  const judged = new Map(rows.map((row) => [row.day, row]));
  const lines = listed.value.tasks.filter(
    (line) => line.kind === "daily-check" && line.period.startsWith(ask.month),
  );
  const days = lines.map((line): DailyCheck => {
    const row = judged.get(line.period);
    const { signed } = line;
    return {
      day: line.period,
      judged: row === undefined ? null : shownOf(row),
      taskId: line.taskId,
      state: line.state,
      signed:
        signed === null
          ? null
          : { name: signed.name, atMs: signed.atMs, late: signed.late, remark: signed.remark },
      mine: line.mine && (row !== undefined || line.state === "overdue"),
    };
  });
  return granted({ days: days.toReversed() });
}

function shownOf(row: DayRow): NonNullable<DailyCheck["judged"]> {
  return {
    atMs: row.judged_at_ms,
    fromMs: row.from_ms,
    toMs: row.to_ms,
    probes: [...row.probes],
    missing: [...row.missing],
    sha256: row.sha256,
  };
}

/**
 * The administrator signs what the house found. A red day needs words on what is done about it; a day
 * that was never judged is signed as that, afterwards and late.
 */
export async function signDailyCheck(
  house: House,
  actor: PersonActor,
  ask: { readonly day: string; readonly remark: string; readonly signing: Signing },
): Promise<Outcome<Record<never, never>>> {
  const task = await tasks.ofPeriod(house, { kind: "daily-check", period: ask.day });
  if (task === undefined) return refused("not_found");
  const [row] = await selectDays(house.db, {
    siteId: house.siteId,
    fromDay: ask.day,
    untilDay: ask.day,
  });
  const red = row === undefined ? [] : redOf(row);
  const refusal = unsignable(house, { ask, judged: row !== undefined, red: red.length });
  if (refusal !== undefined) {
    const subject = { type: "task", id: task.taskId } as const;
    await enterRefusal(house, actor, "task.signed@1", refusal, subject);
    return refusal;
  }
  const done = await tasks.sign(house, actor, {
    taskId: task.taskId,
    result: row !== undefined && red.length === 0 ? "ok" : "problem",
    remark: ask.remark,
    filled: {},
    signing: ask.signing,
    factsOf: { "daily-check": async () => factsOf(row) },
    beside: async () =>
      row === undefined
        ? []
        : [
            {
              kind: "daily-check.signed@1",
              subject: { type: "task", id: task.taskId },
              body: { day: ask.day, red, checkSha256: row.sha256 },
            },
          ],
  });
  return done.ok ? granted({}) : done;
}

function unsignable(
  house: House,
  of: {
    readonly ask: { readonly day: string; readonly remark: string };
    readonly judged: boolean;
    readonly red: number;
  },
) {
  const endMs = dayStart(nextDate(of.ask.day), house.config.timeZone);
  if (!of.judged && house.clock.now() < endMs) return refused("daily_check_absent");
  if ((!of.judged || of.red > 0) && of.ask.remark === "")
    return refused("daily_check_red", { red: of.red });
  return undefined;
}

/** As a task keeps them: short names, whole numbers. */
function factsOf(row: DayRow | undefined): Record<string, string | number> {
  if (row === undefined) return { judged: 0 };
  return {
    judged: 1,
    red: redOf(row).length,
    checkSha256: row.sha256,
    ...Object.fromEntries(row.probes.flatMap((probe) => Object.entries(probe.figures))),
  };
}
