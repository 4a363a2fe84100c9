import cookie from "@fastify/cookie";
import helmet from "@fastify/helmet";
import multipart from "@fastify/multipart";
import rateLimit from "@fastify/rate-limit";
import websocket from "@fastify/websocket";
import { type FastifyInstance, fastify } from "fastify";
import type { RouteName } from "../../contract/routes.ts";
import type { House } from "../../platform/house.ts";
import { sendError } from "./answers.ts";
import { serveApiPage } from "./api-page.ts";
import type { Handlers } from "./handler.ts";
import { securityHeaders } from "./headers.ts";
import { parseJsonInput } from "./json-input.ts";
import type { Metrics } from "./metrics.ts";
import { mountRoutes } from "./mount.ts";
import { RefusalBook } from "./refusal-book.ts";
import { Sockets } from "./sockets.ts";
import { serveWebApp } from "./web-app.ts";

const bodyMostBytes = 1024 * 1024;
const socketMessageMostBytes = 64 * 1024;

export interface DeskApp {
  readonly app: FastifyInstance;
  readonly sockets: Sockets;
}

export interface DeskFittings {
  readonly handlers: Handlers<RouteName>;
  readonly metrics: Metrics;
  /** Where the built web app lies. */
  readonly webFolder: string;
}

/** The whole desk, ready but not yet listening. */
export async function buildDesk(house: House, fittings: DeskFittings): Promise<DeskApp> {
  const app = fastify({
    logger: false,
    bodyLimit: bodyMostBytes,
    requestTimeout: 60_000,
    keepAliveTimeout: 30_000,
    forceCloseConnections: true,
    // An address from a header counts only where the operator put a proxy on this machine.
    trustProxy: house.config.https ? ["127.0.0.1", "::1"] : false,
    routerOptions: { maxParamLength: 128 },
  });
  const sockets = new Sockets(house);
  takeJson(app);
  watch(app, house, fittings.metrics);
  await app.register(helmet, securityHeaders(house.config.https));
  await app.register(cookie);
  await app.register(rateLimit, { global: false });
  await app.register(multipart, { limits: { headerPairs: 20, fieldNameSize: 64 } });
  await app.register(websocket, {
    options: { maxPayload: socketMessageMostBytes, perMessageDeflate: false },
  });
  await app.register(async (inner) => {
    mountRoutes({ house, app: inner, sockets, book: new RefusalBook(house) }, fittings.handlers);
    await serveApiPage(inner);
  });
  await serveWebApp(app, fittings.webFolder);
  return { app, sockets };
}

/** The only media types taken are JSON, read our way, and forms with a file where a route wants one. */
function takeJson(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/json", { parseAs: "string" }, (_request, text, done) => {
    // A call without a body may still name the media type.
    if (text === "") return done(null, undefined);
    const input = parseJsonInput(String(text));
    if (input !== undefined) return done(null, input.value);
    done(Object.assign(new Error("no JSON of ours"), { statusCode: 400 }), undefined);
  });
}

/** What operators see of a call: route, status, time; never an address line, a cookie or a body. */
function watch(app: FastifyInstance, house: House, metrics: Metrics): void {
  const log = house.log.child({ room: "desk" });
  app.addHook("onRequest", async (request, reply) => {
    if (/^\/(?:api|metrics|healthz)/.test(request.url)) reply.header("cache-control", "no-store");
  });
  app.addHook("onResponse", async (request, reply) => {
    const { method, routeOptions } = request;
    const tookMs = Math.round(reply.elapsedTime);
    const route = routeOptions.url ?? "-";
    log.info({ method, route, status: reply.statusCode, tookMs }, "call");
    metrics.called({ route, status: reply.statusCode, seconds: tookMs / 1_000 });
  });
  app.setErrorHandler((cause, request, reply) => sendError(log, { request, reply, cause }));
}
