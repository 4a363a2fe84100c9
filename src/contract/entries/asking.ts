import { z } from "zod";
import { Operation, PaperKind, Post, RequestState } from "../approval.ts";
import { ExportFailure, ExportForm } from "../exports.ts";
import { FormName, SheetState } from "../forms.ts";
import { Id, Ms, Sha256Hex } from "../ids.ts";
import { Purpose } from "../purposes.ts";

/** Asking, deciding, handing out, and registers on paper. */
export const askingEntries = {
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
    why: z.enum(["handed-over", "never-taken", "failed", "destroyed"]),
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
} as const;
