import { z } from "zod";
import { StreamName } from "../contract/camera.ts";
import { Fault } from "../contract/faults.ts";

const Percent = z.number().min(0).max(100);
const Ppm = z.number().min(-100_000).max(100_000);
const Offset = z.number().min(-86_400_000).max(86_400_000);

/** What can go wrong with a simulated camera, on purpose. */
export const FaultSwitch = z.discriminatedUnion("kind", [
  /** Every connection drops and new ones are refused until it is cleared. */
  z.strictObject({ kind: z.literal("kill") }),
  /** Connections stay, nothing is sent and nothing is answered. */
  z.strictObject({ kind: z.literal("stall") }),
  /** RTP packets go missing: a share of all (seeded), or just the next `packets`. */
  z.strictObject({
    kind: z.literal("loss"),
    percent: Percent.default(0),
    packets: z.int().min(0).default(0),
    seed: z.int().default(1),
  }),
  /** The camera's clock in its sender reports: ahead by `offsetMs`, and faster by `ppm`. */
  z.strictObject({ kind: z.literal("clock"), offsetMs: Offset.default(0), ppm: Ppm.default(0) }),
  /** The audio timestamps are ahead of the sound by `offsetMs`, and slide by `ppm`. */
  z.strictObject({
    kind: z.literal("audio-drift"),
    offsetMs: Offset.default(0),
    ppm: Ppm.default(0),
  }),
  /** The audio track is offered but stays empty. */
  z.strictObject({ kind: z.literal("no-audio") }),
  /** From the next key frame on the picture stands still; frame numbers go on. */
  z.strictObject({ kind: z.literal("frozen") }),
  /** From the next key frame on the picture is dark, as behind a hand on the lens. */
  z.strictObject({ kind: z.literal("covered") }),
  /** From the next key frame on nothing but black. */
  z.strictObject({ kind: z.literal("black") }),
  /** The same for the main stream: turned aside, out of focus, the lights out. */
  z.strictObject({ kind: z.literal("moved") }),
  z.strictObject({ kind: z.literal("defocused") }),
  z.strictObject({ kind: z.literal("dark") }),
  /** The microphone is off, or far too loud: the track goes on. */
  z.strictObject({ kind: z.literal("silent") }),
  z.strictObject({ kind: z.literal("clipped") }),
  /** The audio timestamps are ahead by `offsetMs`, and the sender reports do not know of it. */
  z.strictObject({ kind: z.literal("offset"), offsetMs: Offset.default(700) }),
  /** From the next key frame on other parameter sets of the same codec: another picture size. */
  z.strictObject({ kind: z.literal("parameters") }),
  /** The stream's other codec: connections drop, the next DESCRIBE offers it. */
  z.strictObject({ kind: z.literal("codec") }),
  /** Another user and secret are asked for: connections drop. */
  z.strictObject({
    kind: z.literal("login"),
    user: z.string().min(1).max(64),
    secret: z.string().max(256),
  }),
  /** A thin line: at most this much leaves; what does not fit within 2 s is dropped to a key frame. */
  z.strictObject({ kind: z.literal("slow"), kbps: z.number().min(1) }),
]);
export type FaultSwitch = z.infer<typeof FaultSwitch>;
export type FaultKindName = FaultSwitch["kind"];

/** Which streams a fault befalls: a camera's, or one of them. */
export const FaultTarget = z.strictObject({
  camera: z.string().max(32),
  stream: StreamName.optional(),
});
export type FaultTarget = z.infer<typeof FaultTarget>;

/** A fault with its time: `atMs` after the simulator's start, for `forMs` or for good. */
export const PlannedFault = FaultTarget.extend({
  fault: FaultSwitch,
  atMs: z.number().min(0).default(0),
  forMs: z.number().min(0).optional(),
});
export type PlannedFault = z.infer<typeof PlannedFault>;

const form =
  /^([\w-]{1,32})(?:\/(main|sub))?:([a-z-]+)(?:=([^:@]*))?(?::([\d.]+m?s))?(?:@([\d.]+m?s))?$/;

/**
 * Reads the command line's form `camera[/stream]:kind[=settings][:duration][@start]`, e.g.
 * `C02:stall:20s@60s`, `C03/sub:loss=2.5%,seed=7`, `C01:clock=1500ms,ppm=200`, `C04:slow=200`.
 * Durations in `s` or `ms`. Throws Fault `input` on anything else. A login cannot be given here:
 * no secret stands on a command line.
 */
export function parsePlannedFault(text: string): PlannedFault {
  const [, camera, stream, kind = "", settings = "", duration, start] = form.exec(text) ?? [];
  const read = PlannedFault.safeParse({
    camera,
    ...(stream === undefined ? {} : { stream }),
    fault: { kind, ...readSettings(settings) },
    ...(duration === undefined ? {} : { forMs: readMs(duration) }),
    ...(start === undefined ? {} : { atMs: readMs(start) }),
  });
  if (!read.success)
    throw new Fault("input", "fault_unreadable", { hint: text, cause: read.error });
  return read.data;
}

/** `700ms`, `2.5%`, `40` (a rate), `ppm=30`, `packets=5`, `seed=7`, joined by commas. */
function readSettings(text: string): Record<string, number> {
  const settings: [string, number][] = [];
  for (const one of text.split(",").filter((part) => part !== "")) {
    const [, name, sign = "", number = "", unit = ""] =
      /^(?:([a-z]+)=)?([+-]?)([\d.]+)(m?s|%)?$/.exec(one) ?? [];
    if (number === "") throw new Fault("input", "fault_unreadable", { hint: one });
    const value = Number(`${sign}${number}`) * (unit === "s" ? 1_000 : 1);
    const unnamed = unit === "%" ? "percent" : unit === "" ? "kbps" : "offsetMs";
    settings.push([name ?? unnamed, value]);
  }
  return Object.fromEntries(settings);
}

function readMs(text: string): number {
  return text.endsWith("ms") ? Number(text.slice(0, -2)) : Number(text.slice(0, -1)) * 1_000;
}
