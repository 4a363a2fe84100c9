import { z } from "zod";
import { Appointment, DutyText, Office } from "../appointments.ts";
import { Operation, Profile, Signing } from "../approval.ts";
import { Id } from "../ids.ts";
import { limits } from "../limits.ts";
import { route } from "../route.ts";
import { Site } from "./places.ts";

const One = z.strictObject({ appointmentId: Id });
const Reason = z.string().trim().min(1).max(limits.reasonCharacters);

/** What every answer about offices tells: who holds them, what they are bound to, which nobody holds. */
export const Appointments = z.strictObject({
  appointments: z.array(Appointment),
  texts: z.array(DutyText),
  vacant: z.array(Office),
});
export type Appointments = z.infer<typeof Appointments>;

/** What kind of institution this is, and who answers for its footage by name. */
export const institutionRoutes = {
  /** What the institution's profile knows a way for; publication is not everywhere among it. */
  "requests.operations": route({
    method: "GET",
    path: "/api/requests/operations",
    permission: "request.read",
    audit: { none: "read" },
    title: { zh: "本机构可申请的事项", en: "What can be asked for here" },
    answer: z.strictObject({ profile: Profile, operations: z.array(Operation) }),
  }),
  /** Counts for new requests: a filed one goes the way it was filed with. */
  "profile.change": route({
    method: "PUT",
    path: "/api/site/profile",
    permission: "place.manage",
    audit: "site.changed@1",
    title: { zh: "选择机构类型", en: "Choose the kind of institution" },
    body: z.strictObject({ profile: Profile }),
    answer: Site,
  }),
  "appointments.list": route({
    method: "GET",
    path: "/api/appointments",
    permission: "request.read",
    audit: { none: "read" },
    title: { zh: "任命名单", en: "Appointments" },
    answer: Appointments,
  }),
  "appointments.candidates": route({
    method: "GET",
    path: "/api/appointments/candidates",
    permission: "office.appoint",
    audit: { none: "read" },
    title: { zh: "可任命人员", en: "Who can be appointed" },
    query: z.strictObject({ office: Office }),
    answer: z.strictObject({
      candidates: z.array(z.strictObject({ accountId: Id, name: z.string(), role: z.string() })),
    }),
  }),
  "appointments.open": route({
    method: "POST",
    path: "/api/appointments",
    permission: "office.appoint",
    audit: "appointment.opened@1",
    title: { zh: "任命", en: "Appoint somebody to an office" },
    body: z.strictObject({ office: Office, accountId: Id }),
    answer: Appointments,
  }),
  /** The person appointed reads the duty and signs it: only then is the office taken up (S3-Q1). */
  "appointments.acknowledge": route({
    method: "POST",
    path: "/api/appointments/{appointmentId}/acknowledge",
    permission: "request.read",
    audit: "appointment.acknowledged@1",
    title: { zh: "确认职责并签名", en: "Acknowledge the duty of an office" },
    params: One,
    body: z.strictObject({ version: z.int(), signing: Signing }),
    answer: Appointments,
  }),
  /** By whoever may appoint, or by the person itself. */
  "appointments.end": route({
    method: "POST",
    path: "/api/appointments/{appointmentId}/end",
    permission: "request.read",
    audit: "appointment.ended@1",
    title: { zh: "结束任命", en: "End an appointment" },
    params: One,
    body: z.strictObject({ reason: Reason }),
    answer: Appointments,
  }),
} as const;
