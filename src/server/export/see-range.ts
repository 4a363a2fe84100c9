import type { PersonActor } from "../../contract/actor.ts";
import { limits } from "../../contract/limits.ts";
import { Fault } from "../../contract/faults.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import { type Span, mergeSpans } from "../../kernel/timeline.ts";
import { openExportFiles } from "../../platform/export-files.ts";
import { findFfmpeg, runFfmpeg } from "../../platform/ffmpeg.ts";
import type { House } from "../../platform/house.ts";
import { joinPath } from "../../platform/vault-files.ts";
import { requests } from "../approval/index.ts";
import { containment } from "../containment/index.ts";
import { act, enterRefusal } from "../ledger/index.ts";
import { joinKept, onLine } from "./build-export.ts";
import { type KeptPiece, gatherMedia } from "./gather-media.ts";
import { joinClip } from "./make-clip.ts";
import { decidedBy, narrowed } from "./start-export.ts";

export interface SeenRange {
  readonly lessons: readonly {
    readonly lessonId: string;
    readonly title: string;
    readonly cameras: readonly {
      readonly cameraId: string;
      readonly label: string;
      readonly spans: readonly Span[];
    }[];
  }[];
}

/** What there is within a grant, for whoever chooses a part of it; nothing beyond it is told. */
export async function seeRange(
  house: House,
  actor: PersonActor,
  requestId: string,
): Promise<Outcome<SeenRange>> {
  const read = await requests.read(house, actor, requestId);
  if (!read.ok) return read;
  if (read.value.grantedAtMs === null || read.value.gives === "viewing")
    return refused("grant_missing", { rule: read.value.rule });
  const whole = narrowed(read.value, { lessonIds: [], cameraIds: [], span: null });
  if (!whole.ok) return whole;
  const { span } = whole.value;
  const lessons = await gatherMedia(house, whole.value);
  return granted({
    lessons: lessons.map(({ lessonId, officialName, cameras }) => ({
      lessonId,
      title: officialName,
      cameras: cameras.map(({ cameraId, label, pieces }) => ({
        cameraId,
        label,
        spans: mergeSpans(pieces.map((piece) => within(piece, span))),
      })),
    })),
  });
}

function within(piece: Span, span: Span | null): Span {
  return {
    startMs: Math.max(piece.startMs, span?.startMs ?? piece.startMs),
    endMs: Math.min(piece.endMs, span?.endMs ?? piece.endMs),
  };
}

export interface StillAsk {
  readonly requestId: string;
  readonly lessonId: string;
  readonly cameraId: string;
  readonly atMs: number;
}

/** For the page itself, never offered as a file. */
export interface Still {
  readonly mediaType: string;
  readonly sizeBytes: number;
  read(part: { startByte: number; endByte: number }): Uint8Array;
}

/** Stills are made one at a time: recording comes first. */
const making = new WeakSet<House>();

/**
 * One picture of the granted range, for whoever draws masks on it (C-52). It is a look: entered before
 * its bytes are handed out, and refused to who decided the case.
 */
export async function takeStill(
  house: House,
  actor: PersonActor,
  ask: StillAsk,
): Promise<Outcome<Still>> {
  const { requestId, lessonId, cameraId, atMs } = ask;
  const found = await findPicture(house, actor, ask);
  if (!found.ok) {
    if (found.code !== "not_found") {
      const subject = { type: "request", id: requestId } as const;
      await enterRefusal(house, actor, "export.still-seen@1", found, subject);
    }
    return found;
  }
  if (making.has(house)) return refused("too_many");
  making.add(house);
  try {
    const bytes = await makeStill(house, found.value, atMs);
    return await act(house, actor, "export.still-seen@1", async () =>
      granted({
        value: {
          mediaType: "image/jpeg",
          sizeBytes: bytes.length,
          read: (part: { startByte: number; endByte: number }) =>
            bytes.subarray(part.startByte, part.endByte),
        },
        subject: { type: "request" as const, id: requestId },
        body: { requestId, lessonId, cameraId, atMs },
      }),
    );
  } finally {
    making.delete(house);
  }
}

async function findPicture(
  house: House,
  actor: PersonActor,
  ask: StillAsk,
): Promise<Outcome<KeptPiece>> {
  const { requestId, lessonId, cameraId, atMs } = ask;
  const read = await requests.read(house, actor, requestId);
  if (!read.ok) return read;
  const cutOff =
    (await containment.whyFrozen(house)) ?? (await containment.whyIsolated(house, cameraId));
  if (cutOff !== undefined) return cutOff;
  const request = read.value;
  if (request.state !== "granted" || request.gives === "viewing")
    return refused("grant_missing", { rule: request.rule });
  if (await decidedBy(house, actor, requestId)) return refused("export_by_approver");
  const span = { startMs: atMs, endMs: atMs + 1 };
  const wanted = narrowed(request, { lessonIds: [lessonId], cameraIds: [cameraId], span });
  if (!wanted.ok) return wanted;
  if (findFfmpeg() === undefined)
    return refused("ffmpeg_missing", { install: "apt-get install -y ffmpeg" });
  const [lesson] = await gatherMedia(house, wanted.value);
  const piece = lesson?.cameras[0]?.pieces[0];
  return piece === undefined ? refused("not_recorded") : granted(piece);
}

const stillLongestMs = 30_000;

async function makeStill(house: House, piece: KeptPiece, atMs: number): Promise<Uint8Array> {
  const program = findFfmpeg();
  const [joined] = joinKept([piece]);
  if (program === undefined || joined === undefined) throw new Fault("absent", "ffmpeg_missing");
  const files = openExportFiles(house.paths.exports);
  const id = house.newId();
  const folder = await files.fresh(id);
  try {
    const texts = { title: "", comment: "", xmp: "" };
    for await (const _ of joinClip(house, { joined, path: joinPath(folder, "input.mp4"), texts }));
    const { startMs } = onLine(joined, { startMs: atMs, endMs: atMs + 1 });
    const args = stillArguments(Math.max(0, startMs));
    const complaint = await runFfmpeg({ program, folder, args, longestMs: stillLongestMs });
    const sizeBytes = await files.sizeOf(id, "still.jpg");
    if (complaint !== undefined || sizeBytes === undefined || sizeBytes > limits.stillMostBytes)
      throw new Fault("input", "ffmpeg_failed", { hint: complaint ?? "no picture" });
    const whole = new Uint8Array(sizeBytes);
    let at = 0;
    for await (const part of files.read(id, "still.jpg", { startByte: 0, endByte: sizeBytes })) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  } finally {
    await files.remove(id);
  }
}

const untilMoment = (atMs: number): string => ((atMs + 1) / 1_000).toFixed(3);

/** The last picture that begins by then: the pictures of one group, each put in place of the one before. */
function stillArguments(atMs: number): string[] {
  const from = ["-protocol_whitelist", "file", "-f", "mov", "-i", "input.mp4"];
  const one = ["-to", untilMoment(atMs), "-map", "0:v:0", "-q:v", "3"];
  return [...from, ...one, "-f", "image2", "-update", "1", "-n", "still.jpg"];
}
