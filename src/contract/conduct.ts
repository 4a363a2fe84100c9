import { z } from "zod";
import { Id, Ms } from "./ids.ts";
import { limits } from "./limits.ts";

/**
 * The six violations of S0-19 (N-34): V0-1 遮挡、中断、停用设备, V0-2 篡改、剪辑、拼接, V0-3 私自下载、拷贝、外传,
 * V0-4 出借账号, V0-5 隐瞒不报、迟报, V0-6 擅自销毁未到期资料.
 */
export const violationCodes = ["V0-1", "V0-2", "V0-3", "V0-4", "V0-5", "V0-6"] as const;
export const ViolationCode = z.enum(violationCodes);
export type ViolationCode = z.infer<typeof ViolationCode>;

/** 六类违规 (with its code), and the three of S0-5.4.3: 违规操作, 设备损坏, 安全隐患. */
export const matterKinds = ["violation", "misuse", "damage", "hazard"] as const;
export const MatterKind = z.enum(matterKinds);
export type MatterKind = z.infer<typeof MatterKind>;
/** What anybody of the staff reports; a violation is told by its code. */
export const reportedMatters = ["misuse", "damage", "hazard"] as const;

/** Handling as the regulations name it; which of them an institution has is a matter of its profile (C-54). */
export const sanctions = [
  "none",
  "talk",
  "criticism",
  "deduction",
  "school-rules",
  "hospital-rules",
  "correction-order",
  "no-award",
  "appraisal",
  "referral",
] as const;
export const Sanction = z.enum(sanctions);
export type Sanction = z.infer<typeof Sanction>;

/** What made the house think of a violation. */
export const suspicionReasons = [
  "camera-covered",
  "camera-moved",
  "camera-lost",
  "camera-black",
  "stop-refused",
  "bytes-changed",
  "name-taken",
  "copy-refused",
  "mark-removed",
  "picture-found",
  "second-sign-in",
  "terminal-changed",
  "shared-device",
  "acknowledged-late",
  "reported-late",
  "reasoned-late",
  "destruction-refused",
  "file-missing",
] as const;
export const SuspicionReason = z.enum(suspicionReasons);
export type SuspicionReason = z.infer<typeof SuspicionReason>;

const Text = z.string().trim().min(1).max(limits.textCharacters);
const Person = z.strictObject({ accountId: Id.nullable(), name: z.string() });

/** What backs a matter: an entry of the ledger, a stretch of a recording, or an uploaded paper. */
export const EvidenceInput = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("entry"), entryId: Id }),
  z.strictObject({
    type: z.literal("recording"),
    lessonId: Id,
    startMs: Ms,
    endMs: Ms,
  }),
  z.strictObject({ type: z.literal("paper"), paperId: Id }),
]);
export type EvidenceInput = z.infer<typeof EvidenceInput>;

export const Evidence = z.strictObject({
  evidenceId: Id,
  what: EvidenceInput,
  /** As people read it: the kind of entry, the lesson's name, the paper's name. */
  label: z.string(),
  addedAtMs: Ms,
  addedBy: z.string(),
});
export type Evidence = z.infer<typeof Evidence>;

/** What somebody says about a matter that concerns them; never changed, another one follows it. */
export const Statement = z.strictObject({
  statementId: Id,
  saidBy: z.string(),
  /** Who wrote it down, where the person did not do so. */
  notedBy: z.string().nullable(),
  text: z.string(),
  atMs: Ms,
});
export type Statement = z.infer<typeof Statement>;

const At = {
  lessonId: Id.nullable(),
  cameraId: Id.nullable(),
  /** 地点, in words. */
  place: z.string().trim().max(limits.nameCharacters),
  /** When it was noticed; a damage is reported within eight hours of it (N-26). */
  noticedAtMs: Ms,
  text: Text,
};
export const ReportInput = z.strictObject({ ...At, kind: z.enum(reportedMatters) });
export type ReportInput = z.infer<typeof ReportInput>;

/** Whom it concerns: an account, a name without one, or nobody known. */
export const Concerned = z.union([
  z.strictObject({ accountId: Id }),
  z.strictObject({ name: z.string().trim().min(1).max(limits.nameCharacters) }),
]);
export type Concerned = z.infer<typeof Concerned>;

export const ViolationInput = z.strictObject({
  ...At,
  code: ViolationCode,
  person: Concerned.nullable(),
});
export type ViolationInput = z.infer<typeof ViolationInput>;

export const Matter = z.strictObject({
  matterId: Id,
  kind: MatterKind,
  code: ViolationCode.nullable(),
  lessonId: Id.nullable(),
  lesson: z.string().nullable(),
  cameraId: Id.nullable(),
  camera: z.string().nullable(),
  place: z.string(),
  person: Person.nullable(),
  noticedAtMs: Ms,
  reportedAtMs: Ms,
  /** Null: not for this reader. */
  reportedBy: z.string().nullable(),
  /** A damage told eight hours or more after it was noticed. */
  late: z.boolean(),
  text: z.string(),
  responsible: Person.nullable(),
  evidence: z.array(Evidence),
  statements: z.array(Statement),
  sanctions: z.array(Sanction),
  disposition: z.string().nullable(),
  closedAtMs: Ms.nullable(),
  closedBy: z.string().nullable(),
  mayHandle: z.boolean(),
  mayAnswer: z.boolean(),
});
export type Matter = z.infer<typeof Matter>;

export const Suspicion = z.strictObject({
  suspicionId: Id,
  code: ViolationCode,
  reason: SuspicionReason,
  atMs: Ms,
  entryId: Id,
  lessonId: Id.nullable(),
  lesson: z.string().nullable(),
  cameraId: Id.nullable(),
  camera: z.string().nullable(),
  person: Person.nullable(),
  facts: z.record(z.string().max(40), z.union([z.string().max(200), z.int()])),
  state: z.enum(["open", "taken-up", "dismissed"]),
  decidedBy: z.string().nullable(),
  decidedAtMs: Ms.nullable(),
  /** Why it was dismissed. */
  why: z.string().nullable(),
  matterId: Id.nullable(),
});
export type Suspicion = z.infer<typeof Suspicion>;
