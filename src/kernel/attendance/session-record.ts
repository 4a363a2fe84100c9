import type { SessionField } from "../../contract/attendance.ts";

/** What the record of a lesson (F-12) is made of. */
export interface SessionFacts {
  readonly project: string;
  readonly course: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly hours: number;
  readonly audiences: readonly string[];
  readonly roster: readonly string[];
  readonly groups: readonly { readonly name: string }[];
}

/** Which of the six fields of S0-5.3.1 say nothing; 参训班级/人员名单 is one field, class or names. */
export function missingFields(facts: SessionFacts): SessionField[] {
  const isEmpty: Readonly<Record<SessionField, boolean>> = {
    project: blank(facts.project),
    course: blank(facts.course),
    span: facts.endMs <= facts.startMs,
    hours: !(facts.hours > 0),
    audiences: facts.audiences.every(blank) && facts.roster.every(blank),
    groups: facts.groups.every((group) => blank(group.name)),
  };
  const fields: readonly SessionField[] = [
    "project",
    "course",
    "span",
    "hours",
    "audiences",
    "groups",
  ];
  return fields.filter((field) => isEmpty[field]);
}

function blank(text: string): boolean {
  return text.trim() === "";
}
