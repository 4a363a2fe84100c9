import { archiveRefusals, archiveRules } from "./archive.ts";
import { attendanceRefusals, attendanceRules } from "./attendance.ts";
import type { RefusalCode } from "../../../contract/refusals.ts";
import type { RefusalWords, RuleName } from "../zh-CN/rules.ts";
import { accountRefusals } from "./account-refusals.ts";
import { askingRefusals } from "./asking-refusals.ts";
import { handingRefusals, handingRules } from "./handing.ts";
import { completionRefusals, completionRules } from "./completion.ts";
import { conductRefusals, conductRules } from "./conduct.ts";
import { maintenanceRefusals, maintenanceRules } from "./maintenance.ts";
import { examRefusals } from "./exams.ts";
import { playbookRefusals } from "./playbooks.ts";
import { timetableRefusals } from "./timetable.ts";
import { readinessRefusals, readinessRules } from "./readiness.ts";
import { scoringRefusals, scoringRules } from "./scoring.ts";
import { deviceScoresRefusals } from "./device-scores.ts";
import { institutionRefusals, institutionRules } from "./institution.ts";
import { copiesRefusals, copiesRules } from "./copies.ts";
import { destructionRefusals, destructionRules } from "./destruction.ts";
import { retentionRefusals, retentionRules } from "./retention.ts";
import { policiesRefusals, policiesRules } from "./policies.ts";
import { evidencePackRefusals, evidencePackRules } from "./evidence-pack.ts";
import { supervisionRefusals, supervisionRules } from "./supervision.ts";
import { tendingRefusals } from "./tending.ts";

export const rules: Record<RuleName, string> = {
  form: "form rules",
  ...copiesRules,
  ...destructionRules,
  ...archiveRules,
  ...attendanceRules,
  ...handingRules,
  ...readinessRules,
  ...scoringRules,
  ...evidencePackRules,
  ...supervisionRules,
  ...policiesRules,
  ...conductRules,
  ...maintenanceRules,
  ...completionRules,
  ...institutionRules,
  ...retentionRules,
  security: "system security rules",
  "4.3": "Separation of duties: auditing is combined with nothing",
  setup: "first-run rules",
  "S0-2b": "Regulation art. 2: every person is registered",
  "S0-4.2a": "Regulation art. 4(2): there is always a system administrator",
  "S0-4.1a": "Regulation art. 4(1): the director approves retrieval, lending and destruction",
  "S0-10a": "Regulation art. 10: staff ask the administrator and are registered",
  "S0-11.1": "Regulation art. 11(1): official letter, the director’s approval, five particulars",
  "S0-11.2": "Regulation art. 11(2): legal paper or letter, two approvals by different persons",
  "S0-12.2b": "Regulation art. 12(2): excerpts are approved and carry source and purpose",
  "S1-C6": "Duty-room rules, Art. 6: images are not copied, lent, altered or destroyed",
  "S1-A6a": "Control room rules 6: nothing is viewed, copied or used without approval",
  "S1-E1": "Procedure 1: the approval form is filled in correctly",
  "S1-E2": "Procedure 2: the security chief signs, then the vice president approves",
  "S1-E3": "Procedure 3: only what was approved is retrieved",
  "S1-E4": "Procedure 4: nothing for units or persons without approval",
  "S3-8.2": "Measures art. 8(2): police identity, letter of introduction, the principal’s consent",
  "S3-Q4": "Viewing rules 4: material stays in its designated place",
  "S3-Q5": "Viewing rules 5: copies need the responsible leader, looking is registered",
  "S3-Q7": "Viewing rules 7: lawful retrieval by units, approved by a leader",
  "C-07": "Duty rules 6 and the procedure: no private copying or lending; an approval holds once",
  "C-32": "Regulation art. 4(1), 11(1): what is lent comes back in time",
  "C-34": "Rule for own replays: the own station only, no other trainee is shown",
  "S3-8.3": "Measures art. 8 (3): school secrets and privacy are kept",
  "C-38":
    "Approval rules: never one’s own, delegation up to thirty days, urgent cases complete within 24 hours",
  "S0-5.2.0": "Regulation art. 5(2): scenes that must be recorded",
  "S0-5.2.1": "Regulation art. 5(2)1: uninterrupted recording",
  "S0-5.3.1": "Regulation art. 5(3)1: complete lesson data",
  "S0-5.4.2": "Regulation art. 5(4)2: irregularities are recorded",
  "S0-6.1b": "Regulation art. 6(1): nobody pauses or interrupts recording",
  "S0-6.2b": "Regulation art. 6(2): paper and electronic registers correspond one to one",
  "S0-9.1": "Regulation art. 9(1): graded rights",
  "S0-9.2": "Regulation art. 9(2): every viewing leaves a trace",
  "S0-10b": "Regulation art. 10: originals are not privately downloaded or copied",
  "S0-12.1": "Regulation art. 12(1): permitted purposes only",
  "S0-13a": "Regulation art. 13: one person, one account",
  "S0-13c": "Regulation art. 13: passwords follow the security rules",
  "S0-13d": "Regulation art. 13: sign out when leaving the terminal",
  "C-47": "Initial passwords: for one use, for a while, changed by the person",
  "C-39": "Clock rule: no evidence is sealed by an untrusted clock",
  "S0-15": "Regulation Art. 15: act at once, preserve the scene, report, keep a record",
  "S0-8.4b": "Regulation Art. 8 (4): yearly review of capacity and clean-up",
};

