/**
 * Every refusal of the house: its HTTP status and the rule it comes from. The words people read are
 * in `web/words` under the same code; the rule is shown beside them.
 */
export const refusals = {
  // the gate
  not_signed_in: { status: 401, rule: "S0-13d" },
  /** The page is locked: unlock or sign out, nothing else. */
  locked: { status: 401, rule: "S0-13d" },
  not_permitted: { status: 403, rule: "S0-9.1" },
  not_found: { status: 404, rule: "S0-9.1" },
  bad_input: { status: 400, rule: "form" },
  bad_origin: { status: 403, rule: "security" },
  too_many: { status: 429, rule: "security" },
  must_change_secret: { status: 403, rule: "S0-13c" },
  conflict: { status: 409, rule: "form" },
  // setup and accounts
  setup_done: { status: 409, rule: "setup" },
  setup_code_wrong: { status: 403, rule: "setup" },
  /** Not the present password, where somebody signed in asks for a new one. */
  secret_wrong: { status: 403, rule: "S0-13c" },
  /** The secret is right and the account has a second factor: its code is asked for. */
  code_needed: { status: 403, rule: "S0-13c" },
  code_wrong: { status: 403, rule: "S0-13c" },
  sign_in_failed: { status: 401, rule: "S0-13c" },
  account_locked: { status: 423, rule: "S0-13c" },
  account_closed: { status: 403, rule: "S0-13a" },
  account_expired: { status: 403, rule: "S0-2b" },
  expiry_missing: { status: 400, rule: "S0-2b" },
  login_taken: { status: 409, rule: "S0-13a" },
  person_has_account: { status: 409, rule: "S0-13a" },
  password_short: { status: 400, rule: "S0-13c" },
  password_common: { status: 400, rule: "S0-13c" },
  password_same: { status: 400, rule: "S0-13c" },
  /** It was not among the last five passwords, and is no name of the person's. */
  password_used: { status: 400, rule: "S0-13c" },
  password_own: { status: 400, rule: "S0-13c" },
  /** A one-time secret nobody used in time. */
  one_time_expired: { status: 403, rule: "C-47" },
  signed_in_elsewhere: { status: 409, rule: "S0-13a" },
  factor_on: { status: 409, rule: "S0-13c" },
  factor_off: { status: 409, rule: "S0-13c" },
  forbidden_pair: { status: 403, rule: "4.3" },
  own_rights: { status: 403, rule: "4.3" },
  category_role: { status: 400, rule: "S0-2b" },
  last_admin: { status: 409, rule: "S0-4.2a" },
  // sign-in services of the institution and passkeys
  /** Known there, not here: nobody in this house has this person key. */
  person_unknown: { status: 403, rule: "S0-13a" },
  /** The service vouched for somebody without saying who, or not in the way that was set. */
  person_key_missing: { status: 502, rule: "S0-13a" },
  /** The service's answer is false, stale, meant for somebody else, or a no. */
  vouching_refused: { status: 401, rule: "S0-13a" },
  /** Begun in another browser, too long ago, or used before. */
  journey_gone: { status: 410, rule: "security" },
  provider_unreachable: { status: 502, rule: "S0-13a" },
  provider_unusable: { status: 502, rule: "S0-13a" },
  transport_open: { status: 400, rule: "security" },
  passkeys_absent: { status: 409, rule: "security" },
  passkey_refused: { status: 401, rule: "S0-13c" },
  // places and cameras
  name_taken: { status: 409, rule: "form" },
  host_not_allowed: { status: 403, rule: "security" },
  camera_unreachable: { status: 502, rule: "S0-5.4.2" },
  camera_login_refused: { status: 502, rule: "S0-5.4.2" },
  camera_unusable: { status: 502, rule: "S0-5.4.2" },
  camera_busy: { status: 409, rule: "S0-6.1b" },
  coverage_missing: { status: 400, rule: "S0-5.2.1" },
  // lessons
  /** Periods that overlap, have no length or bear one name; `reason` says which. */
  periods_invalid: { status: 400, rule: "form" },
  venue_taken: { status: 409, rule: "S0-5.3.1" },
  lesson_incomplete: { status: 400, rule: "S0-5.3.1" },
  scene_must_be_recorded: { status: 400, rule: "S0-5.2.0" },
  venue_without_camera: { status: 400, rule: "S0-5.2.0" },
  lesson_started: { status: 409, rule: "S0-6.1b" },
  /** A room of a published exam is moved and cancelled with the exam alone. */
  lesson_of_exam: { status: 409, rule: "S0-5.3.1" },
  span_invalid: { status: 400, rule: "form" },
  timetable_unreadable: { status: 400, rule: "form" },
  timetable_has_errors: { status: 400, rule: "form" },
  preview_gone: { status: 410, rule: "form" },
  // recording and evidence
  no_stop: { status: 403, rule: "S0-6.1b" },
  register_too_long: { status: 400, rule: "form" },
  no_register_lines: { status: 409, rule: "S0-6.2b" },
  sheet_without_scan: { status: 400, rule: "S0-6.2b" },
  /** An uploaded paper that is not a plain PDF, JPEG or PNG; `reason` says why. */
  paper_refused: { status: 415, rule: "security" },
  purpose_missing: { status: 400, rule: "S0-12.1" },
  /** The own replay would show other trainees: no camera of the own station. */
  others_shown: { status: 403, rule: "C-34" },
  notice_not_accepted: { status: 403, rule: "S3-8.3" },
  viewing_closed: { status: 403, rule: "S0-9.2" },
  evidence_unwritable: { status: 503, rule: "S0-9.2" },
  not_recorded: { status: 404, rule: "S0-5.2.1" },
  // asking and deciding; facts.rule names the clause of the route
  own_request: { status: 403, rule: "C-38" },
  same_person: { status: 403, rule: "S0-11.2" },
  wrong_order: { status: 409, rule: "S0-11.2" },
  step_decided: { status: 409, rule: "S0-11.2" },
  not_your_step: { status: 403, rule: "S0-4.1a" },
  field_missing: { status: 400, rule: "S0-11.1" },
  paper_missing: { status: 400, rule: "S0-11.1" },
  request_not_open: { status: 409, rule: "S1-E4" },
  emergency_not_asked: { status: 409, rule: "C-38" },
  return_missing: { status: 409, rule: "C-32" },
  signature_missing: { status: 400, rule: "S0-11.2" },
  delegation_long: { status: 400, rule: "C-38" },
  delegation_pair: { status: 403, rule: "C-38" },
  /** Not asked for in this kind of institution (C-52). */
  operation_withheld: { status: 403, rule: "C-52" },
  /** A label comes down only by the first approver's signature. */
  label_lowered: { status: 403, rule: "S3-Q2" },
  /** No standing right opens what is secret: only a granted request does. */
  secret_needs_grant: { status: 403, rule: "S3-Q2" },
  /** The lesson's label has risen since the request was filed. */
  label_raised: { status: 403, rule: "S3-Q2" },
  /** An office the person's role excludes, or that one already held excludes (4.3). */
  office_excluded: { status: 403, rule: "4.3" },
  office_taken: { status: 409, rule: "S3-Q1" },
  grant_missing: { status: 403, rule: "S1-A6a" },
  grant_used: { status: 409, rule: "C-07" },
  nothing_made: { status: 409, rule: "S1-E3" },
  outside_grant: { status: 403, rule: "S1-E3" },
  clock_untrusted: { status: 503, rule: "C-39" },
  // looking after the house
  incident_closed: { status: 409, rule: "S0-15" },
  // declared events: what is cut off, and by whom it is given back
  account_barred: { status: 403, rule: "S0-15" },
  camera_isolated: { status: 423, rule: "S0-15" },
  exports_frozen: { status: 423, rule: "S0-15" },
  measure_own: { status: 403, rule: "S0-15" },
  measure_over: { status: 409, rule: "S0-15" },
  event_closed: { status: 409, rule: "S0-15" },
  /** Cause, measures and the three notices with their receipts: facts.missing names the first of them. */
  event_incomplete: { status: 409, rule: "S0-15" },
  notice_answered: { status: 409, rule: "S0-15" },
  notice_not_yours: { status: 403, rule: "S0-15" },
  task_signed: { status: 409, rule: "S0-4.2a" },
  task_not_yours: { status: 403, rule: "S0-4.2a" },
  task_field_missing: { status: 400, rule: "S0-4.2a" },
  /** The house judges a day in its morning; there is nothing to sign before. */
  daily_check_absent: { status: 409, rule: "S0-18.1" },
  /** A red check is signed with what is done about it. */
  daily_check_red: { status: 400, rule: "S0-18.1" },
  self_check_incomplete: { status: 400, rule: "S0-18.2" },
  finding_without_deadline: { status: 400, rule: "S0-18.2" },
  sample_empty: { status: 409, rule: "S0-18.3" },
  sample_not_noted: { status: 409, rule: "S0-18.3" },
  spot_check_finished: { status: 409, rule: "S0-18.3" },
  spot_check_not_yours: { status: 403, rule: "S0-18.3" },
  spot_check_early: { status: 400, rule: "S0-18.3" },
  digest_acknowledged: { status: 409, rule: "S0-4.1b" },
  /** The newest entries are not signed yet: a pack made now could not be verified. */
  pack_not_ready: { status: 409, rule: "S0-18.3" },
  policy_empty: { status: 400, rule: "S0-20" },
  policy_backdated: { status: 400, rule: "S0-20" },
  policy_acknowledged: { status: 409, rule: "S0-20" },
  /** Signed on its own page, together with what stands there. */
  task_own_page: { status: 409, rule: "S0-18.1" },
  /** The vault's disk is full: nothing new is planned. */
  storage_full: { status: 507, rule: "S0-8.4b" },
  // handing out
  export_by_approver: { status: 403, rule: "S1-E3" },
  export_must_be_sealed: { status: 400, rule: "C-32" },
  export_recipient_invalid: { status: 400, rule: "form" },
  export_not_ready: { status: 409, rule: "S1-E3" },
  export_gone: { status: 410, rule: "S0-10b" },
  export_too_many: { status: 429, rule: "S0-10b" },
  export_too_large: { status: 413, rule: "S0-10b" },
  export_no_space: { status: 507, rule: "S0-10b" },
  ffmpeg_missing: { status: 501, rule: "S0-12.2b" },
  mask_invalid: { status: 400, rule: "form" },
  /** Other people may be seen: they are covered, or it is stated that nobody else is recognisable. */
  masking_missing: { status: 400, rule: "S3-8.3" },
  // registered media; facts.rule names the clause of the route
  medium_serial_taken: { status: 409, rule: "S0-14.3" },
  medium_wrong_move: { status: 409, rule: "S3-Q4" },
  medium_owed: { status: 409, rule: "C-32" },
  medium_missing: { status: 400, rule: "S3-Q4" },
  medium_not_issued: { status: 403, rule: "S3-Q4" },
  // the resource library
  library_not_approved: { status: 403, rule: "S3-Q6" },
  library_not_readable: { status: 409, rule: "S3-Q6" },
  library_consent_missing: { status: 400, rule: "S3-Q6" },
  library_taken: { status: 409, rule: "S3-Q6" },
  library_withdrawn: { status: 410, rule: "S3-Q6" },
  // exams in stations
  exam_unready: { status: 409, rule: "S0-5.2.3" },
  exam_published: { status: 409, rule: "S0-5.3.2" },
  exam_unpublished: { status: 409, rule: "S0-5.3.2" },
  exam_begun: { status: 409, rule: "S0-5.3.2" },
  /** facts.state: what the exam's clock does now, so that the act says nothing. */
  exam_act_unfit: { status: 409, rule: "S0-5.3.2" },
  exam_reason_missing: { status: 400, rule: "S0-5.3.2" },
  exam_claimed: { status: 409, rule: "S0-5.3.2" },
  /** Only whoever plans the exam and its chief examiners do this. */
  exam_chief_only: { status: 403, rule: "S0-5.3.2" },
  /** An order of an event has cut off the kiosks of this room; facts.sinceMs. */
  kiosk_stopped: { status: 403, rule: "S0-15" },
  /** Before the first check-in of a course the rules of conduct are read; facts.version: which. */
  rules_unread: { status: 409, rule: "S0-4.4" },
  // scoring
  /** Two items of one name, or nothing that gives points. */
  checklist_invalid: { status: 400, rule: "S0-5.3.2" },
  /** A rule of order or time speaks of no other step, or an automatic step is not graded. */
  checklist_rules_invalid: { status: 400, rule: "S0-5.3.2" },
  mark_invalid: { status: 400, rule: "S0-5.3.2" },
  /** The sheet was handed in: a change says why, and the old value stays. */
  score_reason_missing: { status: 400, rule: "S0-5.3.2" },
  marks_missing: { status: 409, rule: "S0-5.3.2" },
  marks_conflict: { status: 409, rule: "S0-5.3.2" },
  /** facts.row and facts.reason say what could not be read. */
  device_unreadable: { status: 400, rule: "S0-5.3.2" },
  /** By the clocks told, the attempt was not in this lesson. */
  device_out_of_lesson: { status: 400, rule: "S0-5.3.2" },
  // before a lesson, and the acts of the moment
  card_not_open: { status: 409, rule: "S0-4.3a" },
  card_signed: { status: 409, rule: "S0-4.3a" },
  card_remark_missing: { status: 400, rule: "S0-4.3a" },
  /** What is signed was looked at by who signs it, shortly before. */
  card_look_old: { status: 409, rule: "S0-4.3a" },
  exam_not_recording: { status: 409, rule: "S0-5.2.3" },
  exam_not_opened: { status: 409, rule: "S0-5.2.3" },
  exam_opened: { status: 409, rule: "S0-5.2.3" },
  override_open: { status: 409, rule: "S0-5.2.3" },
  override_decided: { status: 409, rule: "S0-5.2.3" },
  lesson_not_running: { status: 409, rule: "C-41" },
  privacy_running: { status: 409, rule: "C-41" },
  /** Sealed until the director decides: nobody looks. */
  privacy_sealed: { status: 403, rule: "C-41" },
  privacy_over: { status: 409, rule: "C-41" },
  // copies outside the house
  /** Without the escrow key nobody could ever open the copies again. */
  copy_escrow_missing: { status: 409, rule: "S0-8.1a" },
  copy_tail_wrong: { status: 400, rule: "S0-8.1a" },
  /** The configuration names the folders copies may go to. */
  copy_folder_refused: { status: 400, rule: "security" },
  /** There is something of somebody else's in it. */
  copy_folder_foreign: { status: 409, rule: "S0-8.2" },
  copy_target_unreachable: { status: 502, rule: "S0-8.1a" },
  copy_target_refused: { status: 502, rule: "S0-8.1a" },
  copy_target_full: { status: 507, rule: "S0-8.1a" },
  /** Keys must be destroyable: a bucket that locks everything by itself cannot hold them. */
  copy_lock_by_default: { status: 400, rule: "C-26" },
  copy_lock_absent: { status: 400, rule: "C-26" },
  // December archiving
  /** Lists are confirmed in December; before it they can be looked at and prepared. */
  archive_not_yet: { status: 409, rule: "S0-16" },
  archive_confirmed: { status: 409, rule: "S0-16" },
  archive_not_confirmed: { status: 409, rule: "S0-16" },
  /** Something of the list is still being checked or packed. */
  archive_at_work: { status: 409, rule: "S0-16" },
  archive_received: { status: 409, rule: "S0-16" },
  archive_defective: { status: 409, rule: "S0-16" },
  archive_not_defective: { status: 409, rule: "S0-16" },
  archive_too_long: { status: 400, rule: "S0-16" },
  // after the lesson
  completion_running: { status: 409, rule: "S0-4.3c" },
  completion_unsettled: { status: 409, rule: "S0-4.3c" },
  gap_unreasoned: { status: 409, rule: "S0-6.1c" },
  gap_reason_missing: { status: 400, rule: "S0-6.1c" },
  coverage_unremarked: { status: 400, rule: "S0-5.2.1" },
  /** Something else is shown now than what the confirmation names. */
  completion_changed: { status: 409, rule: "S0-4.3c" },
  completion_confirmed: { status: 409, rule: "S0-4.3c" },
  certificate_not_ready: { status: 409, rule: "S0-4.3c" },
  comment_corrected: { status: 409, rule: "S0-5.3.3" },
  // attendance
  /** Another half minute, another door, or never one of ours. */
  door_code_stale: { status: 403, rule: "S0-5.3.3" },
  not_on_roster: { status: 403, rule: "S0-5.3.1" },
  leave_too_late: { status: 409, rule: "S2-N6" },
  attendance_reason_missing: { status: 400, rule: "S0-5.3.3" },
  correction_unfit: { status: 409, rule: "S0-5.3.3" },
  grace_fixed: { status: 409, rule: "S0-5.3.3" },
  session_record_incomplete: { status: 409, rule: "S0-5.3.1" },
  session_record_early: { status: 409, rule: "S0-5.3.1" },
  session_record_completed: { status: 409, rule: "S0-5.3.1" },
  kiosk_unknown: { status: 403, rule: "S0-13a" },
  kiosk_code_wrong: { status: 403, rule: "S0-13a" },
  // conduct and care of devices
  matter_closed: { status: 409, rule: "S0-5.4.3" },
  /** It closes with a responsible person, what was done, and for a violation the handling. */
  matter_incomplete: { status: 400, rule: "S0-5.4.3" },
  /** Whoever it concerns does not handle it. */
  matter_own: { status: 403, rule: "S0-19" },
  matter_not_yours: { status: 403, rule: "S0-19" },
  /** Not among the handling this kind of institution has (C-54). */
  sanction_unfit: { status: 400, rule: "C-54" },
  suspicion_decided: { status: 409, rule: "S0-19" },
  ticket_closed: { status: 409, rule: "S0-5.4.1" },
  usb_log_unreadable: { status: 400, rule: "S0-14.3" },
  // evidence packs
  pack_nothing_entered: { status: 404, rule: "S0-3a" },
  pack_too_many_entries: { status: 413, rule: "S0-3a" },
  pack_too_many_lessons: { status: 413, rule: "S0-3a" },
  packs_waiting: { status: 429, rule: "S0-3a" },
  pack_unfinished: { status: 409, rule: "S0-3a" },
  pack_gone: { status: 410, rule: "S0-3a" },
  /** It holds what its asker may read. */
  pack_not_yours: { status: 403, rule: "S0-9.1" },
  // destruction
  /** One permanent item in a list refuses the whole list. */
  item_permanent: { status: 403, rule: "S0-8.3.3" },
  item_held: { status: 403, rule: "S0-17.1" },
  item_under_request: { status: 403, rule: "S0-17.1" },
  item_not_due: { status: 403, rule: "S1-A7" },
  item_in_destruction: { status: 409, rule: "S0-17.1" },
  item_destroyed: { status: 410, rule: "S0-17.2a" },
  /** What is no recording goes by the rules for paper and for the ledger. */
  item_not_footage: { status: 400, rule: "S0-17.3" },
  destruction_state: { status: 409, rule: "S0-17.1" },
  still_cooling: { status: 409, rule: "S0-17.1" },
  dropped_back: { status: 409, rule: "S0-17.1" },
  list_too_long: { status: 400, rule: "S0-17.1" },
  not_the_director: { status: 403, rule: "S0-4.1a" },
  witness_unknown: { status: 403, rule: "S0-17.2b" },
  witness_same: { status: 403, rule: "S0-17.2b" },
  witness_remote: { status: 403, rule: "S0-17.2b" },
  witness_filed: { status: 403, rule: "S0-17.2b" },
  witness_decided: { status: 403, rule: "S0-17.2b" },
  witness_executes: { status: 403, rule: "S0-17.2b" },
  witness_other: { status: 403, rule: "S0-17.2b" },
  witnesses_left: { status: 409, rule: "S0-17.2b" },
  executor_decided: { status: 403, rule: "S0-17.2b" },
  result_signed: { status: 409, rule: "S0-17.2b" },
  standing_order_stands: { status: 409, rule: "C-27" },
  standing_order_ended: { status: 409, rule: "C-27" },
  // keeping
  hold_lifted: { status: 409, rule: "S0-8.3.3" },
  /** One of the six fields of the register of stored events is missing. */
  evidence_incomplete: { status: 400, rule: "S3-B2b" },
  evidence_reported: { status: 409, rule: "S3-B2c" },
  /** No class of this kind of item, or no move at all. */
  class_unfit: { status: 400, rule: "S0-8.2" },
  /** What is sealed lies in the partition of its activity for good. */
  partition_fixed: { status: 409, rule: "S0-8.2" },
  /** An own term may only be longer than what the rule asks for. */
  term_too_short: { status: 400, rule: "S0-8.3.1" },
  move_waiting: { status: 409, rule: "S0-8.2" },
  move_decided: { status: 409, rule: "S0-8.2" },
  /** From where the item stands nothing of the kind can be done with it. */
  step_unknown: { status: 409, rule: "S0-2a" },
  /** What is paper closes only with the number of the archives' decision. */
  reference_missing: { status: 400, rule: "S0-17.3" },
} as const satisfies Record<string, { status: number; rule: string }>;

export type RefusalCode = keyof typeof refusals;
