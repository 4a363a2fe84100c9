/** The trial restore of the whole house, on the page of copies and in the ledger. */
export const restoreTrial = {
  title: "Trial restore of the whole house",
  none: "No trial restore of the whole house yet.",
  next: "Done after each week's check: restored from the copies into a scratch folder, compared with this house, removed.",
  week: "{{week}}, from {{target}}",
  results: { running: "running", sound: "restorable", failed: "not sound" },
  reasons: {
    lost: "Footage that should be in the copies is not",
    refused: "Objects of the copies are damaged, swapped or missing",
    database: "The database cannot be recovered from the copies",
    ledger: "The recovered ledger is not this house's own",
    counts: "Other rows than this house has",
    findings: "Recovered rows contradict their entries",
    "no-space": "Not done: no space on the disk",
    unreachable: "Not done: the place cannot be reached",
    "cut-off": "Cut off half-way",
  },
  at: "Database as of",
  ledger: "Ledger",
  ledgerOf: "{{entries}} entr{{entries, y}}, each the same as here",
  ledgerOther: "{{entries}} entr{{entries, y}}, not the same as here",
  risk: "Lost, had the house been lost then",
  riskLedger: "{{entries}} ledger entr{{entries, y}} of {{seconds}} s",
  riskFootage:
    "footage not copied yet: {{segments}} segment{{segments, s}}, {{minutes}} min, {{size}}",
  rows: "Rows of segments",
  rowsOf: "{{restored}} restored, {{here}} here",
  sample: "Footage opened",
  sampleOf:
    "{{homes}} occasion{{homes, s}}, {{segments}} segment{{segments, s}}, {{size}}, compared byte for byte",
  left: "{{count}} occasion{{count, s}} not reached: no time or space",
  lost: "Missing from the copies",
  lostOf: "{{segments}} segment{{segments, s}}, {{minutes}} min, {{size}}",
  nothing: "nothing",
  refused: "Objects refused",
};

export const restoreTrialEntryKinds = { "restore.tried@1": "Trial restore of the whole house" };

export const restoreTrialFields = {
  trialId: "Trial restore",
  sound: "Sound",
  reasons: "Not sound because",
  waitingSegments: "Segments not copied yet",
  waitingMs: "Time not copied yet",
  left: "Occasions not reached",
};

/** What a trial says of the week, for the duty that is signed. */
export const restoreTrialFacts = {
  houseTrials: "trial restores of the whole house",
  houseTrialsFailed: "of them not sound",
  houseTrialSegments: "segments compared in them",
  houseTrialLost: "segments missing from the copies",
};
