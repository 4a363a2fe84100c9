import { z } from "zod";
import { Id, Ms, Sha256Hex } from "./ids.ts";
import { Sensitivity } from "./lesson.ts";
import { limits } from "./limits.ts";
import { Purpose } from "./purposes.ts";

/**
 * What may be asked for (matrix 6.1): looking, a copy for teaching, the four kinds of outsiders, lending,
 * what a filmed person asks for, and publication.
 */
export const operations = [
  "view",
  "clip",
  "department",
  "outside",
  "judicial",
  "discipline",
  "police",
  "lend",
  "data-subject",
  "publish",
] as const;
export const Operation = z.enum(operations);
export type Operation = z.infer<typeof Operation>;

/** Posts that whole roles hold, from below upwards. */
export const rolePosts = ["administrator", "first", "second"] as const;
export type RolePost = (typeof rolePosts)[number];

/**
 * Who decides a step. A profile names its people for them: `first` is 中心主任, 保卫科长 or 主管领导,
 * `second` is 学校分管部门, 分管副院长 or 校长; `administrator` registers (S0-10a); `privacy` is held by
 * appointment (个人信息保护负责人).
 */
export const posts = [...rolePosts, "privacy"] as const;
export const Post = z.enum(posts);
export type Post = z.infer<typeof Post>;

/** The clauses a route's steps come from; each has words on the screens. */
export type RouteRule =
  | "S0-10a"
  | "S0-4.1a"
  | "S0-11.1"
  | "S0-11.2"
  | "S0-12.2b"
  | "S1-E1"
  | "S1-E2"
  | "S3-8.2"
  | "S3-Q2"
  | "S3-Q4"
  | "S3-Q5"
  | "S3-Q7"
  | "C-40"
  | "C-52";

/** Why a copy leaves on a registered medium only: footage stays in its place, or it is lent. */
export const MediumRule = z.enum(["S3-Q4", "C-32"]);
export type MediumRule = z.infer<typeof MediumRule>;

/**
 * 公函或工作通知, 法律文书, 执法证件, 介绍信函, 签字扫描件, 归还或销毁声明, 本人身份证明, 同意书, 外传影像截图,
 * 事件现场快照. The last is written by the house itself and never uploaded.
 */
export const paperKinds = [
  "letter",
  "legal",
  "police-id",
  "introduction",
  "signed-scan",
  "return-statement",
  "identity",
  "consent",
  "found-picture",
  "snapshot",
] as const;
export const PaperKind = z.enum(paperKinds);
export type PaperKind = z.infer<typeof PaperKind>;
/** What people bring: everything but what the house writes itself. */
export const UploadedPaperKind = PaperKind.exclude(["snapshot"]);

export const profiles = ["clinical", "hospital", "campus"] as const;
export const Profile = z.enum(profiles);
export type Profile = z.infer<typeof Profile>;

/**
 * A case's life: 申请 → 各级意见 → 办理 → 归还 → 归档. `emergency` is open before its papers are (C-38);
 * `lapsed` ran out unused.
 */
export const requestStates = [
  "waiting",
  "emergency",
  "granted",
  "rejected",
  "withdrawn",
  "handed-over",
  "returned",
  "closed",
  "lapsed",
] as const;
export const RequestState = z.enum(requestStates);
export type RequestState = z.infer<typeof RequestState>;

/** A drawn signature: strokes of points in a 600 × 200 field, x and y in whole units. */
export const Strokes = z
  .array(z.array(z.int().min(0).max(600)).min(2).max(2_000))
  .min(1)
  .max(60);
export type Strokes = z.infer<typeof Strokes>;

/** Who signs shows it again: the password, a one-time code where the account has one, and a signature. */
export const Signing = z.strictObject({
  password: z.string().min(1).max(1_024),
  code: z.string().max(16).nullable(),
  signature: z.union([z.literal("stored"), Strokes]),
});
export type Signing = z.infer<typeof Signing>;

const Text = z.string().trim().max(limits.nameCharacters);
const RequestSpan = z.strictObject({ startMs: Ms, endMs: Ms });

/** A request as a person fills it in. What a route demands of it is data, checked by the kernel. */
export const RequestInput = z.strictObject({
  operation: Operation,
  purpose: Purpose.nullable(),
  reason: z.string().trim().max(limits.textCharacters),
  lessonIds: z.array(Id).max(20),
  /** None: every camera of the lessons. */
  cameraIds: z.array(Id).max(64),
  /** Part of the recording; null: the whole. */
  span: RequestSpan.nullable(),
  /** When looking is allowed; null where nothing is looked at in the house. */
  window: RequestSpan.nullable(),
  /** 调取单位, 经办人, 联系方式. */
  unit: Text,
  handler: Text,
  contact: Text,
  /** 归还时间. */
  returnDueMs: Ms.nullable(),
  paperIds: z.array(Id).max(20),
  /** Declared urgent: a second person may let it begin, papers and route follow within 24 h (C-38). */
  emergency: z.boolean().optional(),
});
export type RequestInput = z.infer<typeof RequestInput>;

