import { z } from "zod";
import { Operation, PaperKind, Post, RequestState } from "./approval.ts";
import { StreamName } from "./camera.ts";
import { ExportFailure, ExportForm } from "./exports.ts";
import { FormName, SheetState } from "./forms.ts";
import { Id, Ms, Sha256Hex } from "./ids.ts";
import { BookmarkKind, LookRight, MarkCode, MarkHarm, ViewingExit } from "./looking.ts";
import { Purpose } from "./purposes.ts";
import { Role } from "./roles.ts";

/** A plain snapshot of a row: what `check` recomputes and compares with the newest `after`. */
export const Snapshot = z.record(
  z.string().max(64),
  z.union([
    z.string().max(20_000),
    z.int(),
    z.boolean(),
    z.null(),
    z.array(z.string().max(2_000)).max(1_000),
  ]),
);
export type Snapshot = z.infer<typeof Snapshot>;

const Change = z.strictObject({ before: Snapshot.nullable(), after: Snapshot.nullable() });
const Range = z.strictObject({ cameraId: Id, stream: StreamName, startMs: Ms, endMs: Ms });

/** `displaced`: the same account signed in elsewhere (S0-13a). */
export const exitKinds = ["sign-out", "idle", "forced", "gone", "displaced"] as const;

/** By what somebody showed who they are (S0-13a). `setup` is the first administrator's first run. */
export const signInWays = ["password", "setup", "oidc", "cas", "ldap", "passkey"] as const;
export const SignInWay = z.enum(signInWays);
export type SignInWay = z.infer<typeof SignInWay>;

/**
 * Every kind of ledger entry with the shape of its body: past-tense facts with a version. A kind,
 * once written somewhere, stays readable for ever; a new shape is a new version beside it.
 */
