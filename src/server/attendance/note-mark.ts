import type { Actor } from "../../contract/actor.ts";
import type { MarkKind, MarkWay, Verdict } from "../../contract/attendance.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import { counts, isSecond } from "../../kernel/attendance/standing.ts";
import type { House } from "../../platform/house.ts";
import { act } from "../ledger/index.ts";
import { insertAttendee, insertMark, lockAttendee, type MarkRow } from "./attendance.store.ts";
import { factsOf, type GatheredLine, whoOf } from "./gather.ts";

/** What is noted about somebody, before the house has looked whether it is the first of its kind. */
export interface Noting {
  readonly lessonId: string;
  readonly line: Pick<GatheredLine, "attendee" | "accountId" | "name">;
  readonly kind: MarkKind;
  readonly verdict: Exclude<Verdict, "repeated" | "void">;
  readonly way: MarkWay;
  readonly atMs: number;
  readonly terminal: string;
  /** Who noted it, where that was not the person. */
  readonly byAccount: string | null;
  readonly kioskId: string | null;
  readonly reason: string;
}

export interface Noted {
  readonly mark: MarkRow;
  /** All of the person's, this one included. */
  readonly marks: readonly MarkRow[];
}

/**
 * Notes one mark. Whoever is noted is locked meanwhile, so of a hundred at once one counts and the others
 * are `repeated`; the table's own index says the same again.
 */
export function noteMark(house: House, actor: Actor, noting: Noting): Promise<Outcome<Noted>> {
  const { lessonId, line } = noting;
  const who = whoOf(house, lessonId, line);
  return act(house, actor, "attendance.marked@1", async (tx) => {
    await insertAttendee(tx, { ...who, attendee_id: house.newId() });
    const locked = await lockAttendee(tx, who);
    if (locked === undefined) return refused("conflict");
    if (locked.marks.length >= limits.marksMost) return refused("too_many");
    const second = isSecond(locked.marks.map(factsOf), noting.kind);
    const wasRoot = locked.marks.some(
      (mark) => mark.kind === noting.kind && mark.corrects_id === null && counts(mark.verdict),
    );
    const verdict = second || wasRoot ? "repeated" : noting.verdict;
    const mark = rowOf(house, noting, { attendeeId: locked.row.attendee_id, verdict });
    await insertMark(tx, mark);
    return granted({
      value: { mark, marks: [...locked.marks, mark] },
      subject: { type: "lesson", id: lessonId },
      body: {
        lessonId,
        markId: mark.mark_id,
        attendeeId: mark.attendee_id,
        accountId: who.account_id,
        kind: mark.kind,
        verdict,
        way: mark.way,
        atMs: mark.at_ms,
        kioskId: mark.kiosk_id,
      },
      personal: { name: line.name, ...(mark.reason === "" ? {} : { reason: mark.reason }) },
    });
  });
}

function rowOf(
  house: House,
  noting: Noting,
  judged: { readonly attendeeId: string; readonly verdict: Verdict },
): MarkRow {
  return {
    mark_id: house.newId(),
    site_id: house.siteId,
    lesson_id: noting.lessonId,
    attendee_id: judged.attendeeId,
    kind: noting.kind,
    verdict: judged.verdict,
    way: noting.way,
    at_ms: noting.atMs,
    terminal: noting.terminal.slice(0, 200),
    by_account: noting.byAccount,
    kiosk_id: noting.kioskId,
    reason: noting.reason,
    corrects_id: null,
  };
}
