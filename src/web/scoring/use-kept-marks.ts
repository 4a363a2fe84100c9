import { useEffect, useState, useSyncExternalStore } from "react";
import type { ScoreSheet } from "../../contract/scoring.ts";
import { type Answer, ask, RefusedError } from "../ask.ts";
import { isRefused, queries } from "../session/queries.ts";
import { useMe } from "../session/me.ts";
import { KeptMarks, type KeptState, type SheetOf } from "./kept-marks.ts";

export type Scoring = Answer<"scoring.lesson">;
const tryAgainMs = 3_000;

export const scoringKey = (lessonId: string) => ["scoring", lessonId] as const;

/** The marks this person gave on this device, and that they reach the house. */
export function useKeptMarks(lessonId: string): { kept: KeptMarks; state: KeptState } {
  const { accountId } = useMe();
  const [kept] = useState(() => openKept(accountId, lessonId));
  const state = useSyncExternalStore(kept.subscribe, kept.state);
  const count = state.waiting.length;
  useEffect(() => {
    if (count === 0) return;
    void kept.send();
    const again = setInterval(() => void kept.send(), tryAgainMs);
    const now = () => void kept.send();
    addEventListener("online", now);
    return () => {
      clearInterval(again);
      removeEventListener("online", now);
    };
  }, [kept, count]);
  return { kept, state };
}

function openKept(accountId: string, lessonId: string): KeptMarks {
  return new KeptMarks({
    accountId,
    shelf: localStorage,
    carrier: {
      marks: (params, marks) => ask("scoring.mark", { params, body: { marks: [...marks] } }),
      handIn: (params, handIn) => ask("scoring.handIn", { params, body: handIn }),
      arrived: (of, sheet) => place(lessonId, of, sheet),
      // Whoever has to sign in again sends on afterwards; that is no verdict on a mark.
      isRefusal: (error) =>
        error instanceof RefusedError &&
        !isRefused(error, "not_signed_in") &&
        !isRefused(error, "locked") &&
        // Marks of an exam that is not open yet wait for its opening (S0-5.2.3).
        !isRefused(error, "exam_not_opened") &&
        !isRefused(error, "too_many"),
    },
  });
}

/** The sheet as the house has it now, where the page reads it. */
function place(lessonId: string, { assignmentId }: SheetOf, sheet: ScoreSheet): void {
  queries.setQueryData<Scoring>(scoringKey(lessonId), (before) => {
    if (before === undefined) return before;
    const others = before.sheets.filter(
      (one) => one.assignmentId !== assignmentId || one.studentId !== sheet.studentId,
    );
    return { ...before, sheets: [...others, sheet] };
  });
}
