import { z } from "zod";
import { Board, InspectorAnswer } from "../compliance.ts";
import { route } from "../route.ts";

/** The compliance board: principles, articles, and the questions of inspectors (S0-3a). */
export const complianceRoutes = {
  "compliance.board": route({
    method: "GET",
    path: "/api/compliance",
    permission: "compliance.read",
    audit: { none: "read" },
    title: { zh: "合规看板", en: "The compliance board as it is now" },
    answer: Board,
  }),
  "compliance.answers": route({
    method: "GET",
    path: "/api/compliance/answers",
    permission: "compliance.read",
    audit: { none: "read" },
    title: { zh: "检查问题应答", en: "Answers to an inspector's questions for a period" },
    query: z.strictObject({ fromMs: z.coerce.number().int(), toMs: z.coerce.number().int() }),
    answer: z.strictObject({ answers: z.array(InspectorAnswer) }),
  }),
} as const;
