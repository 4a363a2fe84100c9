import type { complianceRoutes } from "../../contract/routes/compliance.ts";
import { granted } from "../../contract/outcome.ts";
import { compliance } from "../compliance/index.ts";
import type { Handlers } from "./handler.ts";

export function complianceHandlers(): Handlers<keyof typeof complianceRoutes> {
  return {
    "compliance.board": ({ house, actor }) => compliance.board(house, actor),
    "compliance.answers": async ({ house, actor, query }) => {
      const answers = await compliance.answers(house, actor, query);
      return answers.ok ? granted({ answers: answers.value }) : answers;
    },
  };
}
