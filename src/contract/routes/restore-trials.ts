import { z } from "zod";
import { TrialLine } from "../restore-trial.ts";
import { route } from "../route.ts";

/** 整机试恢复: what each week's trial restore of the whole house found out. */
export const restoreTrialRoutes = {
  "restore.trials": route({
    method: "GET",
    path: "/api/copies/trials",
    permission: "copy.read",
    audit: { none: "read" },
    background: true,
    title: { zh: "整机试恢复结果", en: "Trial restores of the whole house" },
    answer: z.strictObject({ trials: z.array(TrialLine) }),
  }),
} as const;
