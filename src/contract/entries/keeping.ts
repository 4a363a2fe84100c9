import { z } from "zod";
import { Id, Ms, Sha256Hex } from "../ids.ts";
import { PartitionName } from "../lesson.ts";
import {
  HoldCause,
  ItemAct,
  ItemKind,
  ItemSource,
  ItemState,
  RetentionClass,
} from "../retention.ts";

/** A move between classes and partitions, as it is proposed and as it is decided. */
const Move = {
  reclassificationId: Id,
  itemId: Id,
  fromClass: RetentionClass,
  toClass: RetentionClass,
  fromPartition: PartitionName,
  toPartition: PartitionName,
  downward: z.boolean(),
};

/** What is kept, why, and until when. Reasons and names are personal and enter as salted digests. */
export const keepingEntries = {
  "item.enrolled@1": z.strictObject({
    itemId: Id,
    number: z.string().max(32),
    kind: ItemKind,
    source: ItemSource,
    sourceKey: z.string().max(64),
    class: RetentionClass,
    /** The clause of the class. */
    rule: z.string().max(64),
    partition: PartitionName,
    formedMs: Ms,
    endedMs: Ms,
    /** Null: permanent. */
    untilMs: Ms.nullable(),
  }),
  /** One step of an item's life; together they are its history. */
  "item.stepped@1": z.strictObject({
    itemId: Id,
    act: ItemAct,
    from: ItemState,
    to: ItemState,
    /** The hold, case or move behind it. */
    causeId: Id.nullable(),
  }),
  /** One round of tending: how many items were enrolled and how many went a step further. */
  "retention.tended@1": z.strictObject({ enrolled: z.int().min(0), stepped: z.int().min(0) }),
  "hold.placed@1": z.strictObject({
    holdId: Id,
    cause: HoldCause,
    scope: z.enum(["lesson", "camera", "case"]),
    lessonIds: z.array(Id).max(50),
    cameraId: Id.nullable(),
    startMs: Ms.nullable(),
    endMs: Ms.nullable(),
    requestId: Id.nullable(),
    items: z.int().min(0),
  }),
  "hold.lifted@1": z.strictObject({
    holdId: Id,
    cause: HoldCause,
    standingFor: Id.nullable(),
    signatureSha256: Sha256Hex,
    items: z.int().min(0),
  }),
  "agreement.recorded@1": z.strictObject({
    agreementId: Id,
    partner: z.string().max(120),
    reference: z.string().max(120),
    years: z.int().min(1),
    lessonIds: z.array(Id).max(500),
    items: z.int().min(0),
  }),
  "reclassification.proposed@1": z.strictObject({
    ...Move,
    /** Upwards it is done with this entry; downwards it waits for the director. */
    done: z.boolean(),
  }),
  "reclassification.decided@1": z.strictObject({
    ...Move,
    decision: z.enum(["agreed", "disagreed"]),
    standingFor: Id.nullable(),
    signatureSha256: Sha256Hex,
  }),
  /** Six fields of the register of stored events, and the digest of what was locked (S3-B2b). */
  "evidence.fixed@1": z.strictObject({
    evidenceId: Id,
    holdId: Id,
    number: z.string().max(32),
    cameraId: Id,
    startMs: Ms,
    endMs: Ms,
    place: z.string().max(120),
    what: z.string().max(120),
    cameras: z.array(z.string().max(16)).min(1).max(64),
    storedAt: z.string().max(200),
    segments: z.int().min(1),
    sizeBytes: z.int().min(0),
    segmentsSha256: Sha256Hex,
    signatureSha256: Sha256Hex,
  }),
  "evidence.reported@1": z.strictObject({ evidenceId: Id, late: z.boolean() }),
  /** Paper and things leave by somebody else's decision, whose number stands here (S0-17.3). */
  "item.disposed@1": z.strictObject({
    itemId: Id,
    reference: z.string().max(120),
    signatureSha256: Sha256Hex,
  }),
} as const;
