import type { ChecklistItemKind, PassRule, Result } from "../../../contract/scoring.ts";

export const scoringTerms = {
  kinds: {
    binary: "Done or not",
    graded: "Graded",
    penalty: "Penalty",
  } satisfies Record<ChecklistItemKind, string>,
  passRules: {
    fixed: "The checklist's pass mark",
    "borderline-regression": "Borderline regression",
  } satisfies Record<PassRule, string>,
  results: { passed: "Passed", failed: "Failed", open: "Open" } satisfies Record<Result, string>,
  ratings: { "1": "Fail", "2": "Borderline", "3": "Pass", "4": "Very good", "5": "Outstanding" },
};

export const checklistPages = {
  title: "Checklists",
  note: "Checklists are published in versions; one in use never changes, an edit is a new version.",
  add: "New checklist",
  empty: "There is no checklist yet.",
  emptyNext: "Write one with its steps and points, then use it in a lesson.",
  name: "Name",
  version: "Version",
  versionText: "Version {{version}}",
  items: "Steps",
  full: "Full points",
  pass: "Pass mark %",
  published: "Published",
  newTitle: "New checklist",
  editTitle: "Edit a checklist",
  editNote: "Publishing makes version {{version}}; lessons that use an older one keep it.",
  step: "Step",
  steps: "Steps",
  stepHint: "One action an examiner can see",
  kind: "How it is scored",
  points: "Points",
  critical: "Critical",
  criticalHint:
    "Nothing on a critical step fails the candidate; so does a critical penalty that happened.",
  addStep: "Add a step",
  removeStep: "Remove step {{number}}",
  moveUp: "Move step {{number}} up",
  publish: "Publish",
  invalid: "Each step needs its words and at least half a point, and one step must give points.",
  fullNow: "{{points}} point{{points, s}} in all",
  back: "All checklists",
};

export const scoringPage = {
  title: "Scoring",
  open: "Scoring",
  note: "Each examiner marks item by item; the summary is always made anew from the marks. A correction needs its reason, and the old value stays.",
  empty: "No checklist is used in this lesson yet.",
  emptyNext: "Choose one, and the lesson's teachers can score each candidate.",
  emptyOther: "Once a teacher of the lesson has chosen one, the summary of results is here.",
  assign: "Use a checklist",
  assignText: "The newest version is used; later versions do not change this lesson.",
  station: "Station",
  allStations: "All stations (or choose one)",
  passRule: "Pass mark",
  noChecklists: "There is no checklist to choose.",
  toChecklists: "Write a checklist",
  score: "Score",
  table: "Export XLSX",
  print: "Print PDF",
  release: "Release results",
  releaseTitle: "Release results to the candidates",
  releaseText:
    "Each candidate then sees the own result, steps and remarks, and nobody else's. This cannot be taken back.",
  releaseOpen:
    "{{count}} result{{count, s}} {{count, are}} still open; candidates see that until it is settled.",
  released: "Released {{at}}",
  unreleased: "Not released",
  candidate: "Name",
  group: "Group",
  points: "Points",
  percent: "Percent",
  rating: "Global rating",
  critical: "Critical steps missed",
  examiners: "Examiners",
  result: "Result",
  history: "Marks",
  corrected: "Corrected",
  conflict: "In conflict",
  noCandidates: "Nobody in this lesson can be scored.",
  noCandidatesNext: "Add students' accounts to the lesson first.",
  passFixed: "Pass mark {{percent}}%",
  passRegression:
    "Pass mark {{percent}}% (borderline regression, R² {{rSquared}}, slope {{slope}})",
  passUnknown: "No pass mark yet: a regression needs at least two different global ratings.",
  smallCohort: "Fewer than 50 candidates: take the regression as a hint only.",
  back: "Back to the lesson",
};

export const examinerPage = {
  title: "Scoring a candidate",
  done: "Done",
  notDone: "Not done",
  happened: "Happened, {{points}} off",
  notHappened: "Did not happen",
  worth: "({{points}} point{{points, s}})",
  takeBack: "Take back",
  ratingTitle: "Global rating",
  remark: "Remark (the candidate will see it)",
  handIn: "Hand this sheet in",
  handedIn: "Handed in",
  again: "Hand in again",
  left: "{{count}} still to mark",
  conflicts: "{{count}} were marked differently on two devices: choose again for each.",
  reasonTitle: "Reason for the correction",
  reasonText: "This sheet was handed in. A correction says why; the old value and the reason stay.",
  reason: "Reason",
  sum: "{{points}} / {{full}} point{{full, s}}",
  synced: "All saved in the house",
  waiting: "{{count}} kept on this device, sent when the network is back",
  sending: "Sending {{count}}…",
  stuck: "The house refused a mark: check it and mark again",
  drop: "Drop what was refused",
  keepOpen: "Until all is sent, do not close this page or clear the browser's data.",
  candidates: "Candidates",
  back: "Back to the summary",
  historyTitle: "All marks",
  historyNote:
    "Every mark, correction and taking back stays; where the last column is empty, the value stands.",
  value: "Value",
  at: "Marked",
  taken: "Reached the house",
  replaced: "Replaced",
  withdrawn: "taken back",
  handIns: "Handed in",
  noMarks: "No marks yet.",
};

export const myScores = {
  title: "My results",
  note: "Only your own released results. If you doubt a computed result, ask your teacher for a review by a person.",
  empty: "No result has been released yet.",
  emptyNext: "Once your teacher releases one, your points, steps and remarks are here.",
  sum: "{{points}} / {{full}} point{{full, s}}",
  pass: "Pass mark {{percent}}%",
  steps: "Points by step",
  remarks: "Remarks",
  replay: "My replay",
};

export const scoringEntryKinds = {
  "checklist.published@1": "checklist published",
  "scoring.assigned@1": "checklist put to use",
  "score.marked@1": "marks given",
  "score.handed-in@1": "score sheet handed in",
  "score.released@1": "results released",
  "score.exported@1": "summary of results exported",
};

export const scoringSubjects = { checklist: "checklist" };

export const scoringRules = {
  "S0-5.3.2": "Rules Art. 5(3)2: scores, results and the summary leave their trace",
};

export const scoringRefusals = {
  checklist_invalid: {
    what: "This checklist is not complete.",
    next: "No step may stand twice, and one must give points.",
  },
  mark_invalid: {
    what: "A mark does not fit the checklist.",
    next: "Load the page again and mark this item anew.",
  },
  score_reason_missing: {
    what: "This sheet was handed in already.",
    next: "Say why it is corrected; the old value stays beside it.",
  },
  marks_missing: {
    what: "Some steps are not marked.",
    next: "Mark each step and give the global rating, then hand in.",
  },
  marks_conflict: {
    what: "Two devices differ on an item.",
    next: "Choose again for each item that is shown, then hand in.",
  },
};

export const scoringFields = {
  assignmentId: "assignment id",
  checklistId: "checklist id",
  passRule: "pass rule",
  corrections: "corrections",
  marks: "marks",
  marksSha256: "digest of the marks",
  handInId: "hand-in id",
  headsSha256: "digest of the standing marks",
  candidates: "candidates",
  student: "student account id",
};
