import type { PackFailure, PackState } from "../../../contract/evidence-pack.ts";

/** Evidence packs of a period. */
export const evidencePackRefusals = {
  pack_nothing_entered: {
    what: "Nothing was entered in the ledger in this period; there is nothing to pack.",
    next: "Check the dates; before the system was set up there are no records.",
  },
  pack_too_many_entries: {
    what: "The period has more ledger entries than one pack may hold.",
    next: "Choose a shorter period and make several packs, by quarter or month.",
  },
  pack_too_many_lessons: {
    what: "The period has more lessons than one pack may hold.",
    next: "Choose a shorter period and make several packs, by quarter or month.",
  },
  packs_waiting: {
    what: "Packs you asked for are still being made.",
    next: "Wait until they are finished, then ask again.",
  },
  pack_unfinished: {
    what: "The pack is still being made.",
    next: "Download it when it is finished.",
  },
  pack_gone: {
    what: "The pack's file is gone: its term is over, or the house was restored.",
    next: "If you still need it, make one of the same period again.",
  },
  pack_not_yours: {
    what: "Somebody else asked for this pack; it holds what that person may read.",
    next: "Ask for a pack of the same period with your own account.",
  },
};

export const evidencePackRules = {
  "S0-3a": "Regulation, article 3: six principles, verifiable throughout",
};

export const evidencePackEntryKinds = {
  "evidence-pack.asked@1": "Evidence pack asked for",
  "evidence-pack.drawn@1": "Evidence of a pack drawn",
  "evidence-pack.made@1": "Evidence pack made",
  "evidence-pack.failed@1": "Evidence pack failed",
  "evidence-pack.taken@1": "Evidence pack taken",
  "evidence-pack.removed@1": "Evidence pack removed at its term",
};

export const evidencePackSubjects = { "evidence-pack": "Evidence pack" };

export const evidencePackFields = {
  packId: "Pack",
  sumsSha256: "Digest of the evidence list",
  fromIndex: "First entry",
  toIndex: "End of entries",
};

export const evidencePacks = {
  title: "Evidence packs",
  note: "The evidence of a period as one signed archive: compliance board, the 25 questions, registers, completeness of lessons, policies in force and every ledger entry of the period. No footage. Whoever receives it checks it offline.",
  make: "Make an evidence pack",
  empty: "No evidence packs yet",
  emptyNext:
    "Choose “Make an evidence pack”, a period and a reason; download it here when it is done.",
  reason: "Reason",
  reasonHint: "For example: inspection of the second quarter of 2026",
  reasonMissing: "Say why",
  whatInside:
    "Making takes from seconds to some minutes; you may leave this page. Asking, making and each download are entered in the ledger.",
  asked: "Asked for; it is being made",
  sizeText: "Lessons: {{lessons}} · ledger entries: {{entries}}",
  take: "Download",
  taken: "Downloaded {{times}} time{{times, s}}",
  notMine: "Whoever asked downloads it",
  removedBy: "Kept until {{at}}",
  removed: "Removed {{at}}",
  sha256: "Digest of the file",
  progress: "Progress",
  verify: "How to check it",
  verifySteps:
    "Unpack it and open verify.html from it in a browser (no network needed), then choose the archive; or run liuhen verify-package. Compare the ledger's key with the one on paper.",
  states: {
    queued: "Waiting",
    gathering: "Gathering evidence",
    drawn: "Waiting for the ledger's signature, then packing",
    ready: "Ready",
    failed: "Failed",
    removed: "Removed",
  } satisfies Record<PackState, string>,
  failures: {
    "no-right": "The account or role of whoever asked has changed; nothing was made. Ask again.",
    "nothing-entered": "Nothing was entered in this period. Check the dates.",
    "too-many-entries": "More ledger entries than one pack may hold. Ask for a shorter period.",
    "too-many-lines": "A register has more lines than one pack may hold. Ask for a shorter period.",
    "disk-full": "The disk is full. Ask an administrator to make room, then ask again.",
    interrupted:
      "It was interrupted several times. Ask again; if it fails again, tell an administrator.",
    trouble:
      "Something went wrong; the log says what. Ask again; if it fails again, tell an administrator.",
  } satisfies Record<PackFailure, string>,
};
