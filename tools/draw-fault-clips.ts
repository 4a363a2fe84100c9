/**
 * Makes the simulator's faulted pictures and sounds out of its clips, into src/simulator/clips. Run by
 * hand after tools/draw-clips.ts; what it makes is committed. Needs ffmpeg with libx264 and libx265.
 *
 *   node tools/draw-fault-clips.ts
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { splitLengths, toAnnexB } from "../src/kernel/media/nal.ts";
import { parseClip } from "../src/simulator/clip.ts";
import { encodeAac, encodePcma, encodeVideo } from "./draw-clips/encode.ts";
import type { Encoding } from "./draw-clips/encode.ts";

const folder = join(import.meta.dirname, "../src/simulator/clips");

const mains: readonly { readonly look: string; readonly encoding: Encoding }[] = [
  { look: "venue", encoding: { codec: "h264", width: 640, height: 360, crf: 29 } },
  { look: "station", encoding: { codec: "h264", width: 1280, height: 720, crf: 31 } },
  { look: "hands", encoding: { codec: "h265", width: 640, height: 360, crf: 29 } },
  { look: "teacher", encoding: { codec: "h264", width: 640, height: 360, crf: 29 } },
];

/** Six seconds, each a picture that stands: the key frames are what is looked at. */
const seconds = 6;
const stills = (filter: string) => `select='not(mod(n\\,25))',${filter}`;
const faults: readonly { readonly name: string; readonly filter: string }[] = [
  // Turned aside: another corner of the room, mirrored so that nothing lies where it lay.
  { name: "moved", filter: "crop=iw*0.7:ih*0.7:iw*0.3:ih*0.25,hflip" },
  { name: "defocused", filter: "gblur=sigma=7" },
  // The lights are out, the room can still be made out.
  { name: "dark", filter: "colorlevels=romax=0.06:gomax=0.06:bomax=0.06" },
];

function keep(name: string, clip: Uint8Array): void {
  writeFileSync(join(folder, name), clip);
  console.log(`${name}\t${clip.length}`);
}

function elementary(name: string, into: string): string {
  const clip = parseClip(readFileSync(join(folder, name)));
  if (clip.kind !== "video") throw new Error(`${name} is no video`);
  const parts = clip.frames.map((frame, at) => {
    const units = splitLengths(frame) ?? [];
    const sets = at % clip.framesPerKey === 0 ? [...clip.vps, ...clip.sps, ...clip.pps] : [];
    return toAnnexB([...sets, ...units]);
  });
  const path = join(into, `${name}.${clip.codec}`);
  writeFileSync(path, Buffer.concat(parts));
  return path;
}

const work = mkdtempSync(join(tmpdir(), "liuhen-fault-clips-"));
for (const { look, encoding } of mains) {
  const size = `${encoding.width}x${encoding.height}-${encoding.codec}`;
  const source = elementary(`${look}-${size}.clip`, work);
  for (const { name, filter } of faults) {
    const demuxer = encoding.codec === "h264" ? "h264" : "hevc";
    const input = ["-f", demuxer, "-framerate", "25", "-i", source, "-t", String(seconds)];
    keep(`${name}-${look}-${size}.clip`, encodeVideo(input, encoding, stills(filter)));
  }
}
for (const { encoding } of mains.slice(0, 3)) {
  const black = "color=c=black:s=1280x720:r=25:d=1";
  const size = `${encoding.width}x${encoding.height}-${encoding.codec}`;
  keep(`black-${size}.clip`, encodeVideo(["-f", "lavfi", "-i", black], encoding));
}
rmSync(work, { recursive: true });
for (const [name, gain] of [
  ["silent", 0],
  ["clipped", 400],
] as const) {
  keep(`${name}-aac.clip`, encodeAac(gain));
  keep(`${name}-pcma.clip`, encodePcma(gain));
}
