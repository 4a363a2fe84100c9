export const mediaTerms = {
  kinds: {
    "usb-stick": "USB stick",
    "hard-disk": "Portable hard disk",
    disc: "Disc",
    "memory-card": "Memory card",
    other: "Other",
  },
  secrecy: {
    unclassified: "Unclassified",
    internal: "Internal",
    secret: "Secret",
    confidential: "Confidential",
  },
  states: {
    "in-store": "Blank, in store",
    issued: "Issued",
    "handed-over": "With the receiver",
    returned: "Back, to be wiped",
    destroyed: "Destroyed",
    lost: "Lost",
  },
  moves: {
    register: "Registered",
    issue: "Issued",
    return: "Given back",
    "hand-over": "Handed to the receiver",
    "take-back": "Taken back",
    sanitise: "Wiped",
    destroy: "Destroyed",
    lose: "Reported lost",
    find: "Found again",
  },
};

export const mediaPage = {
  title: "Registered media",
  note: "Footage leaves on registered media only; each issue, hand-over and return is signed and entered in the ledger.",
  add: "Register a medium",
  empty: "No medium is registered yet.",
  emptyNext:
    "Register a USB stick, a disk or a disc first, then issue it for a case; nothing leaves on an unregistered one.",
  label: "Name of the medium",
  labelHint: "As it is written on the medium, for example: stick 03",
  kind: "Kind",
  makerSerial: "Maker’s serial number",
  makerSerialHint: "Printed on it or shown by the system; each serial is registered once.",
  secrecy: "Secrecy",
  custodian: "Custodian",
  state: "State",
  forCase: "Case",
  holder: "Held by",
  since: "Last move",
  owed: "To be returned",
  open: "Chain",
  onlyOut: "Only those not in store",
  back: "All media",
  chain: "Custody chain",
  chainNote:
    "Every link from registration to destruction, signed after showing the password again; nothing can be changed.",
  number: "No.",
  move: "Move",
  after: "State after",
  at: "Time",
  by: "Done by",
  remark: "Remark",
  signature: "Signature",
  table: "XLSX",
  print: "Print",
  issue: "Issue for a case",
  issueText:
    "To whoever makes the copy for that case. From then on it takes the footage of this case only.",
  issueCase: "Case",
  issueNoCase: "No approved case waits for a hand-over.",
  issueHolder: "Issued to",
  moveText: {
    return:
      "Given back without a hand-over. Something may be written on it: it is wiped before it is issued again.",
    "take-back":
      "Taken back from the receiver. A case that owes a return is returned on its own page.",
    sanitise: "Say how it was wiped and how that was checked; then it can be issued again.",
    destroy: "Say how, where and before whom it was destroyed. Nothing follows after that.",
    lose: "Say when, where and how it was noticed; report it to the head at once.",
    find: "Say where it was found and who brought it; it is then to be wiped.",
  },
  remarkLabel: "Remark",
  saved: "Signed and entered in the ledger.",
};

export const mediumChoice = {
  label: "Registered medium",
  hint: "Only those issued for this case.",
  none: "No medium has been issued for this case.",
  noneNext: "Issue one for this case under “Registered media” first.",
  demanded: "By {{rule}}: it leaves on a registered medium only.",
  byWord: "No registered medium: say below what it is on",
  returned: "Medium that came back",
  returnedNone: "This case was not handed over on a registered medium.",
  takeOn: "Take onto a medium",
  takeTitle: "Take the export",
  takeText:
    "The file goes onto the chosen medium only; who, which medium and when are entered in the ledger.",
};

export const masking = {
  title: "Masks and sound",
  demanded:
    "In this case everybody but the person concerned is masked; without a mask a signed statement is needed that nobody else can be recognised.",
  packageNone:
    "A whole package keeps the originals byte for byte and cannot be masked; make a clip instead.",
  add: "Add a mask",
  remove: "Remove the mask",
  edit: "Draw masks on a still",
  editNote:
    "Drag to draw a rectangle; or use the arrow keys to move it, Shift and arrows to resize it, or type thousandths.",
  camera: "Camera",
  at: "Time of the still",
  still: "A still within the grant",
  stillEntered: "Every still that is seen is entered in the ledger.",
  area: "Mask {{number}}",
  areaText: "Mask {{number}}: left {{x}}‰, top {{y}}‰, width {{width}}‰, height {{height}}‰",
  x: "Left ‰",
  y: "Top ‰",
  width: "Width ‰",
  height: "Height ‰",
  cover: "Cover",
  covers: { fill: "Black box", mosaic: "Mosaic" },
  span: "Time",
  whole: "All of it",
  part: "A part",
  from: "From",
  to: "To",
  mute: "Take the sound away",
  none: "No masks.",
  nobodyElse: "Statement: nobody but the person concerned can be recognised",
  nobodyElseReason: "Reason",
  nobodyElseHint:
    "Say why nobody else can be recognised; you sign this statement and it is entered in the ledger.",
  count: "{{masks}} masked",
  muted: "Sound taken away",
  stated: "Stated that nobody else is recognisable: {{reason}}",
  derived: "Made from this recording",
};

export const exportRange = {
  title: "Range to make",
  all: "All that was granted",
  part: "Only a part of it",
  lessons: "Lessons",
  cameras: "Cameras",
  from: "From",
  to: "To",
  hint: "Within the grant only.",
  nothing: "Nothing was recorded within the grant.",
  invalid: "The beginning has to be before the end.",
};

