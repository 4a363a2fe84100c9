import type * as chinese from "../zh-CN/institution.ts";

/** What kind of institution this is, who answers for its footage, and how sensitive that is. */
export const officeWords: typeof chinese.officeWords = {
  custodian: "Video information administrator",
  privacy: "Privacy officer",
};

export const sensitivityWords: typeof chinese.sensitivityWords = {
  ordinary: "Ordinary",
  sensitive: "Sensitive",
  secret: "Secret",
};

export const institution: typeof chinese.institution = {
  title: "Institution and offices",
  note: "The kind of institution decides the routes; posts are held by roles; two offices are taken up by named persons with a signature.",
  kind: "Kind of institution",
  kindText:
    "Different institutions follow different regulations: the routes of requests, their papers and registers differ.",
  kindNew:
    "A change counts for requests filed from now on; those already filed go the way they were filed with.",
  kindChange: "Change the kind",
  kindChangeTitle: "Change the kind of institution",
  kindChanged: "Now: {{name}}",
  kindIs: "In force",
  kindPublish: "no publication",
  kindWays: "Posts of this kind",
  posts: "Approval posts",
  postsText: "A post is held by everybody of its role. Name it as your institution does.",
  post: "Post",
  postRole: "Held by",
  postName: "Your institution’s name for it",
  postUsual: "the regulation’s word",
  postChange: "Set",
  postChangeTitle: "Set a post: {{name}}",
  postSaved: "Saved",
  postFixed: "system administrators, fixed",
  postByOffice: "by appointment",
  postRoleHint: "Two approvals are always signed by two different persons.",
  appointments: "Appointments",
  appointmentsText:
    "Whoever is appointed reads the duty and signs it; only then does the office begin. All of it is on the record.",
  vacant: {
    custodian:
      "Nobody has taken up the office of video information administrator: every institution needs at least one.",
    privacy:
      "Nobody has taken up the office of privacy officer: requests of persons filmed go to the next superior.",
  },
  vacantNext: {
    appoint: "Appoint somebody and have them acknowledge the duty.",
    wait: "Ask the administrator or the director to appoint somebody.",
  },
  appoint: "Appoint",
  appointTitle: "Appoint: {{office}}",
  office: "Office",
  person: "Person",
  personNone: "Nobody can be appointed",
  personHint: "Only people who would not hold incompatible duties; nobody appoints themselves.",
  appointed: "{{name}} is appointed and has to acknowledge it",
  state: "State",
  states: {
    waiting: "To be acknowledged",
    held: "Held",
    unfit: "No longer fits",
    ended: "Ended",
  },
  openedAt: "Appointed",
  openedBy: "By",
  acknowledgedAt: "Acknowledged",
  endedAt: "Ended",
  textVersion: "duty, version {{n}}",
  empty: "No appointments yet",
  acknowledge: "Read and acknowledge",
  acknowledgeTitle: "Acknowledge the duty: {{office}}",
  acknowledgeText:
    "Please read all of it. With your signature the office begins; version and signature are entered.",
  acknowledgeSubmit: "Sign and take it up",
  acknowledged: "The duty is acknowledged",
  waitsForYou:
    "You have been appointed: {{office}}. Read the duty and sign it; until then you do not hold the office.",
  read: "Read the duty",
  readTitle: "Duty: {{office}} (version {{n}})",
  digest: "Digest of the text",
  end: "End",
  endTitle: "End the appointment of {{name}}?",
  endText: "It ends at once; what was signed stays.",
  endedBy: { house: "the institution", holder: "the holder" },
  endReason: "Reason",
  ended: "The appointment has ended",
};

export const labels: typeof chinese.labels = {
  title: "Sensitivity",
  change: "Change the label",
  changeTitle: "Change how sensitive it is",
  to: "To",
  reason: "Reason",
  raise:
    "Once raised, new requests need the next higher approver, too; what is secret is looked at by an approved request only.",
  lower: "Lowering needs the first approver’s signature.",
  saved: "The label has been changed",
  hint: "Sensitive and secret footage needs the next higher approver; lowering needs the director’s signature.",
  notLower: "Here it only goes up; the director lowers it with a signature on the lesson’s page.",
  secretLook: "Secret: own lessons and own areas, too, are looked at by an approved request only.",
  whyStep: "Contains sensitive or secret footage: the next higher post decides, too",
  masking: "Masking",
  maskingText:
    "Other people are masked, for publication everybody is; nothing unmasked is handed over.",
};

export const institutionRefusals: typeof chinese.institutionRefusals = {
  operation_withheld: {
    what: "Institutions of this kind do not publish recordings.",
    next: "Records are for teaching inside the house; what must be provided outside is asked for as a retrieval.",
  },
  label_lowered: {
    what: "Only the first approver’s signature lowers a label.",
    next: "Ask the director or their delegate to lower it on the lesson’s page.",
  },
  secret_needs_grant: {
    what: "This recording is secret: own lessons and own areas do not open it either.",
    next: "Choose “Ask to use the recording”, “Ask to view”; after two approvals it opens for the allowed hours.",
  },
  label_raised: {
    what: "The label has risen since the request was filed; its approval no longer covers it.",
    next: "File a new request; it goes the way of the new label.",
  },
  office_excluded: {
    what: "The person’s role or present office is incompatible with this office.",
    next: "Choose somebody else: no auditors, no students; no approver or executor as privacy officer; not both offices in one hand.",
  },
  office_taken: {
    what: "Somebody holds this office or has still to acknowledge it.",
    next: "End that appointment first.",
  },
};

export const institutionRules: typeof chinese.institutionRules = {
  "S3-Q1": "Viewing rules 1: the video information administrator answers for the custody of video",
  "S3-Q2":
    "Viewing rules 2: what is sensitive is handled by the rules of secrecy; nobody views, copies, publishes or destroys it without permission",
  "C-40":
    "Personal data: the privacy officer examines requests of persons filmed; others are masked",
  "C-52":
    "Publication: approved by itself, always masked, registered apart; none in a clinical skills centre",
};

export const institutionEntryKinds: typeof chinese.institutionEntryKinds = {
  "lesson.labelled@1": "Sensitivity changed",
  "appointment.opened@1": "Appointed",
  "appointment.acknowledged@1": "Duty acknowledged",
  "appointment.ended@1": "Appointment ended",
};

export const institutionSubjects: typeof chinese.institutionSubjects = {
  appointment: "Appointment",
};
