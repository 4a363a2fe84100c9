import type { Generated, JSONColumnType } from "kysely";
import type { Strokes } from "../../contract/approval.ts";
import type { Partition } from "../../contract/lesson.ts";
import type {
  ClaimBasis,
  HoldCause,
  ItemKind,
  ItemSource,
  ItemState,
  RetentionClass,
  TermedClass,
} from "../../contract/retention.ts";

/** Strokes arrive as they were drawn and are written as JSON text. */
type Drawn = JSONColumnType<Strokes, string, string>;

/** A segment of fixed evidence, as it was when it was fixed. */
export interface LockedSegment {
  readonly segmentId: string;
  readonly homeId: string;
  readonly startMs: number;
  readonly sizeBytes: number;
  readonly sha256: string;
}

/** The room's tables as Kysely sees them; `migrations/0220-retention.sql` is their definition. */
export type RetentionTables = {
  "retention.counter": { site_id: string; year: number; last: number };
  "retention.followed": { site_id: string; index: number; homes_ms: number };
  "retention.item": {
    item_id: string;
    site_id: string;
    year: number;
    number: number;
    kind: ItemKind;
    source: ItemSource;
    source_key: string;
    home_id: string | null;
    name: string;
    place: string;
    partition: Partition;
    class: RetentionClass;
    state: ItemState;
    start_ms: number;
    end_ms: number;
    formed_ms: number;
    ended_ms: number;
    cameras: string[];
    size_bytes: number;
    path: string;
    looks: number;
    uses: number;
    enrolled_at_ms: number;
    state_at_ms: number;
    disposal_reference: string | null;
  };
  "retention.claim": {
    claim_id: string;
    site_id: string;
    item_id: string;
    basis: ClaimBasis;
    class: RetentionClass | null;
    rule: string;
    until_ms: number | null;
    delete_by_ms: number | null;
    hold_id: string | null;
    agreement_id: string | null;
    opened_at_ms: number;
    opened_by: string | null;
    ended_at_ms: number | null;
    ended_by: string | null;
  };
  "retention.hold": {
    hold_id: string;
    site_id: string;
    cause: HoldCause;
    reason: string;
    scope: "lesson" | "camera" | "case";
    lesson_ids: string[];
    camera_id: string | null;
    camera_label: string | null;
    start_ms: number | null;
    end_ms: number | null;
    request_id: string | null;
    placed_at_ms: number;
    placed_by: string;
    lifted_at_ms: number | null;
    lifted_by: string | null;
    lift_reason: string | null;
    lift_signature: string | null;
    lift_sha256: string | null;
  };
  "retention.agreement": {
    agreement_id: string;
    site_id: string;
    partner: string;
    reference: string;
    years: number;
    lesson_ids: string[];
    recorded_at_ms: number;
    recorded_by: string;
  };
  "retention.reclassification": {
    reclassification_id: string;
    site_id: string;
    item_id: string;
    from_class: RetentionClass;
    to_class: RetentionClass;
    from_partition: Partition;
    to_partition: Partition;
    downward: boolean;
    reason: string;
    state: "waiting" | "done" | "rejected";
    proposed_at_ms: number;
    proposed_by: string;
    decided_at_ms: number | null;
    decided_by: string | null;
    standing_for: string | null;
    opinion: string | null;
    signature: string | null;
    signature_sha256: string | null;
  };
  "retention.own_term": {
    term_id: string;
    site_id: string;
    class: TermedClass;
    years: number | null;
    days: number | null;
    reason: string;
    set_at_ms: number;
    set_by: string;
    standing_for: string | null;
    signature: string;
    signature_sha256: string;
    applied_after: string | null;
    applied_at_ms: number | null;
  };
  "retention.evidence": {
    evidence_id: string;
    site_id: string;
    hold_id: string;
    year: number;
    number: number;
    start_ms: number;
    end_ms: number;
    place: string;
    what: string;
    cameras: string[];
    stored_at: string;
    keeper_name: string;
    signature: Drawn;
    signature_sha256: string;
    segments_sha256: string;
    segments: number;
    size_bytes: number;
    fixed_at_ms: number;
    fixed_by: string;
    reported_at_ms: number | null;
    reported_by: string | null;
    reported_to: string | null;
    report_remark: string | null;
  };
  "retention.evidence_copy": {
    evidence_id: string;
    site_id: string;
    segments: JSONColumnType<LockedSegment[], string, string>;
    copied_at_ms: number | null;
    erased_homes: Generated<string[]>;
  };
};
