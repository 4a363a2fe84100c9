/** Every limit of the house, in one place. Units last in the name. */
export const limits = {
  // recording
  segmentTargetMs: 60_000,
  segmentLongestMs: 120_000,
  fragmentLargestBytes: 64 * 1024 * 1024,
  cameraQueueBytes: 64 * 1024 * 1024,
  syncEveryMs: 5_000,
  stallAfterMs: 6_000,
  connectTimeoutMs: 5_000,
  reconnectFirstMs: 500,
  reconnectLongestMs: 1_000,
  /** A refused login is tried again slowly: cameras lock accounts. */
  loginRetryFirstMs: 5_000,
  loginRetryLongestMs: 60_000,
  /** A camera that takes the connection but does not answer is asked anew beside the old question. */
  askAnewMs: 2_000,
  attemptsMost: 3,
  /** A camera is connected this long before an occasion, so that a key frame is at hand at its start. */
  connectEarlyMs: 5_000,
  /** A gap that lasts is sealed in pieces of this length, so that a crash loses none of it. */
  gapPieceMs: 60_000,
  /** Kept free in the spool for records and gaps; without it the cause is "disk". */
  spoolReserveBytes: 128 * 1024 * 1024,
  camerasMost: 2_000,
  // the vault
  sealedRecordBytes: 16 * 1024 * 1024,
  manifestBytes: 16 * 1024 * 1024,
  roundRecords: 1_000,
  takenIds: 200_000,
  // RTSP and RTP
  rtspHeaderBytes: 64 * 1024,
  rtspHeadersMost: 100,
  rtspUrlCharacters: 2_048,
  sdpLinesMost: 1_000,
  sdpMediaMost: 16,
  parameterSetBytes: 4_096,
  parameterSetsMost: 32,
  rtspBodyBytes: 256 * 1024,
  nalLargestBytes: 16 * 1024 * 1024,
  audioFrameBytes: 16 * 1024,
  // names and texts
  nameCharacters: 120,
  textCharacters: 2_000,
  /** Every item of a pre-class card with a remark of its own. */
  cardRemarks: 400,
  /** A reason said in passing, no letter. */
  reasonCharacters: 500,
  storedAtCharacters: 200,
  serialCharacters: 64,
  loginCharacters: 64,
  fileNameBytes: 255,
  // uploads
  timetableBytes: 5 * 1024 * 1024,
  // The ids of all imported lessons stand in one ledger entry of at most 65,535 bytes.
  timetableRows: 1_500,
  paperBytes: 20 * 1024 * 1024,
  rosterNames: 500,
  rosterBytes: 2 * 1024 * 1024,
  // lists
  pageRows: 200,
  ownSignIns: 50,
  lessonsListed: 5_000,
  /** Periods of a day (节次), and weeks a lesson is repeated at once. */
  periods: 24,
  repeatWeeks: 30,
  /** Of the library, and items of one course. */
  courses: 2_000,
  courseItems: 60,
  /** Names whose pinyin is remembered. */
  spelledTexts: 50_000,
  timelineSpanMs: 400 * 86_400_000,
  // sign-in
  passwordLeast: 12,
  passwordMost: 128,
  passwordHistory: 5,
  oneTimeSecretMs: 72 * 3_600_000,
  recoveryCodes: 10,
  /** An account's end is announced to the administration this long before. */
  expiryNoticeMs: 14 * 86_400_000,
  /** A page nobody touches is locked after `lockMinutes` of the policy; then the sign-in ends. */
  signInIdleMs: 30 * 60_000,
  signInLongestMs: 12 * 3_600_000,
  signInGoneMs: 60_000,
  /** Activity is written down at most this often; every exit keeps its ±5 s (S0-5.1.1). */
  signInTouchMs: 2_000,
  presencePingMs: 2_000,
  signInsPerMinute: 60,
  /** With account and password: a whole class stands behind one address; guessing stops at the account. */
  passwordSignInsPerMinute: 300,
  lockAfterFailures: 5,
  lockMs: 15 * 60_000,
  // sign-in services and passkeys
  journeyMs: 10 * 60_000,
  providersMost: 20,
  providerTimeoutMs: 10_000,
  providerAnswerBytes: 256 * 1024,
  passkeysMost: 10,
  // ledger
  // C2SP entry bundles prefix each entry with a 16-bit length.
  entryBytes: 65_535,
  checkpointBytes: 4_096,
  // A note may carry many cosignatures, post-quantum ones among them.
  noteBytes: 131_072,
  tileHashes: 256,
  // looking
  viewingLongestMs: 12 * 3_600_000,
  /** Two such lists fit in one entry of `entryBytes`. */
  viewingRanges: 200,
  viewingSpanMs: 2 * 3_600_000,
  // asking and deciding
  delegationLongestMs: 30 * 86_400_000,
  /** Delegations of a post with less between them count as one. */
  delegationRestMs: 86_400_000,
  emergencyPapersMs: 24 * 3_600_000,
  /** A view is granted for hours, at most for so many days. */
  viewGrantLongestMs: 30 * 86_400_000,
  /** A granted copy nobody took lapses. */
  grantUnusedMs: 30 * 86_400_000,
  /** A lent copy is announced this long before it is due. */
  returnNoticeMs: 3 * 86_400_000,
  requestsOpenMost: 2_000,
  /** Lessons are looked for in a quarter of a year at a time. */
  requestLessonsSpanMs: 93 * 86_400_000,
  bookmarksMost: 500,
  // scoring
  checklistItems: 60,
  checklistsMost: 500,
  assignmentsMost: 40,
  stepCharacters: 200,
  /** Marks one mark may replace: as many as may conflict. */
  marksReplaced: 8,
  /** One sending of a tablet that was without network. */
  marksSent: 500,
  marksOfSheet: 2_000,
  // exams
  examStations: 30,
  examCircuits: 8,
  examChiefs: 5,
  rulesVersionsMost: 500,
  rulesAheadMs: 366 * 86_400_000,
  examCandidates: 500,
  /** Seats of all rounds: a last round may be nearly empty. */
  examPlaces: 800,
  examinersAtStation: 6,
  /** Teachers of one lesson: the examiners of all stations of a room. */
  examinersInRoom: 10,
  examActsMost: 2_000,
  examsListed: 500,
  /** Rules of order and time of one item. */
  stepRules: 4,
  /** An hour of compressions; longer attempts are several. */
  deviceEvents: 7_000,
  deviceCharacters: 600_000,
  deviceClockMs: 366 * 86_400_000,
  /** Imports of one candidate in one checklist; the newest counts. */
  deviceScoresMost: 20,
  // debrief
  debriefNotesMost: 500,
  drawnStrokes: 40,
  drawnPoints: 400,
  // handing out
  mediaMost: 2_000,
  stillMostBytes: 16 * 1024 * 1024,
  libraryMost: 5_000,
  libraryFilesMost: 64,
  libraryLookMs: 4 * 3_600_000,
  exportLargestBytes: 500 * 1024 * 1024 * 1024,
  exportsKeptMost: 100,
  /** Kept free beside what an export will need. */
  exportReserveBytes: 2 * 1024 * 1024 * 1024,
  exportAfterHandOverMs: 7 * 86_400_000,
  exportNeverTakenMs: 30 * 86_400_000,
  /** A clip encoded anew may take this many times its own length, and at least ten minutes. */
  clipEncodeFactor: 20,
  clipEncodeLeastMs: 10 * 60_000,
  clipEncodeLongestMs: 4 * 3_600_000,
  exportAttemptsMost: 3,
  // registers and printed sheets
  /** Lines of one printed sheet; a longer register becomes several sheets. */
  sheetRows: 500,
  sheetsAtOnce: 20,
  registerTableRows: 20_000,
  registerSpanMs: 400 * 86_400_000,
  // looking after the house
  /** Settled and seen again within this time, it is the same incident. */
  incidentReturnMs: 3_600_000,
  eventLineCharacters: 120,
  eventsListed: 500,
  /** Parts of one event: measures, notices, notes, snapshots, findings. */
  eventPartsMost: 500,
  /** Lines of one kind in the snapshot of a scene. */
  snapshotLines: 20_000,
  taskSpanMs: 400 * 86_400_000,
  tasksListed: 5_000,
  // supervision and policies
  /** Findings of one section of a self-check. */
  findingsOfSection: 20,
  sampleSize: 200,
  /** Things a sample may be drawn from. */
  populationMost: 20_000,
  spotChecksListed: 200,
  /** Lines a digest names one by one; the rest is counted. */
  digestLines: 500,
  digestsListed: 120,
  digestDueMs: 7 * 86_400_000,
  policyCharacters: 60_000,
  policiesListed: 1_000,
  ruleChangesListed: 500,
  // keeping
  /** Standing holds and agreements. */
  retentionCauses: 5_000,
  /** Items one hold or agreement claims. */
  heldItems: 5_000,
  /** Items taken into account, or a step further, in one round. */
  enrolledAtOnce: 200,
  /** From an occasion's end until everything of it has arrived. */
  collectedAfterMs: 15 * 60_000,
  dueItems: 5_000,
  evidenceListed: 1_000,
  evidenceSpanMs: 86_400_000,
  evidenceReportMs: 24 * 3_600_000,
  // detection
  snapshotBytes: 256 * 1024,
  snapshotPixels: 640,
  /** Then the bytes of a snapshot go; the recording it was taken from is kept as its rule says. */
  snapshotKeptMs: 180 * 86_400_000,
  /** What is wrong for so long is looked back at when the house starts anew. */
  unwatchedBackMs: 30 * 86_400_000,
  // copies
  copyTargetsMost: 8,
  // live view
  liveViewersMost: 200,
  liveBacklogBytes: 4 * 1024 * 1024,
  liveLingerMs: 30_000,
  /** How often an open live view is asked about: with its answer it ends within 5 s of its right. */
  liveAskEveryMs: 3_000,
  // attendance
  lateGraceMinutes: 60,
  /** Marks of one person in one lesson that are kept; whoever goes on is refused. */
  marksMost: 40,
  /** Tries of one person at a door in a minute. */
  checkInTriesPerMinute: 12,
  kiosksMost: 500,
  kioskCodeMs: 15 * 60_000,
  /** Lessons of the own attendance list. */
  ownAttendanceListed: 100,
  // conduct and care of devices
  /** A damage is reported within this time of being noticed (N-26). */
  damageReportMs: 8 * 3_600_000,
  mattersListed: 2_000,
  suspicionsListed: 1_000,
  evidenceOfMatter: 100,
  statementsOfMatter: 50,
  ticketsListed: 2_000,
  devicesMost: 5_000,
  usbLogBytes: 2 * 1024 * 1024,
  usbLogRows: 5_000,
  usbEventsListed: 1_000,
  usbDevicesMost: 256,
  // after the lesson
  /** From a lesson's end, and from an interruption on, until its teacher must have said something. */
  completionDueMs: 24 * 3_600_000,
  /** Then what is overdue weighs more. */
  completionGraveMs: 72 * 3_600_000,
  interruptionsAtOnce: 200,
  interruptionsListed: 5_000,
  interruptionNotesMost: 40,
  lessonTasksMost: 40,
  /** Marks of one lesson's tasks that are kept. */
  taskChecksMost: 5_000,
  commentsMost: 2_000,
  /** Lessons looked at in one round for what is missing. */
  completionAtOnce: 40,
  // evidence packs
  /** A year, its leap day and the hour of a changed clock. */
  evidencePackLongestMs: 366 * 86_400_000 + 3_600_000,
  evidencePackShortestMs: 3_600_000,
  evidencePackEntries: 200_000,
  evidencePackLessons: 2_000,
  /** Of one person, not finished. */
  evidencePacksWaiting: 2,
  evidencePacksListed: 200,
  evidencePackAttemptsMost: 3,
  evidencePackKeptMs: 30 * 86_400_000,
  // archiving
  /** Items of one December. */
  archiveItems: 2_000,
  archiveAttemptsMost: 3,
  /** A virus check of one item may take so long. */
  virusScanMs: 15 * 60_000,
  // destruction
  /** A list rests this long before it can be submitted (C1). */
  coolingMs: 7 * 86_400_000,
  /** Between two witnesses, and from the second to the beginning (N-18). */
  witnessesTogetherMs: 5 * 60_000,
  destructionItems: 100,
  /** Rolling footage is kept at least this long (N-05). */
  rollingLeastMs: 30 * 86_400_000,
  standingOrderYears: 1,
} as const;