export const entryKinds = {
  "house.set-up@1": z.strictObject({ profile: z.string(), origin: z.string() }),
  "setting.changed@1": Change,
  "act.refused@1": z.strictObject({
    attempted: z.string().max(80),
    code: z.string().max(64),
    rule: z.string().max(64),
    facts: z.record(z.string(), z.union([z.string().max(500), z.number()])),
  }),
  // people; 账号 and 姓名 are personal and enter as salted digests
  "account.opened@1": Change,
  "account.changed@1": Change,
  "account.closed@1": Change,
  "secret.changed@1": z.strictObject({ accountId: Id, reason: z.enum(["first", "own", "reset"]) }),
  "sign-in.opened@1": z.strictObject({
    signInId: Id,
    accountId: Id,
    role: Role,
    startedAtMs: Ms,
    terminal: z.string(),
    address: z.string(),
  }),
  "sign-in.opened@2": z.strictObject({
    signInId: Id,
    accountId: Id,
    role: Role,
    startedAtMs: Ms,
    terminal: z.string(),
    address: z.string(),
    how: SignInWay,
    /** The sign-in service of the institution that vouched for the person, where one did. */
    providerId: Id.nullable(),
  }),
  "sign-in.refused@1": z.strictObject({
    code: z.string(),
    terminal: z.string(),
    address: z.string(),
    failures: z.int(),
  }),
  /** S0-5.1.1: 账号, 姓名 (personal: `login`, `name`), 登录时间, 操作终端, 操作时长. */
  "sign-in.closed@1": z.strictObject({
    signInId: Id,
    accountId: Id,
    startedAtMs: Ms,
    endedAtMs: Ms,
    durationMs: z.int().min(0),
    terminal: z.string(),
    address: z.string(),
    exit: z.enum(["sign-out", "idle", "forced", "gone"]),
  }),
  "sign-in.closed@2": z.strictObject({
    signInId: Id,
    accountId: Id,
    startedAtMs: Ms,
    endedAtMs: Ms,
    durationMs: z.int().min(0),
    terminal: z.string(),
    address: z.string(),
    exit: z.enum(exitKinds),
  }),
  /** The page is shut and the sign-in stays (S0-13d): by the person, or because nobody was there. */
  "sign-in.locked@1": z.strictObject({
    signInId: Id,
    accountId: Id,
    atMs: Ms,
    why: z.enum(["own", "idle"]),
  }),
  "sign-in.unlocked@1": z.strictObject({ signInId: Id, accountId: Id, atMs: Ms }),
  "second-factor.changed@1": z.strictObject({
    accountId: Id,
    what: z.enum(["added", "removed", "removed-by-administrator", "recovery-used"]),
  }),
  // sign-in services of the institution (统一身份认证) and passkeys; secrets never enter
  "provider.changed@1": Change,
  "provider.tested@1": z.strictObject({ providerId: Id, result: z.string().max(64) }),
  "passkey.added@1": z.strictObject({ accountId: Id, passkeyId: Id, backedUp: z.boolean() }),
  "passkey.removed@1": z.strictObject({ accountId: Id, passkeyId: Id }),
  // places
  "site.changed@1": Change,
  "venue.changed@1": Change,
  "station.changed@1": Change,
  "camera.changed@1": Change,
  "camera.tested@1": z.strictObject({
    cameraId: Id.nullable(),
    host: z.string(),
    port: z.int(),
    result: z.string().max(64),
  }),
  "camera.probed@1": z.strictObject({
    host: z.string(),
    port: z.int(),
    result: z.string().max(64),
    profiles: z.int(),
  }),
  // lessons
  "lesson.changed@1": Change,
  "timetable.imported@1": z.strictObject({
    fileSha256: Sha256Hex,
    rows: z.int(),
    lessons: z.array(Id).max(5_000),
  }),
  // recording
  "plan.written@1": z.strictObject({
    serial: z.int(),
    cameras: z.int(),
    occasions: z.int(),
    sha256: Sha256Hex,
  }),
  "recorder.started@1": z.strictObject({ recorderId: Id, startedAtMs: Ms }),
  /** One Merkle root over all segments and gaps taken in this round; the list lies in the manifests. */
  "vault.round-taken@1": z.strictObject({
    roundId: Id,
    segments: z.int().min(0),
    gaps: z.int().min(0),
    sizeBytes: z.int().min(0),
    root: Sha256Hex,
  }),
  "vault.damage-found@1": z.strictObject({ segmentId: Id.nullable(), what: z.string().max(200) }),
  "clock.doubted@1": z.strictObject({ driftMs: z.int(), sealing: z.boolean() }),
  "clock.acknowledged@1": z.strictObject({ driftMs: z.int() }),
  // looking
  "viewing.opened@1": z.strictObject({
    viewingId: Id,
    lessonId: Id,
    right: z.enum(["own-lesson", "own-area", "purpose"]),
    purpose: z.string().max(64),
  }),
  /** Until now administrators and directors looked by a purpose alone; since then by a grant (C-02). */
  "viewing.opened@2": z.strictObject({
    viewingId: Id,
    lessonId: Id,
    right: LookRight,
    purpose: z.string().max(64),
    /** The code its watermark carries. */
    code: MarkCode,
    grant: z.strictObject({ requestId: Id, serial: z.string().max(32) }).nullable(),
    /** Null: every camera of the lesson. */
    cameraIds: z.array(Id).max(64).nullable(),
  }),
  "viewing.moved@1": z.strictObject({
    viewingId: Id,
    lessonId: Id,
    toMs: Ms,
    reason: z.enum(["seek", "speed", "camera", "hls"]),
    played: z.array(Range).max(200),
  }),
  /** `played` is what the page reports, `served` what the house handed out: never less than was seen. */
  "viewing.closed@1": z.strictObject({
    viewingId: Id,
    lessonId: Id,
    exit: z.enum(["closed", "sign-out", "gone", "expired"]),
    played: z.array(Range).max(200),
    served: z.array(Range).max(200),
  }),
  "viewing.closed@2": z.strictObject({
    viewingId: Id,
    lessonId: Id,
    exit: ViewingExit,
    played: z.array(Range).max(200),
    served: z.array(Range).max(200),
  }),
  "watermark.issued@1": z.strictObject({ code: MarkCode, signInId: Id }),
  "watermark.removed@1": z.strictObject({
    code: MarkCode,
    viewingId: Id.nullable(),
    harm: MarkHarm,
  }),
  "notice.changed@1": z.strictObject({ version: z.int(), sha256: Sha256Hex }),
  "notice.accepted@1": z.strictObject({ version: z.int(), sha256: Sha256Hex }),
  "bookmark.set@1": z.strictObject({
    bookmarkId: Id,
    lessonId: Id,
    kind: BookmarkKind,
    atMs: Ms,
    cameraId: Id.nullable(),
  }),
  "bookmark.withdrawn@1": z.strictObject({ bookmarkId: Id, lessonId: Id }),
  "live.opened@1": z.strictObject({ cameraId: Id }),
  "live.closed@1": z.strictObject({ cameraId: Id, durationMs: z.int().min(0) }),
  // asking and deciding; names, units and reasons are personal and enter as salted digests
  "request.filed@1": z.strictObject({
    requestId: Id,
    serial: z.string().max(32),
    operation: Operation,
    purpose: Purpose.nullable(),
    lessonIds: z.array(Id).max(20),
    paperIds: z.array(Id).max(20),
    returnDueMs: Ms.nullable(),
    route: z.array(z.strictObject({ post: Post, rule: z.string().max(64) })).max(9),
    /** SHA-256 of the canonical text of the whole form as filed. */
    formSha256: Sha256Hex,
  }),
  "request.decided@1": z.strictObject({
    requestId: Id,
    step: z.int(),
    post: Post,
    decision: z.enum(["agreed", "disagreed"]),
    /** Set where a delegate or the next superior stood in. */
    standingFor: Id.nullable(),
    vacancy: z.boolean(),
    signatureSha256: Sha256Hex,
    opinionSha256: Sha256Hex,
    state: RequestState,
  }),
  "request.withdrawn@1": z.strictObject({ requestId: Id }),
  "request.co-signed@1": z.strictObject({
    requestId: Id,
    papersDueMs: Ms,
    signatureSha256: Sha256Hex,
  }),
  /** The emergency path tells the auditors by itself (C-38). */
  "emergency.reported@1": z.strictObject({
    requestId: Id,
    serial: z.string().max(32),
    auditors: z.int().min(0),
    papersDueMs: Ms,
  }),
  /** A grant is taken: a copy or a loan once for ever (C-07). */
  "grant.used@1": z.strictObject({
    requestId: Id,
    serial: z.string().max(32),
    use: z.enum(["clip", "package", "loan"]),
  }),
  "request.paper-added@1": z.strictObject({ requestId: Id, paperId: Id }),
  "request.handed-over@1": z.strictObject({
    requestId: Id,
    exportIds: z.array(Id).max(50),
    signatureSha256: Sha256Hex,
  }),
  "request.returned@1": z.strictObject({
    requestId: Id,
    how: z.enum(["returned", "destroyed"]),
    paperId: Id.nullable(),
    signatureSha256: Sha256Hex,
  }),
  "request.closed@1": z.strictObject({ requestId: Id }),
  "request.lapsed@1": z.strictObject({ requestId: Id, why: z.string().max(64) }),
  "delegation.opened@1": z.strictObject({
    delegationId: Id,
    post: Post,
    fromAccountId: Id,
    toAccountId: Id,
    startMs: Ms,
    endMs: Ms,
  }),
  "delegation.ended@1": z.strictObject({ delegationId: Id }),
  "signature.kept@1": z.strictObject({ accountId: Id, signatureSha256: Sha256Hex }),
  "paper.kept@1": z.strictObject({
    paperId: Id,
    kind: PaperKind,
    sha256: Sha256Hex,
    sizeBytes: z.int(),
  }),
  // handing out (调取); unit and names stand in the request's entries
  "export.key-made@1": z.strictObject({ publicKey: Sha256Hex }),
  "export.started@1": z.strictObject({
    exportId: Id,
    requestId: Id,
    form: ExportForm,
    cut: z.enum(["key-frames", "exact"]),
    lessonIds: z.array(Id).max(20),
    cameraIds: z.array(Id).max(64),
    startMs: Ms.nullable(),
    endMs: Ms.nullable(),
    protection: z.enum(["passphrase", "recipient", "none"]),
    returnDueMs: Ms.nullable(),
  }),
  /** `manifestSha256`: of the bag's `tagmanifest-sha256.txt`, which is what its signature covers. */
  "export.built@1": z.strictObject({
    exportId: Id,
    requestId: Id,
    sha256: Sha256Hex,
    sizeBytes: z.int(),
    manifestSha256: Sha256Hex,
    files: z.int(),
    originals: z.int(),
  }),
  "export.failed@1": z.strictObject({ exportId: Id, requestId: Id, why: ExportFailure }),
  "export.taken@1": z.strictObject({
    exportId: Id,
    requestId: Id,
    sha256: Sha256Hex,
    sizeBytes: z.int(),
  }),
  "export.removed@1": z.strictObject({
    exportId: Id,
    requestId: Id,
    why: z.enum(["handed-over", "never-taken", "failed"]),
  }),
  // registers on paper (S0-6.2b): the digest is of the lines' canonical text
  "register.printed@1": z.strictObject({
    sheetId: Id,
    form: FormName,
    serial: z.string().max(32),
    fromMs: Ms,
    toMs: Ms,
    rows: z.int().min(0),
    firstRow: z.string().max(32),
    lastRow: z.string().max(32),
    requestId: Id.nullable(),
    rowsSha256: Sha256Hex,
    fileSha256: Sha256Hex,
    ledgerSize: z.int().min(0),
  }),
  "register.exported@1": z.strictObject({
    form: FormName,
    fromMs: Ms,
    toMs: Ms,
    rows: z.int().min(0),
    fileSha256: Sha256Hex,
  }),
  "register.paired@1": z.strictObject({
    sheetId: Id,
    serial: z.string().max(32),
    state: SheetState,
    paperId: Id.nullable(),
  }),
  "register.stray-noted@1": z.strictObject({ serial: z.string().max(64) }),
  // the ledger itself and the operator's tools
  "ledger.opened@1": z.strictObject({ origin: z.string(), keyId: z.string() }),
  "ledger.exported@1": z.strictObject({ size: z.int(), root: Sha256Hex }),
  "check.finished@1": z.strictObject({ findings: z.int(), segments: z.int(), entries: z.int() }),
  "catalogue.rebuilt@1": z.strictObject({ lessons: z.int(), segments: z.int(), gaps: z.int() }),
} as const;

