import { z } from "zod";
import { Id, Ms, Sha256Hex } from "./ids.ts";

/**
 * Offices a named person holds beside a role: 视频信息管理员 (S3-Q1) and 个人信息保护负责人. An office is
 * taken up by acknowledging its duty with a signature, never by being appointed alone.
 */
export const offices = ["custodian", "privacy"] as const;
export const Office = z.enum(offices);
export type Office = z.infer<typeof Office>;

/** `unfit`: acknowledged, but the person can no longer act or has a role that excludes the office. */
export const appointmentStates = ["waiting", "held", "unfit", "ended"] as const;
export const AppointmentState = z.enum(appointmentStates);
export type AppointmentState = z.infer<typeof AppointmentState>;

export const Appointment = z.strictObject({
  appointmentId: Id,
  office: Office,
  accountId: Id,
  name: z.string(),
  state: AppointmentState,
  openedAtMs: Ms,
  openedBy: z.string(),
  acknowledgedAtMs: Ms.nullable(),
  /** Which text of the duty was acknowledged. */
  textVersion: z.int().nullable(),
  endedAtMs: Ms.nullable(),
  /** The reader's own. */
  own: z.boolean(),
});
export type Appointment = z.infer<typeof Appointment>;

/** What an office is trusted with, as it is read and signed. */
export const DutyText = z.strictObject({
  office: Office,
  version: z.int(),
  zh: z.string(),
  en: z.string(),
  sha256: Sha256Hex,
});
export type DutyText = z.infer<typeof DutyText>;
