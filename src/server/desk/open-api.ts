import { z } from "zod";
import { refusals } from "../../contract/refusals.ts";
import type { Route } from "../../contract/route.ts";
import { type RouteName, routes } from "../../contract/routes.ts";
import { cookieName } from "./gate.ts";
import { routeNames } from "./route-names.ts";

type Json = Record<string, unknown>;

/** The OpenAPI 3.1 document of the house, made from the very routes it serves. */
export function openApiDocument(): Json {
  const paths: Record<string, Json> = {};
  for (const name of routeNames()) {
    const route: Route = routes[name];
    paths[route.path] = {
      ...paths[route.path],
      [route.method.toLowerCase()]: operation(name, route),
    };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Liuhen 留痕",
      version: "1",
      description:
        "Times are whole milliseconds since 1970-01-01T00:00:00Z, spans half-open. Every route " +
        "names the permission it asks for (`x-permission`) and the ledger entry it writes (`x-audit`).",
    },
    paths,
    components: {
      securitySchemes: {
        signIn: { type: "apiKey", in: "cookie", name: cookieName },
        bearer: { type: "http", scheme: "bearer" },
      },
      schemas: { Refusal: refusalSchema() },
    },
  };
}

function operation(name: RouteName, route: Route): Json {
  return {
    operationId: name,
    tags: [name.split(".")[0]],
    summary: `${route.title.zh} · ${route.title.en}`,
    "x-permission": route.permission,
    "x-audit": typeof route.audit === "string" ? route.audit : `none (${route.audit.none})`,
    security: securityOf(route),
    parameters: [...parameters("path", route.params), ...parameters("query", route.query)],
    ...requestBody(route),
    responses: {
      [route.answer === "redirect" ? "303" : "200"]: answerOf(route),
      default: refusalAnswer,
    },
  };
}

function securityOf(route: Route): Json[] {
  if (route.permission === "open") return [];
  return route.bearer === undefined ? [{ signIn: [] }] : [{ signIn: [] }, { bearer: [] }];
}

function parameters(place: "path" | "query", schema: z.ZodObject | undefined): Json[] {
  if (schema === undefined) return [];
  return Object.entries(schema.shape).map(([name, part]) => ({
    name,
    in: place,
    required: place === "path" || !isOptional(part),
    schema: toSchema(part, "output"),
  }));
}

function requestBody(route: Route): Json {
  if (route.upload !== undefined) {
    const file = { type: "string", format: "binary" };
    const schema = { type: "object", required: ["file"], properties: { file } };
    return { requestBody: { required: true, content: { "multipart/form-data": { schema } } } };
  }
  if (route.body === undefined) return {};
  const schema = toSchema(route.body, "input");
  return { requestBody: { required: true, content: { "application/json": { schema } } } };
}

function answerOf({ answer }: Route): Json {
  if (answer === "socket") return { description: "WebSocket" };
  if (answer === "text") return { description: "OK", content: { "text/plain": {} } };
  if (answer === "bytes") return { description: "OK", content: { "application/octet-stream": {} } };
  if (answer === "upload") return { description: "OK" };
  if (answer === "redirect") return { description: "On to a page of the house" };
  return {
    description: "OK",
    content: { "application/json": { schema: toSchema(answer, "output") } },
  };
}

const refusalAnswer = {
  description: "Refused: the code says why, the rule where that comes from.",
  content: { "application/json": { schema: { $ref: "#/components/schemas/Refusal" } } },
};

function refusalSchema(): Json {
  return {
    type: "object",
    required: ["code", "facts"],
    properties: {
      code: { type: "string", examples: Object.keys(refusals) },
      rule: { type: "string" },
      kind: { type: "string", description: "Given for faults instead of a rule." },
      facts: { type: "object", additionalProperties: { type: ["string", "number"] } },
    },
  };
}

function toSchema(schema: unknown, io: "input" | "output"): Json {
  if (!(schema instanceof z.ZodType)) throw new Error("a route's part is no schema");
  const { $schema: _dialect, ...plain } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return plain;
}

function isOptional(schema: unknown): boolean {
  return schema instanceof z.ZodType && schema.safeParse(undefined).success;
}
