import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type DetectionKind, pictureKinds } from "../../src/contract/detection.ts";
import { judgePicture } from "../../src/kernel/detection/judge-picture.ts";
import { patienceOf } from "../../src/kernel/detection/patience.ts";
import { type Lasting, nothing, stepLasting } from "../../src/kernel/detection/persistence.ts";
import {
  type GreyPicture,
  changeBetween,
  figuresOf,
  lookSize,
} from "../../src/kernel/detection/picture-figures.ts";
import { type PictureReference, learn } from "../../src/kernel/detection/picture-reference.ts";
import { splitLengths, toAnnexB } from "../../src/kernel/media/nal.ts";
import { parseClip } from "../../src/simulator/clip.ts";
import { hasFfmpeg } from "../fixture/ffmpeg.ts";

/** An hour of looks at every drawn camera is 900; a run of every change sees the first minutes of one. */
const looks = Number(process.env["LIUHEN_QUIET_LOOKS"] ?? 60);
const everyMs = 4_000;
const hour = looks >= 900;
const clips = [
  "venue-640x360-h264.clip",
  ...(hour
    ? ["station-1280x720-h264.clip", "hands-640x360-h265.clip", "teacher-640x360-h264.clip"]
    : []),
];

const still = "select='eq(n\\,0)',loop=loop=-1:size=1,noise=alls=4:allf=t";
/** Each seventh picture of the endless loop: no two in a row are alike. */
const moving = (filter: string) => `select='not(mod(n\\,7))'${filter === "" ? "" : `,${filter}`}`;
const dimmed = (share: number) =>
  `colorlevels=romax=${share}:gomax=${share}:bomax=${share},noise=alls=8:allf=t`;
const clouds = "eq=brightness='0.12*sin(n/40)':contrast='1-0.25*sin(n/55)':eval=frame";
const scenes: readonly (readonly [string, string])[] = [
  ["normal, sensor noise", moving("noise=alls=6:allf=t")],
  ["normal, clean encoder", moving("")],
  ["dim, strong noise", moving(dimmed(0.25))],
  ["night light, just above dark", moving(dimmed(0.16))],
  ["still, nobody moves", still],
  ["sun and clouds", moving(`${clouds},noise=alls=5:allf=t`)],
  ["a camera that trembles", moving("crop=iw-8:ih-8:'4+3*sin(n)':'4+3*cos(n*1.3)'")],
];

const cases = clips.flatMap((clip) =>
  scenes.map(([name, filter]) => ({
    what: `${clip.split("-")[0] ?? clip}: ${name}`,
    clip,
    filter,
  })),
);

test.runIf(hasFfmpeg()).for(cases)(
  "[S0-5.4.2] nothing is told of a quiet camera, $what",
  { timeout: 600_000 },
  async ({ clip, filter }) => {
    const folder = mkdtempSync(join(tmpdir(), "liuhen-quiet-"));
    try {
      const seen = await watch(decoded(looped(folder, clip), filter));
      expect(seen.pictures).toBe(looks);
      expect(seen.began).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
);

/** A clip of the simulator as a plain stream, long enough for all looks. */
function looped(folder: string, name: string): string {
  const clip = parseClip(
    readFileSync(new URL(`../../src/simulator/clips/${name}`, import.meta.url)),
  );
  if (clip.kind !== "video") throw new Error(`${name} has no pictures`);
  const sets = toAnnexB([...clip.vps, ...clip.sps, ...clip.pps]);
  const once = clip.frames.flatMap((frame, at) => [
    ...(at % clip.framesPerKey === 0 ? [sets] : []),
    toAnnexB(splitLengths(frame) ?? []),
  ]);
  const times = Math.ceil((looks * 7) / clip.frames.length) + 1;
  const file = join(folder, `loop.${clip.codec === "h264" ? "h264" : "hevc"}`);
  writeFileSync(file, Buffer.concat(Array.from({ length: times }, () => Buffer.concat(once))));
  return file;
}

/** Its pictures as the judges see them, one for each look. */
async function* decoded(file: string, filter: string): AsyncGenerator<GreyPicture> {
  const { widthPixels, heightPixels } = lookSize;
  const size = `scale=${widthPixels}:${heightPixels}:flags=area:out_range=pc,format=gray`;
  const from = ["-v", "error", "-i", file, "-vf", `${filter},${size}`, "-fps_mode", "passthrough"];
  const child = spawn("ffmpeg", [...from, "-frames:v", String(looks), "-f", "rawvideo", "-"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const pictureBytes = widthPixels * heightPixels;
  let waiting = new Uint8Array();
  for await (const chunk of child.stdout) {
    waiting = new Uint8Array(Buffer.concat([waiting, Buffer.from(chunk)]));
    while (waiting.length >= pictureBytes) {
      yield { ...lookSize, bytes: waiting.slice(0, pictureBytes) };
      waiting = waiting.subarray(pictureBytes);
    }
  }
}

/** Looks as the house does: judge, patience, and learning from what is beyond doubt. */
async function watch(pictures: AsyncIterable<GreyPicture>) {
  const states = new Map<DetectionKind, Lasting>();
  const began: DetectionKind[] = [];
  let known: PictureReference = {};
  let last: GreyPicture | undefined;
  let count = 0;
  for await (const picture of pictures) {
    const figures = figuresOf(picture);
    const change = last === undefined ? undefined : changeBetween(last, picture);
    const verdict = judgePicture({ figures, change, known });
    for (const kind of pictureKinds) {
      const told = verdict.wrong === kind ? "wrong" : "well";
      const sight = verdict.blind.includes(kind) ? "unknown" : told;
      const atMs = count * everyMs;
      const sinceMs = kind === "frozen" ? atMs - everyMs : undefined;
      const look = { sight, atMs, sinceMs } as const;
      const step = stepLasting(states.get(kind) ?? nothing, look, patienceOf[kind]);
      states.set(kind, step.state);
      if (step.turned === "began") began.push(kind);
    }
    if (verdict.teaches && ![...states.values()].some((state) => state.active))
      known = learn(known, figures, change);
    last = picture;
    count++;
  }
  return { pictures: count, began };
}
