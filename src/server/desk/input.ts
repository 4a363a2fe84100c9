import type { FastifyRequest } from "fastify";
import type { z } from "zod";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { Route } from "../../contract/route.ts";
import type { Upload } from "./handler.ts";
import { isKeepable } from "./json-input.ts";

export interface Input {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  readonly upload: Upload | undefined;
}

/** Everything a caller sent, parsed through the route's schemas; what a route does not name is refused. */
export async function readInput(route: Route, request: FastifyRequest): Promise<Outcome<Input>> {
  const params = parsePart("params", route.params, request.params);
  if (!params.ok) return params;
  const query = parsePart("query", route.query, request.query);
  if (!query.ok) return query;
  const upload = route.upload === undefined ? granted(undefined) : await readUpload(route.upload, request);
  if (!upload.ok) return upload;
  const body = parsePart("body", route.body, route.upload === undefined ? request.body : undefined);
  if (!body.ok) return body;
  return granted({
    params: params.value,
    query: query.value,
    body: body.value,
    upload: upload.value,
  });
}

function parsePart(
  part: "params" | "query" | "body",
  schema: z.ZodObject | undefined,
  value: unknown,
): Outcome<unknown> {
  if (schema === undefined) return isEmpty(value) ? granted(undefined) : refused("bad_input", { field: part });
  if (part !== "body" && !isText(value)) return refused("bad_input", { field: part });
  const parsed = schema.safeParse(value);
  if (parsed.success) return granted(parsed.data);
  const [issue] = parsed.error.issues;
  const field = [part, ...(issue?.path ?? [])].map(String).join(".").slice(0, 120);
  return refused("bad_input", { field: field.toWellFormed(), problem: issue?.code ?? "custom" });
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}

/** Names and values of address and query are plain texts; a name given twice is not. */
function isText(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return true;
  return Object.entries(value).every(
    ([key, text]) => isKeepable(key) && typeof text === "string" && isKeepable(text),
  );
}

async function readUpload(
  { largestBytes }: { readonly largestBytes: number },
  request: FastifyRequest,
): Promise<Outcome<Upload>> {
  if (!request.isMultipart()) return refused("bad_input", { field: "file" });
  const file = await request.file({ limits: { fileSize: largestBytes, files: 1, fields: 0, parts: 1 } });
  if (file === undefined || file.fieldname !== "file") return refused("bad_input", { field: "file" });
  const bytes = await file.toBuffer();
  const fileName = (file.filename ?? "").toWellFormed().replace(/[\u0000-\u001f\u007f]/g, "").slice(0, 200);
  return granted({ fileName, bytes });
}
