import { z } from "zod";

/** The five purposes of S0-12.1, a closed list; nothing else is a purpose. */
export const purposes = [
  "teaching-management",
  "quality-control",
  "assessment",
  "problem-tracing",
  "teaching-research",
] as const;
export const Purpose = z.enum(purposes);
export type Purpose = z.infer<typeof Purpose>;
