import type { PersonActor } from "../../contract/actor.ts";
import type { Operation, RequestCase } from "../../contract/approval.ts";
import type { ExportInput, ExportLine } from "../../contract/exports.ts";
import type { Sensitivity } from "../../contract/lesson.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, type Refusal, granted, refused } from "../../contract/outcome.ts";
import { canonicalJson } from "../../kernel/canonical.ts";
import { isWithinPicture } from "../../kernel/masking/mask-filters.ts";
import { isAgeRecipient } from "../../platform/age.ts";
import { openExportFiles } from "../../platform/export-files.ts";
import { findFfmpeg } from "../../platform/ffmpeg.ts";
import type { House } from "../../platform/house.ts";
import { drawSecret } from "../../platform/random.ts";
import { type Grant, grants, requests, useGrant } from "../approval/index.ts";
import { containment } from "../containment/index.ts";
import { act, enterRefusal, historyOf } from "../ledger/index.ts";
import { lessonsOfOccasions } from "../lessons/index.ts";
import { digestOf, sign } from "../signing/index.ts";
import { type CopyRow, countKept, findCopies, insertCopy } from "./export.store.ts";
import { type Wanted, gatherMedia, sizeOfMedia } from "./gather-media.ts";
import { lineOf } from "./list-exports.ts";
import { whySealed } from "./why-sealed.ts";

export interface ExportStarted {
  readonly export: ExportLine;
  /** Told once; the house keeps it sealed until the copy is made, and then no more. */
  readonly passphrase: string | null;
}

/** Context a copy's passphrase is sealed to. */
export const passphraseContext = (exportId: string): string => `export/${exportId}/passphrase`;

/**
 * Orders a copy of what was granted (S0-11.1, S1-E3): never by somebody who decided the case, never
 * wider than the grant, sealed for its receiver unless it stays in the house. The grant is taken only
 * when nothing else stands in the way, for it holds once; a copy that came to nothing may be ordered
 * again under the grant that was taken for it.
 */
export async function startExport(
  house: House,
  actor: PersonActor,
  of: { readonly requestId: string; readonly input: ExportInput },
): Promise<Outcome<ExportStarted>> {
  const { requestId, input } = of;
  const read = await requests.read(house, actor, requestId);
  if (!read.ok) return read;
  const frozen = await containment.whyFrozen(house);
  const order = frozen ?? (await judgeOrder(house, actor, { request: read.value, input }));
  if (!order.ok) {
    const subject = { type: "request", id: requestId } as const;
    await enterRefusal(house, actor, "export.started@2", order, subject);
    return order;
  }
  const statement = await stated(house, actor, input);
  if (!statement.ok) return statement;
  const copies = await findCopies(house.db, house.siteId, { requestId, most: limits.pageRows });
  const { gives } = read.value;
  const use = gives === "viewing" ? "package" : gives;
  // Taken, and nothing made under it: the copy failed, or this process died before ordering it.
  const again = copies.every((copy) => copy.state === "failed");
  const taken = again ? await grants.taken(house, actor, requestId) : refused("grant_missing");
  const grant = taken.ok
    ? taken
    : await useGrant(house, actor, {
        requestId,
        use,
        range: order.value.wanted,
        labels: await labelsNow(house, order.value.wanted.lessonIds),
      });
  return grant.ok
    ? orderCopy(house, actor, { ...order.value, grant: grant.value, nobodyElse: statement.value })
    : grant;
}

/** How the lessons are labelled now: what has been raised since it was asked for is not covered (S3-Q2). */
async function labelsNow(
  house: House,
  lessonIds: readonly string[],
): Promise<Map<string, Sensitivity>> {
  const found = await lessonsOfOccasions(house, [...lessonIds]);
  return new Map(found.map(({ lesson }) => [lesson.lessonId, lesson.sensitivity]));
}

/** That nobody else is recognisable, in the words and under the signature of who orders the copy. */
export interface Statement {
  readonly reason: string;
  readonly signatureSha256: string;
}

async function stated(
  house: House,
  actor: PersonActor,
  { nobodyElse }: ExportInput,
): Promise<Outcome<Statement | null>> {
  if (nobodyElse === null) return granted(null);
  const signed = await sign(house, actor, nobodyElse.signing);
  if (!signed.ok) return signed;
  return granted({ reason: nobodyElse.reason, signatureSha256: signed.value.sha256 });
}

