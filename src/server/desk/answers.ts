import type { FastifyReply, FastifyRequest } from "fastify";
import { Fault, faultKinds } from "../../contract/faults.ts";
import type { Refusal } from "../../contract/outcome.ts";
import { refused } from "../../contract/outcome.ts";
import { refusals } from "../../contract/refusals.ts";
import type { Log } from "../../platform/log.ts";
import { databaseFault } from "../../platform/database-faults.ts";
import { byteStream } from "../../platform/http-stream.ts";
import type { BytePart, BytesAnswer, TextAnswer } from "./handler.ts";
import { partOf } from "./range.ts";

/** A no, with the rule it comes from; the words are the screen's. */
export function sendRefusal(reply: FastifyReply, refusal: Refusal): FastifyReply {
  const { status, rule } = refusals[refusal.code];
  return sendJson(reply.code(status), { code: refusal.code, rule, facts: refusal.facts ?? {} });
}

export function sendJson(reply: FastifyReply, value: unknown): FastifyReply {
  return reply.type("application/json; charset=utf-8").send(JSON.stringify(value));
}

/** Faults by their kind, everything else is our bug; neither says anything about the inside. */
export function sendError(
  log: Log,
  { request, reply, cause }: { request: FastifyRequest; reply: FastifyReply; cause: unknown },
): FastifyReply {
  const refusal = refusalOfFramework(cause);
  if (refusal !== undefined) return sendRefusal(reply, refusal);
  const fault = cause instanceof Fault ? cause : databaseFault(cause);
  const route = request.routeOptions.url ?? "-";
  if (fault === undefined) {
    log.error({ route, error: inside(cause) }, "a bug answered 500");
    return sendJson(reply.code(500), { code: "bug", kind: "bug", facts: {} });
  }
  log.warn({ route, fault: fault.code, kind: fault.kind, error: inside(fault.cause) }, "a fault");
  const { kind, code } = fault;
  return sendJson(reply.code(faultKinds[kind].status), { code, kind, facts: {} });
}

/** What the framework itself refuses: too large, wrong media type, broken form, too many. */
function refusalOfFramework(cause: unknown): Refusal | undefined {
  if (!(cause instanceof Error) || !("statusCode" in cause)) return undefined;
  const { statusCode } = cause;
  if (typeof statusCode !== "number" || statusCode < 400 || statusCode > 499) return undefined;
  return refused(statusCode === 429 ? "too_many" : statusCode === 404 ? "not_found" : "bad_input");
}

/** For operators: never a row's values, which drivers put into `detail`. */
function inside(cause: unknown): Record<string, unknown> {
  if (!(cause instanceof Error)) return { text: String(cause) };
  const code = "code" in cause ? cause.code : undefined;
  return { name: cause.name, text: cause.message, kind: code, stack: cause.stack };
}

export function sendText(reply: FastifyReply, { mediaType, text }: TextAnswer): FastifyReply {
  return reply.type(mediaType).send(text);
}

/** Bytes for the player or as a file; a single `Range` is honoured. Nothing here runs as a page. */
export function sendBytes(
  reply: FastifyReply,
  rangeHeader: string | undefined,
  answer: BytesAnswer,
): FastifyReply {
  const { sizeBytes, mediaType, fileName } = answer;
  const asked = partOf(rangeHeader, sizeBytes);
  reply
    .header("accept-ranges", "bytes")
    .header("content-security-policy", "sandbox; default-src 'none'");
  if (asked === "none") {
    return reply.code(416).header("content-range", `bytes */${sizeBytes}`).send();
  }
  const part: BytePart = asked === "whole" ? { startByte: 0, endByte: sizeBytes } : asked;
  if (answer.gives?.(part) === false) return sendRefusal(reply, refused("not_found"));
  reply.type(mediaType).header("content-length", part.endByte - part.startByte);
  if (fileName !== undefined) reply.header("content-disposition", attachment(fileName));
  if (asked !== "whole") {
    reply.code(206);
    reply.header("content-range", `bytes ${part.startByte}-${part.endByte - 1}/${sizeBytes}`);
  }
  const bytes = answer.read(part);
  return reply.send(bytes instanceof Uint8Array ? Buffer.from(bytes) : byteStream(bytes));
}

/** RFC 6266 with RFC 8187: 【…】 names survive, quotes and control characters do not break out. */
export function attachment(fileName: string): string {
  const plain = fileName.replace(/[^\w.-]/g, "_").slice(0, 100);
  const full = encodeURIComponent(fileName.toWellFormed()).replace(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${full}`;
}
