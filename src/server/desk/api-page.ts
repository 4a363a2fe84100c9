import type { FastifyInstance } from "fastify";
import { hashBase64 } from "../../platform/token.ts";
import { openApiDocument } from "./open-api.ts";

const documentPath = "/api/openapi.json";
const pagePath = "/api/docs";

/** The document, and a page to read it that fetches nothing from elsewhere. Both are open: they hold no data. */
export async function serveApiPage(app: FastifyInstance): Promise<void> {
  // Drawn for its first reader: a house that starts again has no time for it.
  let text: string | undefined;
  app.get(documentPath, { exposeHeadRoute: false }, (_request, reply) => {
    text ??= JSON.stringify(openApiDocument());
    return reply.type("application/json; charset=utf-8").send(text);
  });
  const { default: reference } = await import("@scalar/fastify-api-reference");
  await app.register(async (page) => {
    page.addHook("onSend", async (_request, reply, payload) => {
      if (typeof payload !== "string" || !payload.startsWith("<!doctype html>")) return payload;
      reply.header("content-security-policy", policyFor(payload));
      return payload;
    });
    await page.register(reference, {
      routePrefix: pagePath,
      configuration: {
        url: documentPath,
        pageTitle: "Liuhen 留痕 API",
        withDefaultFonts: false,
        telemetry: false,
        hideClientButton: true,
        showDeveloperTools: "never",
        agent: { disabled: true },
        mcp: { disabled: true },
        proxyUrl: "",
      },
    });
  });
}

/** The page's own start script is allowed by its digest, and nothing else that is inline. */
function policyFor(html: string): string {
  const inline = [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)];
  const digests = inline.map(([, script = ""]) => `'sha256-${hashBase64(script)}'`);
  return [
    "default-src 'none'",
    `script-src 'self' ${digests.join(" ")}`.trim(),
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join(";");
}
