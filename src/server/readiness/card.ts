import type { PersonActor } from "../../contract/actor.ts";
import type { Signing } from "../../contract/approval.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { CardItem, CardLook, CardRemark, CheckState } from "../../contract/readiness.ts";
import { toBase64, toHex } from "../../kernel/bytes.ts";
import { recorderSilentMs } from "../../kernel/readiness/exam-gate.ts";
import { judgeHouse, unremarked } from "../../kernel/readiness/judge-card.ts";
import { cardState } from "../../kernel/readiness/card-times.ts";
import { sha256 } from "../../platform/hash.ts";
import type { House } from "../../platform/house.ts";
import { readRecorderState } from "../../platform/spool-places.ts";
import { notice } from "../access/index.ts";
import { incidents } from "../incidents/index.ts";
import { act } from "../ledger/index.ts";
import type { LessonFacts } from "../lessons/index.ts";
import { sealed } from "../privacy/index.ts";
import { digestOf, sign } from "../signing/index.ts";
import { storage } from "../storage/index.ts";
import { camerasOf, refuse, taughtLesson } from "./of-lesson.ts";
import { insertLook, insertSigning, selectLook, selectSignings } from "./readiness.store.ts";
import { type CardEyes, seeCameras } from "./see-cameras.ts";

/** What was looked at so long ago is not what is there now. */
const lookHoldsMs = 15 * 60_000;

export interface ShownLook {
  readonly look: CardLook;
  readonly images: { readonly cameraId: string; readonly jpegBase64: string }[];
}

/**
 * Looks at everything a lesson needs (S0-4.3a) and shows it to its teacher. The pictures go into the
 * answer, their digests into what is kept.
 */
export async function lookAtCard(
  house: House,
  actor: PersonActor,
  of: { readonly lessonId: string; readonly eyes: CardEyes },
): Promise<Outcome<ShownLook>> {
  const { lessonId, eyes } = of;
  const kind = "card.looked@1" as const;
  const taught = await taughtLesson(house, actor, lessonId);
  if (!taught.ok) return refuse(house, actor, { kind, lessonId, refusal: taught });
  const refusal = await lookRefusal(house, actor, taught.value);
  if (refusal !== undefined) return refuse(house, actor, { kind, lessonId, refusal });
  const rooms = await camerasOf(house, taught.value);
  const seen = await seeCameras(house, eyes, rooms);
  const items = [...seen.flatMap((one) => one.items), ...(await seeHouse(house, taught.value))];
  const shown = rooms.flatMap(({ cameraId }, at) => {
    const jpeg = seen[at]?.jpeg;
    return jpeg === undefined ? [] : [{ cameraId, jpeg }];
  });
  const pictures = shown.map(({ cameraId, jpeg }) => ({ cameraId, sha256: toHex(sha256(jpeg)) }));
  const look = {
    lookId: house.newId(),
    atMs: house.clock.now(),
    items,
    pictures,
    sha256: digestOf({ items, pictures }),
  };
  return act(house, actor, kind, async (tx) => {
    await insertLook(tx, {
      look_id: look.lookId,
      site_id: house.siteId,
      lesson_id: lessonId,
      account_id: actor.accountId,
      at_ms: look.atMs,
      items,
      pictures,
      sha256: look.sha256,
    });
    const images = shown.map(({ cameraId, jpeg }) => ({ cameraId, jpegBase64: toBase64(jpeg) }));
    return granted({
      value: { look, images },
      subject: { type: "lesson", id: lessonId },
      body: {
        lookId: look.lookId,
        lessonId,
        counts: countsOf(items),
        cameras: rooms.length,
        pictures: pictures.length,
        lookSha256: look.sha256,
      },
    });
  });
}

/** The card is there for a lesson that is recorded, and its pictures for who accepted the notice. */
async function lookRefusal(house: House, actor: PersonActor, { lesson }: LessonFacts) {
  const state = cardState({ ...lesson, signedAtMs: null }, house.clock.now());
  if (!lesson.recording || state === "early" || state === "missed")
    return refused("card_not_open", { state: lesson.recording ? state : "not-recorded" });
  const sealing = await sealed.now(house, lesson.venueId);
  if (sealing !== undefined) return sealing;
  const accepted = await notice.accepted(house, actor.signInId);
  return accepted ? undefined : refused("notice_not_accepted");
}

