import type { Office } from "../../contract/appointments.ts";
import type {
  Operation,
  PaperKind,
  Post,
  Profile,
  RequestState,
  Strokes,
} from "../../contract/approval.ts";
import type { Sensitivity } from "../../contract/lesson.ts";
import type { Purpose } from "../../contract/purposes.ts";
import type { Role } from "../../contract/roles.ts";
import type { Gives } from "../../kernel/approval/routes.ts";

/** The room's tables as Kysely sees them; `migrations/0090-approval.sql` is their definition. */
export type ApprovalTables = {
  "approval.serial": { site_id: string; year: number; last: number };
  "approval.request": {
    request_id: string;
    site_id: string;
    year: number;
    number: number;
    profile: Profile;
    operation: Operation;
    purpose: Purpose | null;
    reason: string;
    unit: string;
    handler: string;
    contact: string;
    form: string;
    rule: string;
    gives: Gives;
    masking: boolean;
    papers_demanded: PaperKind[];
    camera_ids: string[];
    span_start_ms: number | null;
    span_end_ms: number | null;
    window_start_ms: number | null;
    window_end_ms: number | null;
    return_due_ms: number | null;
    emergency_asked: boolean;
    filed_by: string;
    filed_by_name: string;
    filed_at_ms: number;
    form_sha256: string;
    state: RequestState;
    papers_due_ms: number | null;
    granted_at_ms: number | null;
    used_at_ms: number | null;
    receiver: string | null;
    medium: string | null;
    returned_how: "returned" | "destroyed" | null;
    ended_at_ms: number | null;
  };
  "approval.request_lesson": {
    request_id: string;
    site_id: string;
    lesson_id: string;
    position: number;
    title: string;
    start_ms: number;
    end_ms: number;
    venue: string;
    sensitivity: Sensitivity;
  };
  "approval.step": {
    request_id: string;
    site_id: string;
    number: number;
    post: Post;
    rule: string;
    decision: "agreed" | "disagreed" | null;
    decided_by: string | null;
    decided_by_name: string | null;
    standing_for: string | null;
    standing_for_name: string | null;
    vacancy: boolean;
    opinion: string | null;
    decided_at_ms: number | null;
  };
  "approval.signing": {
    signing_id: string;
    site_id: string;
    request_id: string;
    act: SignedAct;
    step: number;
    account_id: string;
    name: string;
    strokes: Strokes;
    sha256: string;
    signed_at_ms: number;
  };
  "approval.request_paper": {
    request_id: string;
    site_id: string;
    paper_id: string;
    kind: PaperKind;
    added_by: string;
    added_at_ms: number;
  };
  "approval.taken": {
    request_id: string;
    site_id: string;
    use: Taking;
    account_id: string;
    taken_at_ms: number;
  };
  "approval.delegation": {
    delegation_id: string;
    site_id: string;
    post: Post;
    from_account_id: string;
    to_account_id: string;
    start_ms: number;
    end_ms: number;
    reason: string;
    opened_at_ms: number;
    ended_at_ms: number | null;
  };
  "approval.appointment": {
    appointment_id: string;
    site_id: string;
    office: Office;
    account_id: string;
    opened_at_ms: number;
    opened_by: string;
    text_version: number | null;
    text_sha256: string | null;
    strokes: Strokes | null;
    acknowledged_at_ms: number | null;
    ended_at_ms: number | null;
  };
  "approval.body": { site_id: string; post: Post; role: Role; name: string };
};

export type SignedAct = "step" | "co-sign" | "hand-over" | "return";
export type Taking = Exclude<Gives, "viewing">;
export type RequestRow = ApprovalTables["approval.request"];
export type LessonRow = ApprovalTables["approval.request_lesson"];
export type StepRow = ApprovalTables["approval.step"];
export type SigningRow = ApprovalTables["approval.signing"];
export type AppointmentRow = ApprovalTables["approval.appointment"];
export type DelegationRow = ApprovalTables["approval.delegation"];
