import type {
  retention as chinese,
  retentionEntryKinds as entryKinds,
  retentionRefusals as refusals,
  retentionRules as rules,
  retentionSubjects as subjects,
} from "../zh-CN/retention.ts";

export const retentionEntryKinds: typeof entryKinds = {
  "item.enrolled@1": "Item taken into account",
  "item.stepped@1": "Item changed its state",
  "retention.tended@1": "Register of keeping tended",
  "hold.placed@1": "Hold placed",
  "hold.lifted@1": "Hold lifted",
  "agreement.recorded@1": "Agreement recorded",
  "reclassification.proposed@1": "Reclassification proposed",
  "reclassification.decided@1": "Reclassification decided",
  "evidence.fixed@1": "Evidence fixed",
  "evidence.reported@1": "Evidence reported",
  "item.disposed@1": "Disposed of by the archives' rules",
};

export const retentionSubjects: typeof subjects = {
  item: "item of account",
  hold: "hold",
  agreement: "agreement",
  evidence: "fixed evidence",
};

export const retentionRules: typeof rules = {
  "S0-2a": "Regulation, article 2: traces are managed through all seven stages",
  "S0-8.3.3":
    "Regulation, article 8 (3) 3: inspections, evaluations, major events, accidents and complaints are kept for ever",
  "S3-B2b": "Storage 2 (2): time, place, type, camera, storage place and signature are recorded",
  "S3-B2c": "Storage 2 (3): footage of value is copied and reported",
};

export const retentionRefusals: typeof refusals = {
  hold_lifted: {
    what: "This hold is lifted already.",
    next: "Place a new one if it still has to be kept.",
  },
  evidence_incomplete: {
    what: "Fixing evidence needs all six fields.",
    next: "Fill in time, place, type, camera, storage place and the keeper's signature.",
  },
  evidence_reported: {
    what: "This evidence is reported already.",
    next: "Put additions into a new report.",
  },
  class_unfit: {
    what: "This item cannot be moved to that class.",
    next: "Choose a class or partition that differs and fits this kind of item.",
  },
  move_waiting: {
    what: "A move of this item is waiting for a decision.",
    next: "Propose again once the director has signed.",
  },
  move_decided: { what: "This move is decided.", next: "Propose a new one if it must change." },
  reference_missing: {
    what: "Paper closes only with the number of the decision.",
    next: "Type the number the school archives gave their decision.",
  },
  step_unknown: {
    what: "Where this item stands, that cannot be done with it.",
    next: "Its page shows its history and the claims that still hold.",
  },
};

export const retention: typeof chinese = {
  classes: {
    T3: "Three years",
    T5: "Five years",
    P: "Permanent",
    V30: "Rolling 30 days",
    AG: "By agreement",
    SI: "Sign-in records",
    RG: "Register lines",
    CK: "Check records",
  },
  terms: {
    T3: "three calendar years from the end of the day",
    T5: "five calendar years from the end of the day",
    P: "kept for ever, never destroyed",
    V30: "at least 30 days, then rolling unless something else claims it",
    AG: "three years or as long as the agreement says",
    SI: "three years (never under one)",
    RG: "three calendar years from the last line",
    CK: "three years (as long as the video, never under 30 days)",
  },
  clauses: {
    "S0-8.3.1":
      "Regulation, article 8 (3) 1: daily teaching, ordinary logs and class data, at least three years",
    "S0-8.3.2":
      "Regulation, article 8 (3) 2: formal exams, certificates, contests, appraisals, five years",
    "S0-8.3.3":
      "Regulation, article 8 (3) 3: inspections, evaluations, major events, accidents, complaints, for ever",
    "S0-8.3.4": "Regulation, article 8 (3) 4: external service as the agreement demands",
    "S3-7.1c": "Rules, article 7 (1): video and check records, at least 30 days",
    "S2-N6b": "Sign-in rules, 6.2: sign-in records, at least one year",
    "S3-B2a": "Storage 2 (1): footage of value is fixed as evidence",
    "S3-B4": "Storage 4: material of a crime is neither hidden nor destroyed",
    "S0-17.1": "Regulation, article 17 (1): what is still needed or traced is not destroyed",
  },
  kinds: {
    equipment: "Equipment",
    "system-data": "System data",
    footage: "Footage",
    "operation-log": "Operation log",
    "training-ledger": "Training ledger",
  },
  sources: {
    lesson: "Lesson recording",
    "watch-day": "Round-the-clock recording",
    camera: "Camera",
    sheet: "Paper sheet",
    paper: "Voucher",
    "year-log": "Year's operation log",
    "year-sign-ins": "Year's sign-in records",
    "year-data": "Year's class and system data",
    "year-checks": "Year's check records",
  },
  states: {
    collecting: "Being collected",
    kept: "Kept",
    held: "Held",
    due: "Due for review",
    archived: "Archived",
    "archived-held": "Archived, held",
    "in-destruction": "In destruction",
    "being-destroyed": "Being destroyed",
    destroyed: "Destroyed",
  },
  stages: {
    collection: "Collection",
    storage: "Storage",
    consultation: "Consultation",
    use: "Use",
    archiving: "Archiving",
    destruction: "Destruction",
    safekeeping: "Safekeeping",
  },
  acts: {
    collect: "Collected",
    store: "Stored",
    look: "Consulted",
    use: "Used",
    archive: "Archived",
    "fall-due": "Fell due",
    prolong: "Kept longer",
    hold: "Held",
    release: "Released",
    propose: "Listed for destruction",
    withdraw: "Taken off the list",
    begin: "Destruction begun",
    destroy: "Destroyed",
    "roll-over": "Rolled over",
    dispose: "Disposed of by the archives' rules",
  },
  reasons: {
    "not-due": "not due",
    permanent: "permanent",
    held: "held",
    "under-request": "an open request",
    collecting: "still being collected",
    "in-destruction": "already listed for destruction",
    destroyed: "destroyed",
  },
  causes: {
    accident: "Accident",
    complaint: "Complaint",
    inspection: "Inspection",
    litigation: "Litigation",
    evidence: "Fixed evidence",
  },
  bases: { class: "Class", agreement: "Agreement", hold: "Hold" },
  scopes: { lesson: "Lessons", camera: "Camera and span", case: "Request" },
  moveStates: { waiting: "Waiting for the director", done: "Done", rejected: "Not agreed" },
};
