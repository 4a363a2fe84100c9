import { z } from "zod";
import { EvidencePack, PackAsk } from "../evidence-pack.ts";
import { Id } from "../ids.ts";
import { route } from "../route.ts";

/** Evidence of a period that verifies offline. */
export const evidencePackRoutes = {
  "evidence-packs.list": route({
    method: "GET",
    path: "/api/evidence-packs",
    permission: "evidence-pack.make",
    audit: { none: "read" },
    background: true,
    title: { zh: "证据包列表", en: "Evidence packs" },
    answer: z.strictObject({ packs: z.array(EvidencePack) }),
  }),
  "evidence-packs.ask": route({
    method: "POST",
    path: "/api/evidence-packs",
    permission: "evidence-pack.make",
    audit: "evidence-pack.asked@1",
    title: { zh: "制作证据包", en: "Ask for the evidence of a period" },
    body: PackAsk,
    answer: EvidencePack,
  }),
  "evidence-packs.bytes": route({
    method: "GET",
    path: "/api/evidence-packs/{packId}/file",
    permission: "evidence-pack.make",
    audit: "evidence-pack.taken@1",
    title: { zh: "下载证据包", en: "Take an evidence pack" },
    params: z.strictObject({ packId: Id }),
    answer: "bytes",
  }),
} as const;
