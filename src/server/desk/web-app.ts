import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyReply } from "fastify";
import { refused } from "../../contract/outcome.ts";
import { readTextIfThere } from "../../platform/text-file.ts";
import { sendRefusal } from "./answers.ts";

const notBuilt = [
  "Liuhen 留痕",
  "",
  "The web interface is not built yet. Run `npm run build` in the project's folder, then reload.",
  "网页界面尚未构建：请在项目目录运行 npm run build，然后刷新本页。",
  "",
].join("\n");

/**
 * The built web app from `folder`, on every path that is not the interface for programs: the app
 * reads the path itself. Files with a digest in their name never change; the page always may.
 */
export async function serveWebApp(app: FastifyInstance, folder: string): Promise<void> {
  const page = readTextIfThere(`${folder}/index.html`);
  if (page !== undefined) {
    await app.register(fastifyStatic, {
      root: folder,
      index: false,
      redirect: false,
      dotfiles: "deny",
      globIgnore: ["index.html"],
      wildcard: false,
      preCompressed: true,
      setHeaders: (reply, path) => {
        const lasting = /[-.][\w-]{8,}\.\w+$/.test(path);
        reply.header("cache-control", lasting ? "public, max-age=31536000, immutable" : "no-cache");
      },
    });
  }
  app.setNotFoundHandler((request, reply) => {
    const [path = ""] = request.url.split("?");
    const forPrograms = /^\/(?:api|healthz|metrics)(?:\/|$)/.test(path);
    const isPage = request.method === "GET" && !forPrograms && !/\.\w+$/.test(path);
    return isPage ? sendPage(reply, page) : sendRefusal(reply, refused("not_found"));
  });
}

function sendPage(reply: FastifyReply, page: string | undefined): FastifyReply {
  reply.header("cache-control", "no-cache");
  return page === undefined
    ? reply.code(503).type("text/plain; charset=utf-8").send(notBuilt)
    : reply.code(200).type("text/html; charset=utf-8").send(page);
}
