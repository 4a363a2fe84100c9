import { z } from "zod";

/** The six principles (S0-3a): 全程采集, 真实完整, 安全保密, 分级管控, 依规留存, 有据可查. */
export const principles = [
  "captured",
  "genuine",
  "confidential",
  "tiered",
  "retained",
  "traceable",
] as const;
export const Principle = z.enum(principles);
export type Principle = z.infer<typeof Principle>;

/**
 * What can honestly be said of a demand: the house makes its breach impossible, finds its breach, keeps
 * its register, or reminds people whose duty it stays.
 */
export const articleClasses = ["enforced", "detected", "register", "human"] as const;
export const ArticleClass = z.enum(articleClasses);
export type ArticleClass = z.infer<typeof ArticleClass>;
