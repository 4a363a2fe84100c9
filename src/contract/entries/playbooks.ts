import { z } from "zod";
import { Id, Ms, Sha256Hex } from "../ids.ts";
import {
  EventKind,
  EventStep,
  MeasureOrder,
  NoticeMeans,
  NoticeParty,
  RevokedOnes,
} from "../playbooks.ts";

const AnEvent = z.strictObject({ eventId: Id });

/** Declared events, what was cut off, who was told, and how each ended (S0-15; form F-26). */
export const playbookEntries = {
  "event.declared@1": AnEvent.extend({
    kind: EventKind,
    drill: z.boolean(),
    discoveredAtMs: Ms,
    incidentId: Id.nullable(),
    whatSha256: Sha256Hex,
  }),
  "event.noted@1": AnEvent.extend({ noteId: Id, step: EventStep, textSha256: Sha256Hex }),
  "measure.ordered@1": AnEvent.extend({
    measureId: Id,
    drill: z.boolean(),
    order: MeasureOrder,
    reasonSha256: Sha256Hex,
  }),
  "measure.carried-out@1": AnEvent.extend({
    measureId: Id,
    ended: z.int().nullable(),
    tookMs: z.int(),
  }),
  "measure.lifted@1": AnEvent.extend({ measureId: Id, reasonSha256: Sha256Hex }),
  "event.preserved@1": AnEvent.extend({
    paperId: Id,
    sha256: Sha256Hex,
    sizeBytes: z.int(),
    ledgerSize: z.int().nullable(),
  }),
  "event.notified@1": AnEvent.extend({
    noticeId: Id,
    party: NoticeParty,
    means: NoticeMeans,
    accountId: Id.nullable(),
    sentAtMs: Ms,
  }),
  "event.receipted@1": AnEvent.extend({
    noticeId: Id,
    party: NoticeParty,
    how: z.enum(["account", "noted"]),
  }),
  /** A found picture was read; whose page it was on stands in the entry of its code. */
  "event.traced@1": AnEvent.extend({
    findingId: Id,
    code: z.string(),
    minute: z.int(),
    signInId: Id,
    paperId: Id.nullable(),
  }),
  "event.closed@1": AnEvent.extend({
    drill: z.boolean(),
    conclusionSha256: Sha256Hex,
    signatureSha256: Sha256Hex,
    snapshots: z.array(Sha256Hex),
    notices: z.int(),
    /** Measures that stand beyond the event's end. */
    standing: z.int(),
  }),
  "sign-ins.revoked@1": z.strictObject({ of: RevokedOnes, ended: z.int() }),
  "account.barred@1": z.strictObject({ accountId: Id, ended: z.int() }),
  "account.unbarred@1": z.strictObject({ accountId: Id }),
} as const;
