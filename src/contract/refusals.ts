/**
 * Every refusal of the house: its HTTP status and the rule it comes from. The words people read are
 * in `web/words` under the same code; the rule is shown beside them.
 */
export const refusals = {
  // the gate
  not_signed_in: { status: 401, rule: "S0-13d" },
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
  last_admin: { status: 409, rule: "S0-4.2a" },
  // places and cameras
  name_taken: { status: 409, rule: "form" },
  host_not_allowed: { status: 403, rule: "security" },
  camera_unreachable: { status: 502, rule: "S0-5.4.2" },
  camera_login_refused: { status: 502, rule: "S0-5.4.2" },
  camera_unusable: { status: 502, rule: "S0-5.4.2" },
  camera_busy: { status: 409, rule: "S0-6.1b" },
  coverage_missing: { status: 400, rule: "S0-5.2.1" },
  // lessons
  venue_taken: { status: 409, rule: "S0-5.3.1" },
  lesson_incomplete: { status: 400, rule: "S0-5.3.1" },
  scene_must_be_recorded: { status: 400, rule: "S0-5.2.0" },
  venue_without_camera: { status: 400, rule: "S0-5.2.0" },
  lesson_started: { status: 409, rule: "S0-6.1b" },
  span_invalid: { status: 400, rule: "form" },
  timetable_unreadable: { status: 400, rule: "form" },
  timetable_has_errors: { status: 400, rule: "form" },
  preview_gone: { status: 410, rule: "form" },
  // recording and evidence
  no_stop: { status: 403, rule: "S0-6.1b" },
  purpose_missing: { status: 400, rule: "S0-12.1" },
  viewing_closed: { status: 403, rule: "S0-9.2" },
  evidence_unwritable: { status: 503, rule: "S0-9.2" },
  not_recorded: { status: 404, rule: "S0-5.2.1" },
  clock_untrusted: { status: 503, rule: "C-39" },
} as const satisfies Record<string, { status: number; rule: string }>;

export type RefusalCode = keyof typeof refusals;
