import { z } from "zod";
import { Office } from "../appointments.ts";
import { Id, Sha256Hex } from "../ids.ts";

/** Offices held by named persons; why one ended is personal. */
export const officeEntries = {
  "appointment.opened@1": z.strictObject({ appointmentId: Id, office: Office, accountId: Id }),
  /** The digest is of the exact text that was read. */
  "appointment.acknowledged@1": z.strictObject({
    appointmentId: Id,
    office: Office,
    accountId: Id,
    textVersion: z.int(),
    textSha256: Sha256Hex,
    signatureSha256: Sha256Hex,
  }),
  "appointment.ended@1": z.strictObject({
    appointmentId: Id,
    office: Office,
    accountId: Id,
    by: z.enum(["house", "holder"]),
  }),
} as const;
