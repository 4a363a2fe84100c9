import { z } from "zod";
import { limits } from "./limits.ts";

/** Activity kinds (requirement S0-1, S0-8.2) and the partition each one's traces lie in. */
export const activityKinds = [
  "daily-teaching",
  "skills-exam",
  "contest",
  "external-training",
] as const;
export const ActivityKind = z.enum(activityKinds);
export type ActivityKind = z.infer<typeof ActivityKind>;

/** The four activity families of S0-1: 临床技能实训, 实验教学, 技能考核, 应急救护培训. */
export const activityFamilies = [
  "clinical-skills",
  "experiment",
  "skills-assessment",
  "first-aid",
] as const;
export const ActivityFamily = z.enum(activityFamilies);
export type ActivityFamily = z.infer<typeof ActivityFamily>;

/** The five partitions of S0-8.2, folder names as the regulation writes them. */
export const partitions = {
  "daily-teaching": "日常教学",
  "skills-exam": "技能考核",
  contest: "竞赛活动",
  "external-training": "对外培训",
  operations: "运维日志",
} as const;
export type Partition = keyof typeof partitions;
export const partitionNames = [
  "daily-teaching",
  "skills-exam",
  "contest",
  "external-training",
  "operations",
] as const;
export const PartitionName = z.enum(partitionNames);

/**
 * Scenes. The first seven must be recorded (S0-5.2.0): 临床技能实操, 模拟诊疗, 急救技能, 外科操作,
 * 分组实训, 技能竞赛, 结业考核. `theory` and `other` may be planned without recording.
 */
export const mustRecordScenes = [
  "skills-practice",
  "simulated-care",
  "first-aid",
  "surgery",
  "group-practice",
  "skills-contest",
  "final-exam",
] as const;
export const scenes = [...mustRecordScenes, "theory", "other"] as const;
export const Scene = z.enum(scenes);
export type Scene = z.infer<typeof Scene>;

/** Whom others' footage is of (S0-5.2.4): 外来交流, 观摩教学, 校企合作培训, 社会公益培训. */
export const externalKinds = ["exchange", "observation", "enterprise", "public-service"] as const;
export const ExternalKind = z.enum(externalKinds);
export type ExternalKind = z.infer<typeof ExternalKind>;

const ExternalText = z.string().trim().min(1).max(limits.nameCharacters);
/** Who comes from outside, and by which agreement; without its reference the lesson's planner is asked for it. */
export const ExternalParty = z.strictObject({
  kind: ExternalKind,
  party: ExternalText,
  agreement: ExternalText.nullable(),
});
export type ExternalParty = z.infer<typeof ExternalParty>;

/**
 * How secret a lesson's footage is (S3-Q2): 一般, 敏感, 涉密, from below upwards. From `sensitive` on a
 * lower approver alone never suffices; `secret` is looked at by an approved request only.
 */
export const sensitivities = ["ordinary", "sensitive", "secret"] as const;
export const Sensitivity = z.enum(sensitivities);
export type Sensitivity = z.infer<typeof Sensitivity>;
