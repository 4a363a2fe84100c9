import type {
  Operation,
  Paper,
  Profile,
  RequestCase,
  RequestState,
  Step,
} from "../../contract/approval.ts";
import type { Purpose } from "../../contract/purposes.ts";

/** One actual use of a grant: a viewing it opened, or something that left by it. */
export interface GrantUse {
  readonly entryId: string;
  readonly requestId: string;
  readonly serial: string;
  readonly atMs: number;
  readonly name: string;
  readonly use: "viewing" | "clip" | "package" | "loan" | "library";
}

interface Span {
  readonly startMs: number;
  readonly endMs: number;
}

/**
 * The superset of F-03, F-08, F-09, F-20 and F-23: requester, unit, papers, purpose, items, range,
 * mode, approvals with signatures, window, actual uses, copied or not, medium, return, remark.
 */
export interface AccessRecord {
  readonly requestId: string;
  readonly serial: string;
  readonly profile: Profile;
  readonly form: string;
  readonly filedAtMs: number;
  readonly requester: string;
  readonly unit: string;
  readonly handler: string;
  readonly contact: string;
  readonly papers: readonly Paper[];
  readonly mode: Operation;
  readonly copied: boolean;
  readonly purpose: Purpose | null;
  readonly reason: string;
  readonly items: readonly string[];
  readonly venues: readonly string[];
  /** Labels; none: every camera of the lessons. */
  readonly cameras: readonly string[];
  readonly range: Span;
  readonly window: Span | null;
  readonly approvals: readonly Step[];
  readonly uses: readonly GrantUse[];
  readonly state: RequestState;
  readonly handedOver: RequestCase["handedOver"];
  readonly returnDueMs: number | null;
  readonly returned: RequestCase["returned"];
  readonly closedAtMs: number | null;
  readonly emergency: RequestCase["emergency"];
}

export function accessRecordOf(
  one: RequestCase,
  more: { readonly cameras: readonly string[]; readonly uses: readonly GrantUse[] },
): AccessRecord {
  return {
    requestId: one.requestId,
    serial: one.serial,
    profile: one.profile,
    form: one.form,
    filedAtMs: one.filedAtMs,
    requester: one.filedBy,
    unit: one.unit,
    handler: one.handler,
    contact: one.contact,
    papers: one.papers,
    mode: one.operation,
    copied: one.operation !== "view",
    purpose: one.purpose,
    reason: one.reason,
    items: one.lessons.length > 0 ? one.lessons.map((lesson) => lesson.title) : one.titles,
    venues: [...new Set(one.lessons.map((lesson) => lesson.venue))],
    cameras: more.cameras,
    range: one.span ?? hullOf(one),
    window: one.window,
    approvals: one.steps,
    uses: more.uses,
    state: one.state,
    handedOver: one.handedOver,
    returnDueMs: one.returnDueMs,
    returned: one.returned,
    closedAtMs: one.closedAtMs,
    emergency: one.emergency,
  };
}

/** From the first lesson's start to the last one's end. */
function hullOf({ lessons, filedAtMs }: RequestCase): Span {
  if (lessons.length === 0) return { startMs: filedAtMs, endMs: filedAtMs };
  return {
    startMs: Math.min(...lessons.map((lesson) => lesson.startMs)),
    endMs: Math.max(...lessons.map((lesson) => lesson.endMs)),
  };
}
