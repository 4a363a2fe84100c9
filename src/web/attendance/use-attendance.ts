import { useMutation, useQuery } from "@tanstack/react-query";
import { ask, type Answer } from "../ask.ts";
import { queries } from "../session/queries.ts";

export type AttendanceNow = Answer<"attendance.read">;
export type LineNow = AttendanceNow["lines"][number];
export type MarkNow = LineNow["marks"][number];

const pollMs = 3_000;
const keyOf = (lessonId: string) => ["attendance", lessonId] as const;

/** The list as it grows; the page asks by itself while people come. */
export function useAttendance(lessonId: string) {
  return useQuery({
    queryKey: keyOf(lessonId),
    queryFn: () => ask("attendance.read", { params: { lessonId } }, { background: true }),
    refetchInterval: pollMs,
    placeholderData: (old) => old,
  });
}

export function keepAttendance(lessonId: string, now: AttendanceNow): void {
  queries.setQueryData(keyOf(lessonId), now);
}

/** Somebody of the list as the house knows them. */
export function attendeeOf(line: LineNow) {
  return line.accountId === null ? { name: line.name } : { accountId: line.accountId };
}

export function keyOfLine(line: LineNow): string {
  return line.accountId ?? `${line.name}/${line.marks[0]?.markId ?? ""}`;
}

export interface Marking {
  readonly line: LineNow;
  readonly kind: "in" | "out" | "leave";
  readonly reason: string;
}

export function useMarking(lessonId: string, onDone: () => void) {
  return useMutation({
    mutationFn: ({ line, kind, reason }: Marking) =>
      ask("attendance.mark", {
        params: { lessonId },
        body: { attendee: attendeeOf(line), kind, reason },
      }),
    onSuccess: (now) => {
      keepAttendance(lessonId, now);
      onDone();
    },
  });
}
