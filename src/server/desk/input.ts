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
  const upload =
    route.upload === undefined ? granted(undefined) : await readUpload(route.upload, request);
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
  if (schema === undefined)
    return isEmpty(value) ? granted(undefined) : refused("bad_input", { field: part });
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
  const file = await readFile(request, largestBytes);
  if (file === undefined) return refused("bad_input", { field: "file", mostBytes: largestBytes });
  const fileName = file.fileName.toWellFormed().replace(/[\u0000-\u001f\u007f]/g, "");
  return granted({ fileName: fileName.slice(0, 200), bytes: file.bytes });
}

async function readFile(
  request: FastifyRequest,
  largestBytes: number,
): Promise<Upload | undefined> {
  if (!request.isMultipart()) return undefined;
  const limits = { fileSize: largestBytes, files: 1, fields: 0, parts: 1 };
  try {
    const file = await request.file({ limits });
    if (file === undefined || file.fieldname !== "file") return undefined;
    return { fileName: file.filename, bytes: await file.toBuffer() };
  } catch {
    // The form reader throws for a broken form as for a file that is too large: both are the sender's.
    return undefined;
  }
}