/** An order that nothing but the grant itself can refuse any more. */
export interface Order {
  readonly request: RequestCase;
  readonly input: ExportInput;
  readonly wanted: Wanted;
  readonly totalBytes: number;
}

export async function judgeOrder(
  house: House,
  actor: PersonActor,
  of: { readonly request: RequestCase; readonly input: ExportInput },
): Promise<Outcome<Order>> {
  const { request } = of;
  if (await decidedBy(house, actor, request.requestId)) return refused("export_by_approver");
  const encoded = marked(request) || covers(of.input);
  const input = encoded ? { ...of.input, cut: "exact" as const } : of.input;
  const wanted = narrowed(request, input);
  if (!wanted.ok) return wanted;
  const refusal =
    formRefusal(request, input) ??
    maskRefusal(request, input, wanted.value) ??
    (await whySealed(house, wanted.value));
  if (refusal !== undefined) return refusal;
  const kept = await countKept(house.db, house.siteId);
  if (kept >= limits.exportsKeptMost)
    return refused("export_too_many", { most: limits.exportsKeptMost });
  const media = await gatherMedia(house, wanted.value);
  const times = input.form === "package" && input.joined ? 2 : 1;
  const totalBytes = sizeOfMedia(media) * times;
  const full = await findRoom(house, totalBytes);
  return full ?? granted({ request, input, wanted: wanted.value, totalBytes });
}

/** What the order takes from the grant; `approval` alone makes one. */
export type OrderGrant = Pick<Grant, "requestId" | "serial" | "operation" | "purpose" | "unit">;

export async function orderCopy(
  house: House,
  actor: PersonActor,
  of: Order & { readonly grant: OrderGrant; readonly nobodyElse?: Statement | null },
): Promise<Outcome<ExportStarted>> {
  const { grant, request, input, wanted, nobodyElse = null } = of;
  const { protection } = input;
  const exportId = house.newId();
  const passphrase = protection.kind === "passphrase" ? drawPassphrase() : null;
  const row: CopyRow = {
    ...emptyCopy,
    export_id: exportId,
    site_id: house.siteId,
    request_id: grant.requestId,
    serial: grant.serial,
    operation: grant.operation,
    form: input.form,
    cut: input.cut,
    joined: input.joined,
    lesson_ids: [...wanted.lessonIds],
    camera_ids: [...wanted.cameraIds],
    start_ms: wanted.span?.startMs ?? null,
    end_ms: wanted.span?.endMs ?? null,
    unit: grant.unit,
    purpose: grant.purpose,
    requester: request.filedBy,
    return_due_ms: request.returnDueMs,
    request_text: canonicalJson({ ...request, can: [], mine: false, own: false }),
    protection: protection.kind,
    recipient: protection.kind === "recipient" ? protection.recipient : null,
    masks: input.masks,
    muted: input.mute,
    nobody_else: nobodyElse?.reason ?? null,
    nobody_else_signature: nobodyElse?.signatureSha256 ?? null,
    sealed_passphrase:
      passphrase === null ? null : house.secrets.seal(passphraseContext(exportId), passphrase),
    account_id: actor.accountId,
    started_by: actor.name,
    started_at_ms: house.clock.now(),
    total_bytes: of.totalBytes,
  };
  return act(house, actor, "export.started@2", async (tx) => {
    if (!(await insertCopy(tx, row)))
      return refused("grant_used", { forbids: "S1-C6", allows: request.rule });
    return granted({
      value: { export: lineOf(house, row, undefined), passphrase },
      subject: { type: "export", id: exportId },
      body: orderedBody(row, nobodyElse),
      personal: nobodyElse === null ? {} : { nobodyElse: nobodyElse.reason },
    });
  });
}

/** What the entry tells of an order; words only as digests. */
function orderedBody(row: CopyRow, nobodyElse: Statement | null) {
  return {
    exportId: row.export_id,
    requestId: row.request_id,
    form: row.form,
    cut: row.cut,
    lessonIds: row.lesson_ids,
    cameraIds: row.camera_ids,
    startMs: row.start_ms,
    endMs: row.end_ms,
    protection: row.protection,
    returnDueMs: row.return_due_ms,
    masks: row.masks.length,
    muted: row.muted,
    masksSha256: digestOf(row.masks),
    nobodyElse:
      nobodyElse === null
        ? null
        : {
            reasonSha256: digestOf(nobodyElse.reason),
            signatureSha256: nobodyElse.signatureSha256,
          },
  };
}

/** A clip for teaching always says on its pictures where it is from (S0-12.2b). */
export function marked(of: Pick<RequestCase, "operation">): boolean {
  return of.operation === "clip";
}