export type EntryKind = keyof typeof entryKinds;
export type EntryBody<K extends EntryKind> = z.infer<(typeof entryKinds)[K]>;

/**
 * The four kinds of back-office operations an inspector asks for (S0-5.1.2: 权限变更, 参数调整,
 * 功能启停, 账号新增/注销). `ledger.list` takes a group's name in place of a kind.
 */
export const operationGroups = {
  rights: ["account.changed@1"],
  parameters: [
    "setting.changed@1",
    "site.changed@1",
    "venue.changed@1",
    "station.changed@1",
    "camera.changed@1",
  ],
  switches: [
    "house.set-up@1",
    "plan.written@1",
    "recorder.started@1",
    "ledger.opened@1",
    "clock.doubted@1",
  ],
  accounts: ["account.opened@1", "account.closed@1"],
} as const satisfies Record<string, readonly EntryKind[]>;
export type OperationGroup = keyof typeof operationGroups;

/** What an entry is about, so that a lesson's or camera's history is one query. */
export const Subject = z.strictObject({
  type: z.enum([
    "house",
    "account",
    "sign-in",
    "provider",
    "site",
    "venue",
    "station",
    "camera",
    "lesson",
    "timetable",
    "round",
    "viewing",
    "request",
    "delegation",
    "paper",
    "export",
    "register",
    "ledger",
    "segment",
  ]),
  id: Id,
});
export type Subject = z.infer<typeof Subject>;