async function seeHouse(house: House, { lesson, studentIds }: LessonFacts): Promise<CardItem[]> {
  const recorder = await readRecorderState(house);
  const nowMs = house.clock.now();
  const outlooks = await storage.outlooks(house);
  return judgeHouse({
    recorderSpeaks: recorder !== undefined && nowMs - recorder.writtenAtMs < recorderSilentMs,
    disks: outlooks.map(({ newest, daysLeft, alarm }) => ({
      freePercent: Math.floor((newest.free_bytes / Math.max(1, newest.size_bytes)) * 100),
      daysLeft: daysLeft === undefined ? undefined : Math.floor(daysLeft),
      alarm: newest.free_bytes < house.config.diskReserveBytes || alarm !== undefined,
    })),
    people: Math.max(lesson.roster.length, studentIds.length),
  });
}

function countsOf(items: readonly CardItem[]): Record<CheckState, number> {
  const count = (state: CheckState) => items.filter((item) => item.state === state).length;
  return { good: count("good"), bad: count("bad"), unknown: count("unknown") };
}

export interface CardSigning {
  readonly lessonId: string;
  readonly lookId: string;
  readonly remarks: readonly CardRemark[];
  readonly signing: Signing;
}

/** Signs what was looked at. After the start it counts as late, and the warning is taken back. */
export async function signCard(
  house: House,
  actor: PersonActor,
  ask: CardSigning,
): Promise<Outcome<undefined>> {
  const { lessonId, lookId, remarks } = ask;
  const kind = "card.signed@1" as const;
  const taught = await taughtLesson(house, actor, lessonId);
  const refusal = taught.ok ? await signRefusal(house, actor, ask) : taught;
  if (refusal !== undefined) return refuse(house, actor, { kind, lessonId, refusal });
  const signed = await sign(house, actor, ask.signing);
  if (!signed.ok) return signed;
  const done = await act(house, actor, kind, async (tx) => {
    const look = await selectLook(tx, house.siteId, lookId);
    if (look === undefined || !taught.ok) return refused("not_found");
    const atMs = house.clock.now();
    const late = atMs >= taught.value.lesson.startMs;
    const inserted = await insertSigning(tx, {
      lesson_id: lessonId,
      site_id: house.siteId,
      look_id: lookId,
      account_id: actor.accountId,
      name: actor.name,
      signed_at_ms: atMs,
      late,
      remarks: [...remarks],
      strokes: signed.value.strokes,
      signature_sha256: signed.value.sha256,
    });
    if (!inserted) return refused("card_signed");
    return granted({
      value: undefined,
      subject: { type: "lesson", id: lessonId },
      body: {
        lookId,
        lessonId,
        late,
        lookSha256: look.sha256,
        remarks: remarks.length,
        remarksSha256: digestOf(remarks),
        signatureSha256: signed.value.sha256,
      },
      personal: Object.fromEntries(
        remarks.map((remark, at) => [`remark${at + 1}`, `${remark.check}: ${remark.text}`]),
      ),
    });
  });
  if (done.ok) await settleUnsigned(house, lessonId);
  return done;
}

async function signRefusal(house: House, actor: PersonActor, ask: CardSigning) {
  if ((await selectSignings(house.db, [ask.lessonId])).has(ask.lessonId))
    return refused("card_signed");
  const look = await selectLook(house.db, house.siteId, ask.lookId);
  if (
    look === undefined ||
    look.lesson_id !== ask.lessonId ||
    look.account_id !== actor.accountId ||
    house.clock.now() - look.at_ms > lookHoldsMs
  )
    return refused("card_look_old");
  const silent = unremarked(look.items, ask.remarks);
  return silent.length > 0 ? refused("card_remark_missing", { missing: silent.length }) : undefined;
}

export const unsignedOf = (lessonId: string) =>
  ({ kind: "card-unsigned", subject: { type: "lesson", id: lessonId } }) as const;

async function settleUnsigned(house: House, lessonId: string): Promise<void> {
  await incidents.settle(house, unsignedOf(lessonId));
}