const emptyCopy = {
  state: "queued",
  failure: null,
  attempts: 0,
  done_bytes: 0,
  file_name: null,
  size_bytes: null,
  sha256: null,
  ready_at_ms: null,
  taken: 0,
  removed_at_ms: null,
} as const;

/** Who signed for it does not also carry it out; registering it (S0-10a) is no decision. */
export async function decidedBy(
  house: House,
  actor: PersonActor,
  requestId: string,
): Promise<boolean> {
  const decisions = await historyOf(house, requestId, { kinds: ["request.decided@1"], most: 50 });
  return decisions.some(
    ({ leaf }) =>
      leaf.actor.kind === "person" &&
      leaf.actor.accountId === actor.accountId &&
      leaf.body["post"] !== "administrator",
  );
}

/** The part of the case that is asked for, or the refusal of what lies beyond it. */
export function narrowed(
  request: RequestCase,
  input: Pick<ExportInput, "lessonIds" | "cameraIds" | "span">,
): Outcome<Wanted> {
  const lessonIds = request.lessons.map((lesson) => lesson.lessonId);
  const lesson = input.lessonIds.find((id) => !lessonIds.includes(id));
  if (lesson !== undefined) return refused("outside_grant", { lesson });
  const { cameraIds } = request;
  const camera =
    cameraIds.length === 0 ? undefined : input.cameraIds.find((id) => !cameraIds.includes(id));
  if (camera !== undefined) return refused("outside_grant", { camera });
  const span = input.span ?? request.span;
  if (span !== null && span.endMs <= span.startMs) return refused("span_invalid");
  if (span !== null && request.span !== null) {
    const { startMs, endMs } = request.span;
    if (span.startMs < startMs || span.endMs > endMs)
      return refused("outside_grant", { startMs, endMs });
  }
  return granted({
    lessonIds: input.lessonIds.length === 0 ? lessonIds : input.lessonIds,
    cameraIds: input.cameraIds.length === 0 ? cameraIds : input.cameraIds,
    span,
  });
}

/** Left unsealed: teaching inside the house, and what is approved for everybody. */
const open: ReadonlySet<Operation> = new Set(["clip", "publish"]);

function covers(input: ExportInput): boolean {
  return input.masks.length > 0 || input.mute;
}

/** Masks lie on pictures that are made anew, of a camera that is asked for, within its picture. */
function maskRefusal(
  request: RequestCase,
  input: ExportInput,
  wanted: Wanted,
): Refusal | undefined {
  if (covers(input) && input.form !== "clip") return refused("mask_invalid", { field: "form" });
  const lost = input.masks.find(
    ({ cameraId, span, area }) =>
      !isWithinPicture(area) ||
      (span !== null && span.endMs <= span.startMs) ||
      (wanted.cameraIds.length > 0 && !wanted.cameraIds.includes(cameraId)),
  );
  if (lost !== undefined) return refused("mask_invalid", { camera: lost.cameraId });
  return request.masking && input.masks.length === 0 && input.nobodyElse === null
    ? refused("masking_missing", { rule: request.rule })
    : undefined;
}

function formRefusal(request: RequestCase, input: ExportInput): Refusal | undefined {
  const { protection } = input;
  if (request.gives === "clip" && input.form !== "clip") return refused("outside_grant");
  if (protection.kind === "none" && !open.has(request.operation))
    return refused("export_must_be_sealed");
  if (protection.kind === "recipient" && !isAgeRecipient(protection.recipient))
    return refused("export_recipient_invalid");
  if (input.form === "clip" && input.cut === "exact" && findFfmpeg() === undefined)
    return refused("ffmpeg_missing", { install: "apt-get install -y ffmpeg" });
  return undefined;
}

async function findRoom(house: House, totalBytes: number): Promise<Refusal | undefined> {
  if (totalBytes > limits.exportLargestBytes)
    return refused("export_too_large", { mostBytes: limits.exportLargestBytes });
  const free = await openExportFiles(house.paths.exports).freeBytes();
  // Staged clips and the sealed archive are on disk at the same time.
  return free < totalBytes * 2 + limits.exportReserveBytes
    ? refused("export_no_space", { mostBytes: free })
    : undefined;
}

/** Five groups of five: more than 140 bits, and still to be written down and typed. */
function drawPassphrase(): string {
  return Array.from({ length: 5 }, () => drawSecret(5)).join("-");
}
