import type { DetectionKind, PictureKind } from "../../contract/detection.ts";
import type { CardItem, CheckCause, CheckState } from "../../contract/readiness.ts";
import { soundThresholds } from "../detection/judge-sound.ts";
import { streamThresholds } from "../detection/judge-stream.ts";
import { pictureThresholds } from "../detection/judge-picture.ts";

/** What one look at a camera brought; what is missing could not be had. */
export interface CameraSeen {
  readonly cameraId: string;
  /** Why no picture came; undefined: it came. `lost`: connected, and then nothing. */
  readonly failure: "unreachable" | "login-refused" | "unusable" | "isolated" | "lost" | undefined;
  readonly connectMs: number | undefined;
  readonly packetsLost: number;
  /** No picture where nothing decodes here. */
  readonly decoder: boolean;
  readonly picture:
    | {
        readonly lightOf255: number;
        /** Against how this camera usually looks; undefined while that is not learnt. */
        readonly sharpnessPercent: number | undefined;
        readonly wrong: PictureKind | undefined;
      }
    | undefined;
  /** A track of sound is announced. */
  readonly hasSound: boolean;
  readonly sound: { readonly levelDb: number; readonly clippedShare: number } | undefined;
  /** The camera's clock against the house's. */
  readonly offsetMs: number | undefined;
  /** What detection says of it just now. */
  readonly wrong: readonly DetectionKind[];
}

export const cardThresholds = {
  /** A connection on the institution's own network is made within a fraction of this. */
  slowMs: 2_000,
} as const;

interface Judged {
  readonly state: CheckState;
  readonly cause: CheckCause | null;
  readonly figures?: CardItem["figures"];
}
const good = { state: "good", cause: null } as const;
const bad = (cause: CheckCause) => ({ state: "bad", cause }) as const;
const unknown = (cause: CheckCause) => ({ state: "unknown", cause }) as const;

/** The seven items of one camera. One that is off is red once: nothing else can be told of it. */
export function judgeCamera(seen: CameraSeen): CardItem[] {
  const { cameraId } = seen;
  const items = {
    live: judgeLive(seen),
    picture: judgePicture(seen),
    light: judgeLight(seen),
    sharpness: judgeSharpness(seen),
    sound: judgeSound(seen),
    clock: judgeClock(seen),
    network: judgeNetwork(seen),
  };
  return [
    itemOf("live", cameraId, items.live),
    itemOf("picture", cameraId, items.picture),
    itemOf("light", cameraId, items.light),
    itemOf("sharpness", cameraId, items.sharpness),
    itemOf("sound", cameraId, items.sound),
    itemOf("clock", cameraId, items.clock),
    itemOf("network", cameraId, items.network),
  ];
}

function itemOf(check: CardItem["check"], cameraId: string | null, judged: Judged): CardItem {
  const { state, cause, figures = {} } = judged;
  return { check, cameraId, state, cause, figures };
}

function judgeLive({ failure, connectMs, wrong }: CameraSeen): Judged {
  if (failure !== undefined) return bad(failure);
  const cause = (["lost", "stalled"] as const).find((kind) => wrong.includes(kind));
  const figures = connectMs === undefined ? {} : { connectMs };
  return cause === undefined ? { ...good, figures } : { ...bad(cause), figures };
}

function judgePicture({ failure, decoder, picture, wrong }: CameraSeen): Judged {
  if (failure !== undefined) return unknown(failure);
  const found = (["frozen", "covered", "moved", "black"] as const).find(
    (kind) => picture?.wrong === kind || wrong.includes(kind),
  );
  if (found !== undefined) return bad(found);
  if (picture !== undefined) return good;
  return unknown(decoder ? "not-seen" : "no-decoder");
}

function judgeLight(seen: CameraSeen): Judged {
  const { failure, picture } = seen;
  if (failure !== undefined || picture === undefined) return notSeen(seen);
  const { lightOf255 } = picture;
  const figures = { lightOf255 };
  if (picture.wrong === "black" || seen.wrong.includes("black"))
    return { ...bad("black"), figures };
  const dark = lightOf255 < pictureThresholds.darkMean || seen.wrong.includes("dark");
  return dark ? { ...bad("dark"), figures } : { ...good, figures };
}