/**
 * The leaf: canonical JSON of this object (`kernel/canonical.ts`) is the exact text that was hashed.
 * `personal` holds field → SHA-256(salt ‖ text) so that the text can be erased later and the tree stays.
 * A person's login and name inside `actor` are therefore replaced by their digests, too.
 */
export const Leaf = z.strictObject({
  version: z.literal(1),
  id: Id,
  siteId: Id,
  kind: z.string().max(64),
  atMs: Ms,
  actor: z.union([
    z.strictObject({ kind: z.literal("system"), name: z.string().max(32) }),
    z.strictObject({
      kind: z.literal("person"),
      accountId: Id,
      signInId: Id,
      role: Role,
      terminal: z.string(),
      address: z.string(),
    }),
  ]),
  subject: Subject,
  body: z.record(z.string(), z.unknown()),
  personal: z.record(z.string().max(32), Sha256Hex),
});
export type Leaf = z.infer<typeof Leaf>;

/** One disclosed personal field, kept apart from the leaf and erasable. */
export const Disclosed = z.strictObject({
  salt: z.string().regex(/^[0-9a-f]{32}$/),
  text: z.string().max(2_000),
});
export type Disclosed = z.infer<typeof Disclosed>;

/** One line of an exported ledger (`entries.jsonl`): the leaf text byte for byte, and what may be disclosed. */
export const ExportedEntry = z.strictObject({
  index: z.int().min(0),
  leaf: z.string().max(64 * 1024),
  personal: z.record(z.string(), Disclosed),
});
export type ExportedEntry = z.infer<typeof ExportedEntry>;
