import { type EntryKind, operationGroups } from "../../contract/entries.ts";
import { limits } from "../../contract/limits.ts";
import { unapproved } from "../../contract/supervision.ts";
import { localTime } from "../../kernel/local-time.ts";
import type { House } from "../../platform/house.ts";
import { type Entry, entriesIn } from "../ledger/index.ts";
import { tasks } from "../tasks/index.ts";
import { count, sum } from "./count-entries.ts";
import { redOf } from "./judge-days.ts";
import { type DayRow, type SectionFigures, selectDays } from "./supervision.store.ts";

const counted = [
  "copy.night-finished@1",
  "copy.night-failed@1",
  "copy.checked@1",
  "restore.tried@1",
  "vault.rot-found@1",
  "vault.repaired@1",
  "viewing.opened@1",
  "viewing.opened@2",
  "request.filed@1",
  "register.printed@1",
  "register.paired@1",
  "sign-in.opened@1",
  "sign-in.opened@2",
  "act.refused@1",
  ...operationGroups.rights,
  ...operationGroups.parameters,
  ...operationGroups.accounts,
] as const satisfies readonly EntryKind[];

/** The month's statistics, section by section of F-14 (S0-18.2): they stand there before anybody writes. */
export async function selfCheckFigures(
  house: House,
  span: { readonly fromMs: number; readonly toMs: number },
): Promise<SectionFigures> {
  const { timeZone } = house.config;
  const untilMs = Math.min(span.toMs, house.clock.now() + 1);
  const entries = await entriesIn(
    house,
    { fromMs: span.fromMs, toMs: untilMs },
    { kinds: counted, most: limits.registerTableRows },
  );
  const days = await selectDays(house.db, {
    siteId: house.siteId,
    fromDay: localTime(span.fromMs, timeZone).date,
    untilDay: localTime(span.toMs - 1, timeZone).date,
  });
  const overdue = (await tasks.overdue(house, untilMs)).filter(
    (task) => task.dueMs > span.fromMs && task.dueMs <= span.toMs,
  );
  return {
    recording: recordingFigures(days),
    copies: {
      nightsFinished: count(entries, "copy.night-finished@1"),
      nightsFailed: count(entries, "copy.night-failed@1"),
      copiedFiles: sum(entries, "copy.night-finished@1", "objects"),
      checks: count(entries, "copy.checked@1"),
      damagedFiles: sum(entries, "copy.checked@1", "damaged"),
      houseTrials: count(entries, "restore.tried@1"),
      rotFound: count(entries, "vault.rot-found@1"),
      repaired: count(entries, "vault.repaired@1"),
    },
    registers: {
      viewings: count(entries, "viewing.opened@1", "viewing.opened@2"),
      requestsFiled: count(entries, "request.filed@1"),
      sheetsPrinted: count(entries, "register.printed@1"),
      sheetsPaired: count(entries, "register.paired@1"),
      tasksOverdue: overdue.length,
    },
    rights: {
      signIns: count(entries, "sign-in.opened@1", "sign-in.opened@2"),
      accountChanges: count(entries, ...operationGroups.accounts),
      rightChanges: count(entries, ...operationGroups.rights),
      parameterChanges: count(entries, ...operationGroups.parameters),
      refusedAttempts: entries.filter(isUnapproved).length,
    },
  };
}

function recordingFigures(days: readonly DayRow[]) {
  const figure = (name: string) =>
    days
      .flatMap((day) => day.probes)
      .filter(({ probe }) => probe === "recording")
      .reduce((all, probe) => all + (probe.figures[name] ?? 0), 0);
  return {
    daysJudged: days.length,
    daysRed: days.filter((day) => redOf(day).length > 0).length,
    lessons: figure("lessons"),
    plannedCameras: figure("plannedCameras"),
    expectedMs: figure("expectedMs"),
    missingMs: figure("missingMs"),
  };
}

/** Whether an entry tells of somebody who tried what nobody had approved. */
export function isUnapproved({ leaf }: Pick<Entry, "leaf">): boolean {
  const { code } = leaf.body;
  return leaf.kind === "act.refused@1" && unapproved.some((one) => one === code);
}
