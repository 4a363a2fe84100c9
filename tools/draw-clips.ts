/**
 * Draws the simulator's clips anew, into src/simulator/clips. Run by hand when a scene changes; the
 * clips are committed. Needs ffmpeg with libx264 and libx265, a Chromium and a Chinese font.
 *
 *   node tools/draw-clips.ts [venue|station|hands|teacher|covered …]
 */
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { loop, momentOf, space } from "./draw-clips/drawing.ts";
import type { Moment } from "./draw-clips/drawing.ts";
import { encodeAac, encodePcma, encodeVideo } from "./draw-clips/encode.ts";
import type { Encoding } from "./draw-clips/encode.ts";
import { picture } from "./draw-clips/picture.ts";
import { hands, station, teaching, venue } from "./draw-clips/scenes.ts";

interface Scene {
  readonly name: string;
  readonly label: string;
  readonly draw: (moment: Moment) => string;
  readonly encodings: readonly Encoding[];
}

const main: Encoding = { codec: "h264", width: 640, height: 360, crf: 29 };
const large: Encoding = { codec: "h264", width: 1280, height: 720, crf: 31 };
const sub: Encoding = { codec: "h264", width: 320, height: 180, crf: 29 };
const mainH265: Encoding = { codec: "h265", width: 640, height: 360, crf: 29 };
const subH265: Encoding = { codec: "h265", width: 320, height: 180, crf: 30 };

const scenes: readonly Scene[] = [
  { name: "venue", label: "C01 1 号实训室 · 实训场地", draw: venue, encodings: [main, sub] },
  { name: "station", label: "C02 1 号实训室 · 操作工位", draw: station, encodings: [large, sub] },
  {
    name: "hands",
    label: "C03 1 号实训室 · 学员动作",
    draw: hands,
    encodings: [mainH265, subH265, sub],
  },
  { name: "teacher", label: "C04 1 号实训室 · 教师指导", draw: teaching, encodings: [main, sub] },
];

const folder = join(import.meta.dirname, "../src/simulator/clips");

async function drawScene(scene: Scene, pictures: string): Promise<void> {
  const browser = await chromium.launch({
    executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium-headless-shell",
  });
  const page = await browser.newPage({ viewport: space });
  for (let frame = 0; frame < loop.frames; frame++) {
    await page.setContent(
      `<body style="margin:0">${picture(scene.draw, scene.label, momentOf(frame))}</body>`,
    );
    await page.screenshot({ path: join(pictures, `${String(frame).padStart(3, "0")}.png`) });
  }
  await browser.close();
}

function keep(name: string, clip: Uint8Array): void {
  writeFileSync(join(folder, name), clip);
  console.log(`${name}\t${clip.length}`);
}

function clipName(name: string, encoding: Encoding): string {
  return `${name}-${encoding.width}x${encoding.height}-${encoding.codec}.clip`;
}

mkdirSync(folder, { recursive: true });
const wanted = process.argv.slice(2);
for (const scene of scenes.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  const pictures = mkdtempSync(join(tmpdir(), "liuhen-clips-"));
  await drawScene(scene, pictures);
  const input = ["-framerate", String(loop.framesPerSecond), "-i", join(pictures, "%03d.png")];
  for (const encoding of scene.encodings)
    keep(clipName(scene.name, encoding), encodeVideo(input, encoding));
  rmSync(pictures, { recursive: true });
}
// A hand on the lens: one dark colour. Its inter frames change nothing, whatever they follow, so the
// simulator also freezes a picture with them.
const dark = `color=c=0x1a1210:s=1280x720:r=${loop.framesPerSecond}:d=1`;
for (const encoding of [main, large, sub, mainH265, subH265]) {
  keep(clipName("covered", encoding), encodeVideo(["-f", "lavfi", "-i", dark], encoding));
}
keep("room-aac.clip", encodeAac());
keep("room-pcma.clip", encodePcma());