export const refusalWords: Record<RefusalCode, RefusalWords> = {
  not_signed_in: {
    what: "You are not signed in, or the sign-in has ended.",
    next: "Sign in again to continue.",
  },
  locked: { what: "The page is locked.", next: "Unlock with your password, or sign out." },
  not_permitted: {
    what: "Your role does not have this right.",
    next: "If your work needs it, ask the system administrator.",
  },
  not_found: {
    what: "Not found, or outside your rights.",
    next: "Go back to the list and choose again, or ask the system administrator.",
  },
  bad_input: {
    what: "What was typed does not fit.",
    next: "Check the marked fields and submit again.",
  },
  bad_origin: {
    what: "The request came from an address that is not trusted.",
    next: "Open the page again at this system's own address.",
  },
  too_many: { what: "Too many requests.", next: "Wait a moment, then try again." },
  must_change_secret: {
    what: "The initial password must be changed first.",
    next: "Set a password of your own.",
  },
  conflict: {
    what: "Somebody else has changed this in the meantime.",
    next: "Reload, compare and submit again.",
  },
  setup_done: { what: "First-run setup has been done already.", next: "Sign in." },
  setup_code_wrong: {
    what: "The setup code is wrong.",
    next: "Compare it with the one-time code printed in the terminal.",
  },
  sign_in_failed: {
    what: "Account or password is wrong.",
    next: "Try again; the system administrator can reset a forgotten password.",
  },
  account_locked: {
    what: "Locked for a while after repeated failures.",
    next: "Try again later, or ask the system administrator to reset and unlock.",
  },
  account_closed: {
    what: "This account has been closed.",
    next: "Ask the system administrator if this is a mistake.",
  },
  account_expired: {
    what: "This account has expired.",
    next: "Ask the system administrator to extend it.",
  },
  expiry_missing: {
    what: "An external person's account needs an expiry date.",
    next: "Enter the expiry date.",
  },
  login_taken: {
    what: "This account name is in use.",
    next: "Choose another; names of closed accounts are never used again.",
  },
  person_has_account: {
    what: "This person has an account already.",
    next: "One person, one account: change the existing one.",
  },
  password_short: {
    what: "The password is too short.",
    next: "Use at least 12 characters, for example a sentence.",
  },
  password_common: {
    what: "The password is too common.",
    next: "Choose one that is hard to guess.",
  },
  password_same: { what: "The new password equals the old one.", next: "Choose a different one." },
  secret_wrong: {
    what: "The current password is wrong.",
    next: "Type it again, or ask the system administrator to reset it.",
  },
  ...accountRefusals,
  ...copiesRefusals,
  ...destructionRefusals,
  ...archiveRefusals,
  ...attendanceRefusals,
  ...handingRefusals,
  ...playbookRefusals,
  ...readinessRefusals,
  ...timetableRefusals,
  ...scoringRefusals,
  ...deviceScoresRefusals,
  ...examRefusals,
  ...conductRefusals,
  ...maintenanceRefusals,
  ...completionRefusals,
  ...institutionRefusals,
  ...retentionRefusals,
  last_admin: {
    what: "This is the last system administrator.",
    next: "Open another administrator's account first.",
  },
  person_unknown: {
    what: "You were recognised, but have no account in this house.",
    next: "Ask the administrator to open one for your person number.",
  },
  person_key_missing: {
    what: "The sign-in service did not say who you are.",
    next: "Ask the administrator to check which claim carries the person number.",
  },
  vouching_refused: {
    what: "The sign-in service did not confirm who you are.",
    next: "Sign in again; if it fails again, tell the administrator.",
  },
  journey_gone: {
    what: "This sign-in is no longer valid: too late, used before, or begun in another browser.",
    next: "Press the sign-in button again.",
  },
  provider_unreachable: {
    what: "The sign-in service cannot be reached just now.",
    next: "Try again later, or sign in with the password of this house.",
  },
  provider_unusable: {
    what: "The sign-in service answered in a way that cannot be used.",
    next: "Ask the administrator to check its settings.",
  },
  transport_open: {
    what: "This address is not encrypted and cannot be used for signing in.",
    next: "Use https, ldaps, or ldap with StartTLS.",
  },
  passkeys_absent: {
    what: "Passkeys need a secure connection, which this page is not.",
    next: "Open the house by its HTTPS name, or sign in with a password.",
  },
  passkey_refused: {
    what: "The passkey was not accepted.",
    next: "Try again, or sign in with a password.",
  },
  name_taken: { what: "The name is in use.", next: "Choose another name." },
  host_not_allowed: {
    what: "The address lies outside the permitted networks.",
    next: "The system administrator can check them under Places · Institution.",
  },
  camera_unreachable: {
    what: "The camera cannot be reached.",
    next: "Check address, port, cable and power, then test again.",
  },
  camera_login_refused: {
    what: "The camera refused user name or password.",
    next: "Check the camera's user name and password.",
  },
  camera_unusable: {
    what: "The camera's stream cannot be used.",
    next: "Choose H.264 or H.265 video on the camera.",
  },
  camera_busy: {
    what: "The camera is recording and cannot be changed now.",
    next: "Do it after the lesson.",
  },
  coverage_missing: {
    what: "No coverage was chosen.",
    next: "Choose at least one: venue, station, trainees, teacher.",
  },
  venue_taken: { what: "The venue is taken at that time.", next: "Choose another time or venue." },
  lesson_incomplete: {
    what: "The lesson's data are incomplete.",
    next: "All six are needed: project, course, time, hours, class or roster, groups.",
  },
  scene_must_be_recorded: {
    what: "This scene must be recorded.",
    next: "Leave recording on; nobody may switch it off.",
  },
  venue_without_camera: {
    what: "The venue has no active camera.",
    next: "Choose another venue, or have the administrator add a camera.",
  },
  lesson_started: {
    what: "Recording has begun; the lesson cannot be changed.",
    next: "It ends by schedule; note mistakes after the lesson.",
  },
  lesson_of_exam: {
    what: "This is a room of a published exam; the exam sets its time and place.",
    next: "Withdraw the exam under “Exams in stations”, change it and publish it again.",
  },
  span_invalid: {
    what: "The time span is wrong.",
    next: "The end must follow the start, not be too far away nor in the past.",
  },
  timetable_unreadable: {
    what: "The timetable file cannot be read.",
    next: "Use the template and save as .xlsx or .csv.",
  },
  timetable_has_errors: {
    what: "Some rows are wrong; nothing was imported.",
    next: "Correct the rows listed and choose the file again.",
  },
  preview_gone: { what: "The preview has expired.", next: "Choose the file again." },
  no_stop: {
    what: "Nobody can stop a recording.",
    next: "Recording starts and ends by the timetable.",
  },
  register_too_long: {
    what: "The chosen period has too many lines to print or export at once.",
    next: "Choose a shorter period.",
  },
  no_register_lines: {
    what: "There are no lines in the chosen period.",
    next: "Choose another period; without lines there is nothing to print.",
  },
  sheet_without_scan: {
    what: "There is no signed scan yet.",
    next: "Upload the signed scan of this sheet first (PDF, JPEG or PNG).",
  },
  paper_refused: {
    what: "This paper cannot be taken.",
    next: "Upload a PDF, JPEG or PNG of at most 20 MB, without scripts, attachments or encryption.",
  },
  purpose_missing: {
    what: "A purpose must be registered.",
    next: "Choose one of the five purposes the regulation permits.",
  },
  others_shown: {
    what: "Your station has no camera of its own; other pictures would show other trainees.",
    next: "Ask your teacher to look at it together, or have your station entered in the lesson.",
  },
  notice_not_accepted: {
    what: "The confidentiality notice has not been accepted yet.",
    next: "Read and accept the notice first.",
  },
  viewing_closed: {
    what: "This viewing has ended.",
    next: "Open the recording again; a new viewing is registered.",
  },
  evidence_unwritable: {
    what: "The trace could not be written, so nothing was done.",
    next: "Tell the system administrator to check ledger and disk.",
  },
  not_recorded: {
    what: "Nothing was recorded in this span.",
    next: "The timeline shows the gap and its cause.",
  },
  ...askingRefusals,
  clock_untrusted: {
    what: "The clock is not trusted; no evidence is sealed.",
    next: "The system administrator should check time synchronisation.",
  },
  export_by_approver: {
    what: "You decided this request and cannot carry it out.",
    next: "Deciding and carrying out are done by different people; ask another administrator or operator.",
  },
  export_must_be_sealed: {
    what: "What leaves the institution is encrypted.",
    next: "Choose a passphrase or the receiver’s public key.",
  },
  export_recipient_invalid: {
    what: "The receiver’s public key is not valid.",
    next: "Ask the receiver for a key that begins with age1 and paste it whole.",
  },
  export_not_ready: { what: "It has not been made yet.", next: "Take it when it is ready." },
  export_gone: {
    what: "The export has been removed.",
    next: "It goes some time after the hand-over; file a new request if it is still needed.",
  },
  export_too_many: {
    what: "This machine keeps as many exports as it may.",
    next: "Hand over what is ready; new ones fit when old ones are gone.",
  },
  export_too_large: {
    what: "The range is larger than one export may be.",
    next: "Choose fewer cameras or a shorter span.",
  },
  export_no_space: {
    what: "There is not enough space on the disk.",
    next: "The system administrator should free or add space.",
  },
  ...tendingRefusals,
  ...evidencePackRefusals,
  ...supervisionRefusals,
  ...policiesRefusals,
  ffmpeg_missing: {
    what: "This machine has no ffmpeg: no exact cut, no marks on the pictures.",
    next: "The system administrator runs on the server: apt-get install -y ffmpeg",
  },
};