export const Paper = z.strictObject({
  paperId: Id,
  kind: PaperKind,
  fileName: z.string(),
  mediaType: z.enum(["application/pdf", "image/jpeg", "image/png", "application/json"]),
  sizeBytes: z.int(),
  sha256: Sha256Hex,
  keptAtMs: Ms,
  keptBy: z.string(),
});
export type Paper = z.infer<typeof Paper>;

/** One step of a route, done or to come. */
export const Step = z.strictObject({
  number: z.int(),
  post: Post,
  /** The clause that asks for this step. */
  rule: z.string(),
  state: z.enum(["to-come", "waiting", "agreed", "disagreed"]),
  /** Who can decide it now, by name; empty means vacant: it goes up. */
  holders: z.array(z.string()),
  name: z.string().nullable(),
  opinion: z.string().nullable(),
  decidedAtMs: Ms.nullable(),
  /** For whom a delegate stood in, by name. */
  standingFor: z.string().nullable(),
  /** Nobody of the post could decide it (vacant, own request): the next superior did or may. */
  vacancy: z.boolean(),
  signature: Strokes.nullable(),
});
export type Step = z.infer<typeof Step>;

/** What a route says about a request before it is filed: who decides, what is missing, and why. */
export const RoutePreview = z.strictObject({
  profile: Profile,
  operation: Operation,
  rule: z.string(),
  form: z.string(),
  steps: z.array(z.strictObject({ post: Post, rule: z.string(), holders: z.array(z.string()) })),
  papers: z.array(PaperKind),
  papersMissing: z.array(PaperKind),
  fieldsMissing: z.array(z.string()),
  /** Everybody but the person concerned is masked in what is made (C-52). */
  masking: z.boolean(),
});
export type RoutePreview = z.infer<typeof RoutePreview>;

/** A lesson as a request names it: official name, time and place. */
export const AskedLesson = z.strictObject({
  lessonId: Id,
  title: z.string(),
  startMs: Ms,
  endMs: Ms,
  venue: z.string(),
  /** Its label (S3-Q2): now, or in a case as it was when the case was filed. */
  sensitivity: Sensitivity,
});
export type AskedLesson = z.infer<typeof AskedLesson>;

export const RequestLine = z.strictObject({
  requestId: Id,
  /** Running number of the year, `2026-0007`. */
  serial: z.string(),
  /** Names the posts: the same house may have changed its profile since. */
  profile: Profile,
  operation: Operation,
  purpose: Purpose.nullable(),
  state: RequestState,
  filedAtMs: Ms,
  filedBy: z.string(),
  own: z.boolean(),
  unit: z.string(),
  /** Official names of the lessons, as far as the reader may know them. */
  titles: z.array(z.string()),
  /** The step that waits, null when none does. */
  waitingFor: Post.nullable(),
  /** Whether the reader can decide it now. */
  mine: z.boolean(),
  dueMs: Ms.nullable(),
  overdue: z.boolean(),
});
export type RequestLine = z.infer<typeof RequestLine>;

export const RequestCase = RequestLine.extend({
  form: z.string(),
  rule: z.string(),
  /** What is made must mask everybody but the person concerned (C-52). */
  masking: z.boolean(),
  gives: z.enum(["viewing", "clip", "package", "loan"]),
  /** The clause by which its copy leaves on a registered medium only; null: on anything. */
  registeredMedium: MediumRule.nullable(),
  reason: z.string(),
  lessons: z.array(AskedLesson),
  cameraIds: z.array(Id),
  span: RequestSpan.nullable(),
  window: RequestSpan.nullable(),
  handler: z.string(),
  contact: z.string(),
  returnDueMs: Ms.nullable(),
  papers: z.array(Paper),
  steps: z.array(Step),
  /** Declared urgent by who asked. */
  emergencyAsked: z.boolean(),
  /** Second person of the emergency path and when its papers are due. */
  emergency: z.strictObject({ name: z.string(), atMs: Ms, papersDueMs: Ms }).nullable(),
  grantedAtMs: Ms.nullable(),
  handedOver: z
    .strictObject({ atMs: Ms, name: z.string(), receiver: z.string(), medium: z.string() })
    .nullable(),
  returned: z
    .strictObject({ atMs: Ms, name: z.string(), how: z.enum(["returned", "destroyed"]) })
    .nullable(),
  closedAtMs: Ms.nullable(),
  /** What the reader can do now, so that the page shows no button that would be refused. */
  can: z.array(
    z.enum([
      "decide",
      "withdraw",
      "co-sign",
      "add-paper",
      "export",
      "hand-over",
      "return",
      "close",
    ]),
  ),
});
export type RequestCase = z.infer<typeof RequestCase>;
