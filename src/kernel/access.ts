import type { Role } from "../contract/roles.ts";

/** Who asks, as far as it matters for looking. */
export interface Looker {
  readonly accountId: string;
  readonly role: Role;
  /** Venues this person answers for. */
  readonly venueIds: readonly string[];
}

export interface LookedAt {
  readonly teacherIds: readonly string[];
  readonly venueId: string;
}

export type LookRight = "own-lesson" | "own-area" | "purpose";

export type LookDecision =
  | { readonly ok: true; readonly right: LookRight; readonly purpose: string }
  | { readonly ok: false; readonly code: "not_permitted" | "purpose_missing" };

/**
 * Who may look at a lesson's recording (S0-9.1, S0-12.1): a teacher at own lessons and a manager at
 * own venues by standing right; administrator and director at any, but only for a named purpose.
 * Everybody else not, until a rule says otherwise.
 */
export function decideLook(looker: Looker, lesson: LookedAt, purpose: string | null): LookDecision {
  switch (looker.role) {
    case "teacher":
      return lesson.teacherIds.includes(looker.accountId)
        ? { ok: true, right: "own-lesson", purpose: purpose ?? "own-lesson" }
        : { ok: false, code: "not_permitted" };
    case "manager":
      return looker.venueIds.includes(lesson.venueId)
        ? { ok: true, right: "own-area", purpose: purpose ?? "own-area" }
        : { ok: false, code: "not_permitted" };
    case "admin":
    case "director":
      return purpose === null
        ? { ok: false, code: "purpose_missing" }
        : { ok: true, right: "purpose", purpose };
    case "superior":
    case "operator":
    case "student":
    case "auditor":
      return { ok: false, code: "not_permitted" };
  }
}

/** Whether a person may see a camera live: where they teach today, what they answer for, or everywhere. */
export function mayWatchLive(
  looker: Looker,
  camera: { venueId: string; taughtVenueIds: readonly string[] },
): boolean {
  switch (looker.role) {
    case "teacher":
      return camera.taughtVenueIds.includes(camera.venueId);
    case "manager":
    case "operator":
      return looker.venueIds.includes(camera.venueId);
    case "admin":
    case "director":
      return true;
    case "superior":
    case "student":
    case "auditor":
      return false;
  }
}
