import type * as chinese from "../zh-CN/copies.ts";

export const copiesEntryKinds: typeof chinese.copiesEntryKinds = {
  "copy.target-added@1": "Place for copies added",
  "copy.target-ended@1": "Place for copies ended",
  "copy.settings-changed@1": "Settings of copies changed",
  "escrow.made@1": "Escrow key made",
  "escrow.confirmed@1": "Escrow key confirmed as kept",
  "copy.night-listed@1": "Night's list of copies",
  "copy.night-finished@1": "Night's copy finished",
  "copy.night-failed@1": "Night's copy failed",
  "copy.checked@1": "Weekly check of copies",
  "copy.damage-found@1": "Damaged copy found",
  "vault.rot-found@1": "Damaged original found",
  "vault.repaired@1": "Original repaired from a copy",
  "copy.scrubbed@1": "Originals scrubbed",
  "copy.identity-destroyed@1": "Key destroyed",
  "copy.forgotten@1": "Copies removed",
};

export const copiesSubjects: typeof chinese.copiesSubjects = {
  "copy-target": "Place for copies",
  home: "Folder of an occasion",
};

export const copiesRefusals: typeof chinese.copiesRefusals = {
  copy_escrow_missing: {
    what: "There is no escrow key yet.",
    next: "Make the escrow key, print its sheet and lock it away; then add a place for copies.",
  },
  copy_tail_wrong: {
    what: "These are not the last eight characters of the escrow key.",
    next: "Compare with the printed sheet; if it is lost, make a new escrow key.",
  },
  copy_folder_refused: {
    what: "Copies may not go to this folder.",
    next: "It must exist, lie below a folder named in copyFolders of the configuration, and outside the data of this house.",
  },
  copy_folder_foreign: {
    what: "Something else lies there, or it belongs to another house.",
    next: "Choose an empty folder or another prefix.",
  },
  copy_target_unreachable: {
    what: "The place for copies cannot be reached.",
    next: "Check address, port, network or the disk's cable, and try again.",
  },
  copy_target_refused: {
    what: "The place for copies denies access.",
    next: "Check access key, bucket and its permissions.",
  },
  copy_target_full: {
    what: "The place for copies is full.",
    next: "Make room there or choose another place.",
  },
  copy_lock_by_default: {
    what: "This bucket locks every object by default, so keys could not be destroyed.",
    next: "Take the default retention off the bucket; the house sets a lock on each object itself.",
  },
  copy_lock_absent: {
    what: "This bucket has no object lock.",
    next: "Set the days of lock to 0, or take a bucket with versions and object lock.",
  },
};

export const copiesRules: typeof chinese.copiesRules = {
  "S0-8.1a": "Rule 8(1): two copies, on the local server and encrypted elsewhere",
  "S0-8.2": "Rule 8(2): five partitions, never mixed",
  "C-26": "Destroying the key makes every copy unreadable; the copies are removed after it",
};
