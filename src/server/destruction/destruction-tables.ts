import type { Strokes } from "../../contract/approval.ts";
import type {
  CopyFate,
  DestructionMedium,
  DestructionState,
  ItemStep,
  OverwriteWeek,
  SignedAct,
} from "../../contract/destruction.ts";
import type { Partition } from "../../contract/lesson.ts";
import type { RetentionClass } from "../../contract/retention.ts";

/** The room's tables as Kysely sees them; `migrations/0251-destruction.sql` is their definition. */
export type DestructionTables = {
  "destruction.serial": { site_id: string; year: number; last: number };
  "destruction.case": {
    case_id: string;
    site_id: string;
    year: number;
    number: number;
    state: DestructionState;
    turn: number;
    listed_by: string;
    listed_by_name: string;
    listed_at_ms: number;
    cool_until_ms: number | null;
    ledger_check: string | null;
    no_further_use: string | null;
    place: string | null;
    form_sha256: string | null;
    submitted_at_ms: number | null;
    decision: "agreed" | "disagreed" | null;
    decided_by: string | null;
    decided_for: string | null;
    decided_for_name: string | null;
    opinion: string | null;
    decided_at_ms: number | null;
    reason: string | null;
    executed_by: string | null;
    executed_by_name: string | null;
    executed_at_ms: number | null;
    locked_until_ms: number | null;
    verified_at_ms: number | null;
    medium: DestructionMedium | null;
    certificate_sha256: string | null;
    sheet_id: string | null;
    file_sha256: string | null;
    ended_at_ms: number | null;
  };
  "destruction.item": {
    case_id: string;
    item_id: string;
    site_id: string;
    position: number;
    home_id: string | null;
    item_number: string;
    name: string;
    partition: Partition;
    class: RetentionClass;
    formed_ms: number;
    min_until_ms: number | null;
    objects: number;
    size_bytes: number;
    list_sha256: string | null;
    step: ItemStep;
    copies: CopyFate[];
    personal_erased: number;
  };
  "destruction.signing": {
    signing_id: string;
    site_id: string;
    case_id: string;
    turn: number;
    act: SignedAct;
    account_id: string;
    name: string;
    standing_for_name: string | null;
    sign_in_id: string;
    terminal: string;
    address: string;
    strokes: Strokes;
    sha256: string;
    signed_at_ms: number;
    lapsed_at_ms: number | null;
  };
  "destruction.standing_order": {
    order_id: string;
    site_id: string;
    from_ms: number;
    until_ms: number;
    signed_by: string;
    signed_by_name: string;
    standing_for_name: string | null;
    strokes: Strokes;
    sha256: string;
    signed_at_ms: number;
    ended_at_ms: number | null;
    end_reason: string | null;
  };
  "destruction.overwritten": {
    home_id: string;
    site_id: string;
    order_id: string;
    item_id: string;
    camera_id: string;
    day_ms: number;
    objects: number;
    size_bytes: number;
    begun_at_ms: number;
    ended_at_ms: number | null;
  };
  "destruction.week": {
    site_id: string;
    from_ms: number;
    until_ms: number;
    cameras: OverwriteWeek["cameras"];
    closed_at_ms: number;
  };
};

export type CaseRow = DestructionTables["destruction.case"];
export type ItemRow = DestructionTables["destruction.item"];
export type SigningRow = DestructionTables["destruction.signing"];
export type OrderRow = DestructionTables["destruction.standing_order"];
export type OverwrittenRow = DestructionTables["destruction.overwritten"];
export type WeekRow = DestructionTables["destruction.week"];