function judgeSharpness(seen: CameraSeen): Judged {
  const { failure, picture } = seen;
  if (failure !== undefined || picture === undefined) return notSeen(seen);
  const { sharpnessPercent } = picture;
  const figures = sharpnessPercent === undefined ? {} : { sharpnessPercent };
  if (picture.wrong === "defocused" || seen.wrong.includes("defocused"))
    return { ...bad("defocused"), figures };
  return sharpnessPercent === undefined ? unknown("not-learnt") : { ...good, figures };
}

function judgeSound(seen: CameraSeen): Judged {
  const { failure, hasSound, sound } = seen;
  if (failure !== undefined) return notSeen(seen);
  if (!hasSound) return unknown("no-track");
  if (seen.wrong.includes("silent")) return bad("silent");
  // A track that is announced and brings nothing is told by what was waited for.
  if (sound === undefined) return unknown("not-seen");
  const figures = { levelDb: Math.round(sound.levelDb) };
  if (sound.levelDb < soundThresholds.silentDb) return { ...bad("silent"), figures };
  const clips = sound.clippedShare > soundThresholds.clippedShare || seen.wrong.includes("clipped");
  if (clips) return { ...bad("clipped"), figures };
  return seen.wrong.includes("offset") ? { ...bad("offset"), figures } : { ...good, figures };
}

function judgeClock(seen: CameraSeen): Judged {
  const { failure, offsetMs } = seen;
  if (failure !== undefined) return notSeen(seen);
  if (offsetMs === undefined)
    return seen.wrong.includes("clock") ? bad("clock") : unknown("no-report");
  const figures = { offsetMs };
  const off = Math.abs(offsetMs) > streamThresholds.clockMs || seen.wrong.includes("clock");
  return off ? { ...bad("clock"), figures } : { ...good, figures };
}

function judgeNetwork({ failure, connectMs, packetsLost }: CameraSeen): Judged {
  if (failure !== undefined) return unknown(failure);
  const figures = { ...(connectMs === undefined ? {} : { connectMs }), packetsLost };
  if (packetsLost > 0) return { ...bad("lost"), figures };
  const slow = connectMs !== undefined && connectMs > cardThresholds.slowMs;
  return slow ? { ...bad("slow"), figures } : { ...good, figures };
}

function notSeen({ failure, decoder }: CameraSeen): Judged {
  if (failure !== undefined) return unknown(failure);
  return unknown(decoder ? "not-seen" : "no-decoder");
}

export interface HouseSeen {
  readonly recorderSpeaks: boolean;
  /** Disks the recording needs, as they were last measured. */
  readonly disks: readonly {
    readonly freePercent: number;
    readonly daysLeft: number | undefined;
    readonly alarm: boolean;
  }[];
  readonly people: number;
}

/** The three items of the house. The disk that is worst off speaks for all. */
export function judgeHouse(seen: HouseSeen): CardItem[] {
  const { recorderSpeaks, people } = seen;
  return [
    itemOf("recorder", null, recorderSpeaks ? good : bad("silent-recorder")),
    itemOf("disk", null, judgeDisks(seen.disks)),
    itemOf("roster", null, { ...(people === 0 ? bad("empty") : good), figures: { people } }),
  ];
}

function judgeDisks(disks: HouseSeen["disks"]): Judged {
  const [worst] = disks.toSorted(
    (a, b) => Number(b.alarm) - Number(a.alarm) || a.freePercent - b.freePercent,
  );
  if (worst === undefined) return unknown("not-seen");
  const { freePercent, daysLeft, alarm } = worst;
  const figures = { freePercent, ...(daysLeft === undefined ? {} : { daysLeft }) };
  return alarm ? { ...bad("low"), figures } : { ...good, figures };
}

/** Items that are bad and of which nothing was said: a card is not signed without (S0-4.3a). */
export function unremarked(
  items: readonly CardItem[],
  remarks: readonly Pick<CardItem, "check" | "cameraId">[],
): CardItem[] {
  return items.filter(
    (item) =>
      item.state === "bad" &&
      !remarks.some((one) => one.check === item.check && one.cameraId === item.cameraId),
  );
}
