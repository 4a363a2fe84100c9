import type { House } from "../../platform/house.ts";
import { listCases, requests } from "../approval/index.ts";
import { playbooks } from "../playbooks/index.ts";
import { joinAccess, sheets } from "../registers/index.ts";
import { type Span, boardReader, told } from "./reader.ts";

/** Told and not acknowledged within a day. */
const receiptMs = 24 * 3_600_000;
/** A year of viewings is more than a page waits for; the questions ask for any period. */
const monthMs = 31 * 86_400_000;

/** Who looked and by what right, what was lent, what was printed, and what happened to the house. */
export async function countLooking(house: House, year: Span) {
  const nowMs = house.clock.now();
  const month = { fromMs: year.toMs - monthMs, toMs: year.toMs };
  const joined = told(await joinAccess(house, listCases, month));
  const overdue = told(await requests.list(house, boardReader(house), { box: "overdue" }));
  const paired = told(await sheets.reconcile(house, year));
  const events = (await playbooks.inPeriod(house, { ...year, fromMs: 0 })).filter(
    (one) => !one.drill,
  );
  const open = events.filter((one) => one.closedAtMs === null);
  const missing = paired.missingPaper.filter((one) => one.state === "missing");
  return {
    viewings: joined.viewings,
    viewingsUnmatched: joined.unmatched.length,
    loansOverdue: overdue.requests.length,
    sheetsPrinted: paired.printed,
    papersWaiting: paired.missingPaper.length - missing.length,
    papersMissing: missing.length + paired.missingElectronic.length,
    eventsOpen: open.length,
    leaksOpen: open.filter((one) => one.kind === "footage-leak").length,
    noticesUnreceipted: events
      .flatMap((one) => one.notices)
      .filter((one) => one.receipt === null && one.sentAtMs + receiptMs <= nowMs).length,
  };
}
