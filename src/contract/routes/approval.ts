import { z } from "zod";
import {
  AskedLesson,
  Operation,
  Paper,
  UploadedPaperKind,
  Post,
  RequestCase,
  RequestInput,
  RequestLine,
  RoutePreview,
  Signing,
  Strokes,
} from "../approval.ts";
import { Id, Ms } from "../ids.ts";
import { limits } from "../limits.ts";
import { Role } from "../roles.ts";
import { route } from "../route.ts";

const Case = z.strictObject({ requestId: Id });
const Opinion = z.string().trim().max(limits.textCharacters);
const Text = z.string().trim().max(limits.nameCharacters);

/** A post lent to somebody for a while, at most 30 days (C-38). */
export const Delegation = z.strictObject({
  delegationId: Id,
  post: Post,
  fromName: z.string(),
  toAccountId: Id,
  toName: z.string(),
  startMs: Ms,
  endMs: Ms,
  reason: z.string(),
  endedAtMs: Ms.nullable(),
});
export type Delegation = z.infer<typeof Delegation>;

/** What waits for the reader: the bell's number and the lines behind it. */
export const Inbox = z.strictObject({
  todo: z.int(),
  overdue: z.int(),
  notices: z.array(
    z.strictObject({
      kind: z.enum([
        "decide",
        "co-sign",
        "hand-over",
        "return-due",
        "return-overdue",
        "papers-due",
        "granted",
        "rejected",
        "emergency",
      ]),
      requestId: Id,
      serial: z.string(),
      operation: Operation,
      atMs: Ms,
    }),
  ),
});
export type Inbox = z.infer<typeof Inbox>;

/** Who holds a post in this institution; an empty name means the profile's own word (C-51). */
export const Body = z.strictObject({ post: Post, role: Role, name: z.string() });
export type Body = z.infer<typeof Body>;
export const BodyInput = z.strictObject({
  post: z.enum(["first", "second"]),
  role: z.enum(["director", "superior"]),
  name: Text.min(1),
});
export type BodyInput = z.infer<typeof BodyInput>;

