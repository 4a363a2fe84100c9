import { systemClock } from "../../src/platform/clock.ts";
import { newId } from "../../src/platform/ids.ts";
import { openLog } from "../../src/platform/log.ts";
import { openStream } from "../../src/platform/rtsp/client.ts";
import { Places, spoolFolders } from "../../src/recorder/places.ts";
import { Recorder } from "../../src/recorder/recorder.ts";
import { Turns } from "../../src/recorder/turns.ts";
import { PowerDisk } from "../fixture/power-disk.ts";
import { lesson, RecorderRoom } from "../fixture/recorder-room.ts";
import { cameraLabels, missingFrames, startCameras } from "./recorder.ts";

/** B2: what a death at a random moment costs. All in seconds, per camera and death. */
export interface DeathFigures {
  readonly deaths: number;
  /** Footage before the death that is not there afterwards, for each death and camera. */
  readonly lostSeconds: readonly number[];
  /** From the start of the next process to the first frame that is recorded. */
  readonly resumeSeconds: readonly number[];
  /** Frames missing beyond what the gaps say; 0 when every missing second has its gap. */
  readonly unexplainedFrames: number;
}

export interface DeathBench {
  readonly cameras: number;
  readonly deaths: number;
  readonly seed: number;
}

interface Death {
  readonly diedAtMs: number;
  readonly startedAtMs: number;
}

/** `kill -9` of the recorder's process at random moments. */
export async function benchKills(options: DeathBench): Promise<DeathFigures> {
  return bench(options, (room) => {
    room.start();
    return {
      die: () => room.kill(),
      stop: async () => void (await room.stop()),
    };
  });
}

/** The power goes at random moments: only synced bytes under synced names are left. */
export async function benchPowerCuts(options: DeathBench): Promise<DeathFigures> {
  return bench(options, (room) => {
    const spool = spoolFolders(room.paths.spool);
    const log = openLog("recorder", "silent");
    const disk = new PowerDisk([room.paths.plan, spool.root, spool.open, spool.sealed]);
    const recorder = new Recorder({
      planFolder: room.paths.plan,
      ports: {
        disk,
        clock: systemClock,
        log,
        newId: () => newId(systemClock),
        openStream,
        openSecret: () => "",
        places: new Places({ disk, clock: systemClock, log, spool }),
        turns: new Turns(2),
        fatal: () => undefined,
      },
    });
    void recorder.start();
    return {
      async die() {
        disk.cut();
        await recorder.stop().catch(() => undefined);
      },
      stop: () => recorder.stop(),
    };
  });
}

type Life = { die(): Promise<void>; stop(): Promise<void> };

async function bench(
  options: DeathBench,
  live: (room: RecorderRoom) => Life,
): Promise<DeathFigures> {
  const cameras = await startCameras(options.cameras, 0);
  const room = new RecorderRoom();
  const labels = cameraLabels(options.cameras);
  try {
    const startMs = systemClock.now();
    const occasion = lesson(startMs, startMs + options.deaths * 20_000 + 60_000);
    const { port } = cameras;
    room.plan({
      cameras: labels.map((label) => ({
        label,
        port,
        path: `/${label}/main`,
        occasions: [occasion],
      })),
      segmentTargetMs: 10_000,
    });
    const deaths: Death[] = [];
    let life = live(room);
    let seed = options.seed;
    for (let death = 0; death < options.deaths; death++) {
      seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
      await systemClock.sleep(5_000 + (seed % 7_000));
      const dying = life.die();
      const diedAtMs = systemClock.now();
      await dying;
      deaths.push({ diedAtMs, startedAtMs: systemClock.now() });
      life = live(room);
    }
    await systemClock.sleep(6_000);
    await life.stop();
    return figures(room, labels, deaths);
  } finally {
    cameras.process.kill("SIGTERM");
    await room[Symbol.asyncDispose]();
  }
}

function figures(
  room: RecorderRoom,
  labels: readonly string[],
  deaths: readonly Death[],
): DeathFigures {
  const lost: number[] = [];
  const resumed: number[] = [];
  let unexplainedFrames = 0;
  for (const label of labels) {
    const segments = room.segments(label);
    const gaps = room.gaps(label).filter((gap) => gap.startMs > (segments[0]?.startMs ?? 0));
    for (const { diedAtMs, startedAtMs } of deaths) {
      const before = segments.findLast((each) => each.startMs < diedAtMs);
      const after = segments.find(
        (each) => each.endMs > diedAtMs && each.startMs > (before?.startMs ?? 0),
      );
      lost.push(Math.max(0, diedAtMs - (before?.endMs ?? diedAtMs)) / 1_000);
      resumed.push(((after?.startMs ?? Number.POSITIVE_INFINITY) - startedAtMs) / 1_000);
    }
    const gapFrames = gaps.reduce((sum, gap) => sum + (gap.endMs - gap.startMs) / 40, 0);
    const slack = 3 * gaps.length;
    unexplainedFrames += Math.max(0, Math.abs(missingFrames(room, segments) - gapFrames) - slack);
  }
  return {
    deaths: deaths.length,
    lostSeconds: lost,
    resumeSeconds: resumed,
    unexplainedFrames: Math.round(unexplainedFrames),
  };
}
