import type { ActivityKind, ExternalParty } from "../../contract/lesson.ts";

interface Planned {
  readonly activity: ActivityKind;
  readonly external: ExternalParty | null;
}

/** With somebody from outside the footage lies in 对外培训, whatever was typed (S0-5.2.4). */
export function activityOf(typed: Planned): ActivityKind {
  return typed.external === null ? typed.activity : "external-training";
}

/** An external session without the reference of its agreement, or with nobody named at all. */
export function lacksAgreement(lesson: Planned): boolean {
  return (
    activityOf(lesson) === "external-training" && (lesson.external?.agreement ?? null) === null
  );
}
