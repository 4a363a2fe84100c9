import type { PersonActor } from "../../contract/actor.ts";
import type { Signing } from "../../contract/approval.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { SectionAnswer, SelfCheck } from "../../contract/supervision.ts";
import { selfCheckSections } from "../../contract/supervision.ts";
import { unsignable } from "../../kernel/supervision/self-check.ts";
import type { House } from "../../platform/house.ts";
import { asTier } from "../../platform/tiers.ts";
import { enterRefusal } from "../ledger/index.ts";
import { digestOf } from "../signing/index.ts";
import { tasks } from "../tasks/index.ts";
import { monthSpan } from "./months.ts";
import { selfCheckFigures } from "./self-check-figures.ts";
import {
  type SectionFigures,
  type SelfCheckRow,
  type SignedSection,
  insertSelfCheck,
  selectSelfChecks,
} from "./supervision.store.ts";

type Reader = Pick<PersonActor, "accountId" | "role">;
type SelfCheckLine = Omit<SelfCheck, "figures" | "signed"> & {
  readonly signedBy: string | null;
  readonly findings: number | null;
};

/** Every month's self-check of the last thirteen months, newest first. */
export async function listSelfChecks(
  house: House,
  reader: Reader,
): Promise<Outcome<{ months: SelfCheckLine[] }>> {
  const toMs = house.clock.now() + 1;
  const listed = await tasks.list(house, reader, { fromMs: toMs - limits.taskSpanMs, toMs });
  if (!listed.ok) return listed;
  const rows = await asTier(house, reader, (db) => selectSelfChecks(db, house.siteId));
  const months = listed.value.tasks
    .filter((line) => line.kind === "monthly-check")
    .map((line): SelfCheckLine => {
      const row = rows.find((one) => one.month === line.period);
      return {
        month: line.period,
        taskId: line.taskId,
        state: line.state,
        dueMs: line.dueMs,
        mine: line.mine,
        signedBy: line.signed?.name ?? null,
        findings: row === undefined ? null : findingsOf(row.sections).length,
      };
    });
  return granted({ months: months.toReversed() });
}

/** F-14 of one month: with the figures of now while it is open, as it was signed afterwards. */
export async function readSelfCheck(
  house: House,
  reader: Reader,
  ask: { readonly month: string },
): Promise<Outcome<SelfCheck>> {
  const known = await tasks.ofPeriod(house, { kind: "monthly-check", period: ask.month });
  if (known === undefined) return refused("not_found");
  const read = await tasks.read(house, reader, { taskId: known.taskId, factsOf: {} });
  if (!read.ok) return read;
  const task = read.value;
  const rows = await asTier(house, reader, (db) => selectSelfChecks(db, house.siteId));
  const row = rows.find((one) => one.task_id === task.taskId);
  const figures =
    row?.figures ?? (await selfCheckFigures(house, monthSpan(ask.month, house.config.timeZone)));
  const { signed, strokes } = task;
  return granted({
    month: ask.month,
    taskId: task.taskId,
    state: task.state,
    dueMs: task.dueMs,
    mine: task.mine,
    figures: { ...figures },
    signed:
      signed === null || strokes === null || row === undefined
        ? null
        : {
            name: signed.name,
            atMs: signed.atMs,
            late: signed.late,
            strokes,
            sections: row.sections.map((one) => ({ ...one, findings: [...one.findings] })),
            sha256: row.sha256,
          },
  });
}

/**
 * Signs F-14 of a month with the figures it stands on. Every finding becomes a rectification task with
 * its deadline, in the same transaction; without a deadline nothing is signed (S0-18.2).
 */
export async function signSelfCheck(
  house: House,
  actor: PersonActor,
  ask: {
    readonly month: string;
    readonly sections: readonly SectionAnswer[];
    readonly signing: Signing;
  },
): Promise<Outcome<Record<never, never>>> {
  const task = await tasks.ofPeriod(house, { kind: "monthly-check", period: ask.month });
  if (task === undefined) return refused("not_found");
  const nowMs = house.clock.now();
  const trouble = unsignable(ask.sections, nowMs);
  if (trouble !== undefined) {
    const refusal = refused(trouble.code, { section: trouble.section });
    const subject = { type: "task", id: task.taskId } as const;
    await enterRefusal(house, actor, "task.signed@1", refusal, subject);
    return refusal;
  }
  const figures = await selfCheckFigures(house, monthSpan(ask.month, house.config.timeZone));
  const sections = inOrder(house, ask.sections);
  const row: SelfCheckRow = {
    task_id: task.taskId,
    site_id: house.siteId,
    month: ask.month,
    figures,
    sections,
    sha256: digestOf({ month: ask.month, figures, sections }),
  };
  const findings = findingsOf(sections);
  const done = await tasks.sign(house, actor, {
    taskId: task.taskId,
    result: "ok",
    remark: "",
    filled: {},
    signing: ask.signing,
    factsOf: { "monthly-check": async () => flat(figures, findings.length) },
    beside: async (tx) => {
      await insertSelfCheck(tx, row);
      await tasks.give(
        house,
        tx,
        findings.map((finding, at) => ({
          taskId: finding.taskId,
          period: `${ask.month}#${at + 1}`,
          about: [finding.text, finding.measure].filter((text) => text !== "").join(" → "),
          fromMs: nowMs,
          dueMs: finding.dueMs ?? task.dueMs,
        })),
      );
      return [
        {
          kind: "self-check.signed@1",
          subject: { type: "task", id: task.taskId },
          body: {
            month: ask.month,
            findings: findings.length,
            rectifications: findings.map((one) => one.taskId),
            checkSha256: row.sha256,
          },
        },
      ];
    },
  });
  return done.ok ? granted({}) : done;
}

function inOrder(house: House, sections: readonly SectionAnswer[]): SignedSection[] {
  return selfCheckSections.flatMap((name) =>
    sections
      .filter((one) => one.section === name)
      .map((one) => ({
        ...one,
        findings: one.findings.map((finding) => ({ ...finding, taskId: house.newId() })),
      })),
  );
}

function findingsOf(sections: readonly SignedSection[]) {
  return sections.flatMap((section) => section.findings);
}

/** As a task keeps them. */
function flat(figures: SectionFigures, findings: number): Record<string, number> {
  const names = selfCheckSections.flatMap((section) => Object.entries(figures[section]));
  return { findings, ...Object.fromEntries(names) };
}
