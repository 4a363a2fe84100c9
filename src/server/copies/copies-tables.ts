import type { Generated, JSONColumnType } from "kysely";
import type {
  CopySettings,
  NightReason,
  NightState,
  TargetKind,
  TargetState,
} from "../../contract/copies.ts";
import type { Partition } from "../../contract/lesson.ts";
import type { TrialLine, TrialReason, TrialReport } from "../../contract/restore-trial.ts";

/** What other rooms give into the care of the copies; who is shown decides by whose identity it opens. */
export type CarriedClass = "archive" | "library" | "evidence";
export type ObjectClass =
  | "footage"
  | "paper"
  | "sheet"
  | "ledger"
  | "database"
  | "house"
  | CarriedClass;
export type FilePart = "bytes" | "record" | "manifest";
export type CopiedState = "present" | "verified" | "missing" | "damaged" | "deleted" | "locked";
export interface Finding {
  readonly target: string;
  readonly object: string;
  readonly what: string;
}

export type CopiesTables = {
  "copies.target": {
    target_id: string;
    site_id: string;
    kind: TargetKind;
    name: string;
    place: JSONColumnType<Record<string, unknown>, string, string>;
    sealed_secret: string | null;
    lock_days: number;
    versioned: boolean;
    locks: boolean;
    state: TargetState;
    state_at_ms: number;
    seen_at_ms: number | null;
    free_bytes: number | null;
    made_at_ms: number;
    run_asked_at_ms: number | null;
    chain_seq: Generated<number>;
    chain_sha256: Generated<string | null>;
    chain_length: Generated<number>;
  };
  "copies.object": {
    name: string;
    site_id: string;
    class: ObjectClass;
    home_id: string | null;
    partition: Partition | null;
    object_id: string | null;
    part: FilePart | null;
    source: string;
    size_bytes: number;
    sha256: string | null;
    since_ms: number;
    protected: Generated<boolean>;
    local_damage: "missing" | "changed" | null;
  };
  "copies.copied": {
    target_id: string;
    name: string;
    site_id: string;
    home_id: string | null;
    plain_sha256: string;
    sealed_bytes: number;
    sealed_sha256: string;
    copied_at_ms: number;
    seq: Generated<number>;
    state: CopiedState;
    checked_at_ms: number | null;
    until_ms: number | null;
  };
  "copies.pending": {
    target_id: string;
    name: string;
    site_id: string;
    size_bytes: number;
    attempts: Generated<number>;
  };
  "copies.key_copy": {
    target_id: string;
    key_id: string;
    site_id: string;
    recipient: string;
    copied_at_ms: number;
    gone_at_ms: number | null;
  };
  "copies.followed": { site_id: string; area: string; mark: number };
  "copies.night": {
    target_id: string;
    date: string;
    site_id: string;
    state: NightState;
    reason: NightReason | null;
    started_at_ms: number;
    ended_at_ms: number | null;
    objects: Generated<number>;
    size_bytes: Generated<number>;
    outside: Generated<boolean>;
    list_seq: number | null;
    list_full: boolean | null;
    list_sha256: string | null;
    previous_sha256: string | null;
    checkpoint_size: number | null;
  };
  "copies.check_run": {
    check_id: string;
    site_id: string;
    week: string;
    started_at_ms: number;
    ended_at_ms: number | null;
    objects: Generated<number>;
    size_bytes: Generated<number>;
    damaged: Generated<number>;
    missing: Generated<number>;
    findings: JSONColumnType<Finding[], string | undefined, string>;
    trial_home: string | null;
    trial_files: number | null;
    trial_bytes: number | null;
    trial_wrong: number | null;
    trial_at_ms: number | null;
  };
  "copies.check_item": { check_id: string; target_id: string; name: string; site_id: string };
  "copies.house_trial": {
    trial_id: string;
    site_id: string;
    week: string;
    target_id: string;
    started_at_ms: number;
    ended_at_ms: number | null;
    result: Generated<TrialLine["result"]>;
    reasons: JSONColumnType<TrialReason[], string | undefined, string>;
    report: JSONColumnType<TrialReport | null, string | undefined, string>;
  };
  "copies.scrub": {
    site_id: string;
    after_id: string;
    round_started_at_ms: number;
    round_objects: number;
    round_bytes: number;
    round_damaged: number;
    last_round_ended_at_ms: number | null;
    last_run_at_ms: number;
    day: string;
    used_ms: number;
    repaired: Generated<number>;
    /** The files that are no recordings are read by their names; null while recordings are. */
    after_name: string | null;
  };
  "copies.setting": {
    site_id: string;
    value: JSONColumnType<CopySettings, string, string>;
  };
  "copies.forgetting": {
    home_id: string;
    site_id: string;
    warrant_id: string;
    started_at_ms: number;
    identity_at_ms: number | null;
    done_at_ms: number | null;
  };
  "copies.forgetting_target": {
    home_id: string;
    target_id: string;
    site_id: string;
    key_gone: Generated<boolean>;
    state: "waiting" | "deleted" | "locked-until";
    until_ms: number | null;
  };
};