export const approvalRoutes = {
  "requests.preview": route({
    method: "POST",
    path: "/api/requests/preview",
    permission: "request.file",
    audit: { none: "preview" },
    title: { zh: "申请路线预览", en: "Which way a request would go" },
    body: RequestInput,
    answer: RoutePreview,
  }),
  "requests.file": route({
    method: "POST",
    path: "/api/requests",
    permission: "request.file",
    audit: "request.filed@1",
    title: { zh: "提交申请", en: "File a request" },
    body: RequestInput,
    answer: RequestCase,
  }),
  "requests.list": route({
    method: "GET",
    path: "/api/requests",
    permission: "request.read",
    audit: { none: "read" },
    title: { zh: "申请列表：待办、本人、已办、全部、逾期", en: "Requests by box" },
    query: z.strictObject({
      box: z.enum(["todo", "mine", "done", "all", "overdue"]),
      operation: Operation.optional(),
      beforeMs: z.coerce.number().int().optional(),
    }),
    answer: z.strictObject({ requests: z.array(RequestLine), more: z.boolean() }),
  }),
  /** What can be named in a request: title, time and place of a lesson, and no person. */
  "requests.lessons": route({
    method: "GET",
    path: "/api/requests/lessons",
    permission: "request.file",
    audit: { none: "read" },
    title: { zh: "可申请的授课批次", en: "Lessons a request can name" },
    query: z.strictObject({
      text: z.string().trim().max(limits.nameCharacters).optional(),
      fromMs: z.coerce.number().int().min(0),
      toMs: z.coerce.number().int().min(0),
    }),
    answer: z.strictObject({ lessons: z.array(AskedLesson), more: z.boolean() }),
  }),
  "requests.read": route({
    method: "GET",
    path: "/api/requests/{requestId}",
    permission: "request.read",
    audit: { none: "read" },
    title: { zh: "申请详情", en: "One request" },
    params: Case,
    answer: RequestCase,
  }),
  /** Open to whoever can read cases: a delegate's own role holds no post; the case tells who decides. */
  "requests.decide": route({
    method: "POST",
    path: "/api/requests/{requestId}/decide",
    permission: "request.read",
    audit: "request.decided@1",
    title: { zh: "签署意见", en: "Decide a step" },
    params: Case,
    body: z.strictObject({
      step: z.int().min(1).max(9),
      decision: z.enum(["agreed", "disagreed"]),
      opinion: Opinion,
      signing: Signing,
    }),
    answer: RequestCase,
  }),
  "requests.withdraw": route({
    method: "POST",
    path: "/api/requests/{requestId}/withdraw",
    permission: "request.file",
    audit: "request.withdrawn@1",
    title: { zh: "撤回申请", en: "Withdraw a request" },
    params: Case,
    body: z.strictObject({ reason: Opinion }),
    answer: RequestCase,
  }),
  /** C-38: access first, by a second person's signature; papers and the ordinary route within 24 h. */
  "requests.co-sign": route({
    method: "POST",
    path: "/api/requests/{requestId}/co-sign",
    permission: "request.decide",
    audit: "request.co-signed@1",
    title: { zh: "紧急情况双人先行", en: "Emergency: a second person lets it begin" },
    params: Case,
    body: z.strictObject({
      reason: z.string().trim().min(1).max(limits.reasonCharacters),
      signing: Signing,
    }),
    answer: RequestCase,
  }),
  "requests.add-paper": route({
    method: "POST",
    path: "/api/requests/{requestId}/papers",
    permission: "request.file",
    audit: "request.paper-added@1",
    title: { zh: "补充材料", en: "Add a paper to a request" },
    params: Case,
    body: z.strictObject({ paperId: Id }),
    answer: RequestCase,
  }),
  "requests.hand-over": route({
    method: "POST",
    path: "/api/requests/{requestId}/hand-over",
    permission: "request.handle",
    audit: "request.handed-over@2",
    title: { zh: "办理交接", en: "Hand over what was granted" },
    params: Case,
    body: z.strictObject({
      receiver: Text.min(1),
      /** In words; a registered medium is named by its id, and its register then says what it is. */
      medium: Text,
      mediumId: Id.nullable().optional(),
      signing: Signing,
    }),
    answer: RequestCase,
  }),
  "requests.return": route({
    method: "POST",
    path: "/api/requests/{requestId}/return",
    permission: "request.handle",
    audit: "request.returned@2",
    title: { zh: "归还登记", en: "Enter the return" },
    params: Case,
    body: z.strictObject({
      how: z.enum(["returned", "destroyed"]),
      paperId: Id.nullable(),
      mediumId: Id.nullable().optional(),
      signing: Signing,
    }),
    answer: RequestCase,
  }),
  "requests.close": route({
    method: "POST",
    path: "/api/requests/{requestId}/close",
    permission: "request.handle",
    audit: "request.closed@1",
    title: { zh: "归档", en: "Close and file away" },
    params: Case,
    answer: RequestCase,
  }),
  "inbox.read": route({
    method: "GET",
    path: "/api/inbox",
    permission: "request.read",
    audit: { none: "read" },
    background: true,
    title: { zh: "待办与提醒", en: "What waits for me" },
    answer: Inbox,
  }),
  "delegations.list": route({
    method: "GET",
    path: "/api/delegations",
    permission: "request.decide",
    audit: { none: "read" },
    title: { zh: "委托代办列表", en: "Delegations" },
    answer: z.strictObject({ delegations: z.array(Delegation) }),
  }),
  "delegations.open": route({
    method: "POST",
    path: "/api/delegations",
    permission: "request.decide",
    audit: "delegation.opened@1",
    title: { zh: "委托代办", en: "Delegate a post" },
    body: z.strictObject({
      toAccountId: Id,
      startMs: Ms,
      endMs: Ms,
      reason: z.string().trim().min(1).max(limits.reasonCharacters),
      signing: Signing,
    }),
    answer: Delegation,
  }),
  /** Whom a post can be lent to: nobody whose roles would make a forbidden pair. */
  "delegations.candidates": route({
    method: "GET",
    path: "/api/delegations/candidates",
    permission: "request.decide",
    audit: { none: "read" },
    title: { zh: "可受托人员", en: "Who can stand in" },
    answer: z.strictObject({
      candidates: z.array(z.strictObject({ accountId: Id, name: z.string(), role: z.string() })),
    }),
  }),
  "delegations.end": route({
    method: "POST",
    path: "/api/delegations/{delegationId}/end",
    permission: "request.decide",
    audit: "delegation.ended@1",
    title: { zh: "结束委托", en: "End a delegation" },
    params: z.strictObject({ delegationId: Id }),
    answer: Delegation,
  }),
  "posts.list": route({
    method: "GET",
    path: "/api/approval/posts",
    permission: "request.read",
    audit: { none: "read" },
    title: { zh: "审批岗位", en: "Who the approvers are" },
    answer: z.strictObject({ bodies: z.array(Body) }),
  }),
  /** The second approver's body is the institution's own decision (C-51). */
  "posts.name": route({
    method: "PUT",
    path: "/api/approval/posts",
    permission: "policy.manage",
    audit: "setting.changed@1",
    title: { zh: "设定审批岗位", en: "Say who an approver is" },
    body: BodyInput,
    answer: z.strictObject({ bodies: z.array(Body) }),
  }),
  "signature.read": route({
    method: "GET",
    path: "/api/me/signature",
    permission: "signed-in",
    audit: { none: "read" },
    title: { zh: "本人签名", en: "My stored signature" },
    answer: z.strictObject({ strokes: Strokes.nullable() }),
  }),
  "signature.keep": route({
    method: "PUT",
    path: "/api/me/signature",
    permission: "signed-in",
    audit: "signature.kept@1",
    title: { zh: "保存本人签名", en: "Keep my signature" },
    body: z.strictObject({
      strokes: Strokes,
      password: z.string().min(1).max(1_024),
      code: z.string().max(16).nullable().optional(),
    }),
    answer: z.strictObject({ strokes: Strokes }),
  }),
} as const;

export const paperRoutes = {
  "papers.keep": route({
    method: "POST",
    path: "/api/papers/{kind}",
    permission: "request.file",
    audit: "paper.kept@1",
    title: { zh: "上传公函、证件或签字扫描件", en: "Upload a letter, a document or a signed scan" },
    params: z.strictObject({ kind: UploadedPaperKind }),
    upload: { largestBytes: limits.paperBytes },
    answer: Paper,
  }),
  /** Offered as a file, never shown inside a page of ours; who keeps it, decides it or handles it may read it. */
  "papers.bytes": route({
    method: "GET",
    path: "/api/papers/{paperId}/file",
    permission: "request.read",
    audit: { none: "read" },
    title: { zh: "查看上传材料", en: "One uploaded paper" },
    params: z.strictObject({ paperId: Id }),
    answer: "bytes",
  }),
} as const;