export const library = {
  title: "Resource library",
  note: "Approved teaching clips, played in this system only, with a watermark; every look is registered.",
  search: "Search titles, texts, projects and lessons",
  year: "Year",
  allYears: "All years",
  project: "Project",
  lessons: "Lessons",
  recordedAt: "Recorded",
  empty: "The library is empty.",
  emptyNext:
    "When a clip has been approved and made, the administrator puts it in with the consent of those shown.",
  nothingFound: "Nothing matches.",
  nothingFoundNext: "Try another word, or clear the search.",
  add: "Put a clip in",
  addTitle: "Put a clip into the library",
  addText:
    "Only approved clips, with the consent of those shown. What goes in is a copy; the original is untouched.",
  offer: "Clip",
  offersNone: "There is no clip that may go in.",
  offersNoneNext:
    "File a request for a teaching clip or a publication, then make an unencrypted clip under it.",
  name: "Title",
  about: "About",
  consentGiven: "Those shown (for minors: their guardians) consent to the library",
  consent: "Consent",
  consentHint: "Who consented, when and in what way",
  consentPaper: "Paper of consent",
  consentPaperNeeded: "A scan of the signed consent is needed.",
  masked: "Masked or silenced",
  notMasked: "Not masked",
  masking: "Masking",
  state: "State",
  fromCase: "Approved by",
  addedBy: "Put in by",
  addedAt: "Put in",
  looksTitle: "Looks",
  looks: "Played {{times}} time{{times, s}}",
  play: "Play",
  file: "Part {{number}}",
  playNote:
    "For teaching in this institution only; do not record or pass it on. This look has been registered.",
  ended: "Playing has stopped: the watermark was removed, or the time of this look is over.",
  playFailed: "It cannot be played: it may have been withdrawn, or the time of this look is over.",
  back: "The whole library",
  withdraw: "Withdraw",
  withdrawTitle: "Withdraw from the library",
  withdrawText:
    "It stops playing at once and the library’s copy is erased; the original is untouched.",
  withdrawReason: "Reason",
  withdrawnAt: "Withdrawn by {{name}}, {{at}}: {{reason}}",
  destroyedAt: "Its recording was destroyed by rule; the copy was erased with it, {{at}}.",
  withdrawnDone: "Withdrawn; its copy is erased.",
  states: { shown: "Shown", withdrawn: "Withdrawn" },
  saved: "Put in and entered in the ledger.",
};

export const handingEntryKinds = {
  "medium.registered@1": "Medium registered",
  "medium.moved@1": "Medium moved",
  "medium.exported@1": "Chain of a medium exported",
  "request.handed-over@2": "Handed over, with its medium",
  "request.returned@2": "Returned, with its medium",
  "export.taken@2": "Export taken, with its medium",
  "export.started@2": "Export started, with its masks",
  "export.still-seen@1": "Still for masks seen",
  "library.added@1": "Put into the library",
  "library.looked@1": "Library item played",
  "library.withdrawn@1": "Library item withdrawn",
  "library.erased@1": "Copy in the library erased",
};

export const handingSubjects = { medium: "Medium", "library-item": "Library item" };

export const handingRefusals = {
  mask_invalid: {
    what: "It cannot be masked like this.",
    next: "Masks lie on a clip’s pictures, of a chosen camera, and not beyond their edge.",
  },
  masking_missing: {
    what: "Other people have to be masked in this case.",
    next: "Draw masks; or, where nobody else can be recognised, say why and sign it.",
  },
  medium_serial_taken: {
    what: "This serial number is registered already.",
    next: "Look for it among the registered media; check the number if it is another medium.",
  },
  medium_wrong_move: {
    what: "The medium cannot go this way now.",
    next: "Open its chain and see where it is.",
  },
  medium_owed: {
    what: "It was lent by a case and comes back by that case.",
    next: "Enter the return, or the statement of destruction, on the page of the case.",
  },
  medium_missing: {
    what: "No registered medium was named.",
    next: "Issue one for this case, then take, hand over or return it.",
  },
  medium_not_issued: {
    what: "This medium is not registered, or was not issued for this case.",
    next: "Use one that was issued for this case.",
  },
  library_not_approved: {
    what: "No approval lets this clip into the library.",
    next: "Ask for a teaching clip or a publication first, then make the clip.",
  },
  library_not_readable: {
    what: "This cannot go in: it has to be a finished clip that is not encrypted.",
    next: "Wait until it is made, or make it unencrypted under its approval.",
  },
  library_consent_missing: {
    what: "The consent of those shown is missing.",
    next: "Get it, say how it was given, and upload the signed paper.",
  },
  library_taken: { what: "This clip is in the library already.", next: "Look for it there." },
  library_withdrawn: {
    what: "This item has been withdrawn.",
    next: "Its copy is erased; file a new request if it is needed again.",
  },
};

export const handingRules = {
  "S0-14.3": "Article 14 (3): no storage devices of unknown origin",
  "S3-Q6":
    "Viewing rules 6: excellent recordings are kept as a school resource; looking, copying and destroying are approved and registered",
};

export const handingFields = {
  mediumId: "Medium",
  makerSerial: "Maker’s serial number",
  secrecy: "Secrecy",
  move: "Move",
  holder: "Held by",
  custodian: "Custodian",
  note: "Remark",
  links: "Links",
  masks: "Masks",
  muted: "Silenced",
  masksSha256: "Digest of the masks",
  nobodyElse: "Statement that nobody else is recognisable",
  itemId: "Library item",
  lookId: "Look",
  consent: "Consent",
  consentPaperId: "Paper of consent",
  masked: "Masked",
  title: "Title",
  about: "About",
};
