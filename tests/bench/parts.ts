import { copiesOutside } from "./copies-part.ts";
import { type LedgerFigures, benchLedger } from "./ledger.ts";
import { type DeathFigures, benchKills, benchPowerCuts } from "./recorder-kill.ts";
import { type RecorderFigures, benchRecorder } from "./recorder.ts";
import { type Figure, type Part, spread } from "./report.ts";
import { benchSeek } from "./seek.ts";
import { type Times, benchTimeline } from "./timeline.ts";

export interface Wishes {
  /** Also what takes long: other numbers of cameras. */
  readonly long: boolean;
}

const seed = 20_260_601;

export const parts = new Map<string, (wishes: Wishes) => Promise<Part>>([
  ["B1", camerasWithoutLoss],
  ["B2", deathsOfTheRecorder],
  ["B3", firstFrameOfAMoment],
  ["B4", indexAndLedger],
  ["B5", copiesOutside],
]);

async function camerasWithoutLoss(wishes: Wishes): Promise<Part> {
  const size = { kbps: 4_000, seconds: 24, segmentSeconds: 12, withFfmpeg: true };
  const figures: Figure[] = [];
  for (const cameras of wishes.long ? [10, 20] : [])
    figures.push(...recorderFigures([await benchRecorder({ ...size, cameras })]));
  const runs: RecorderFigures[] = [];
  for (const ffmpegFirst of [false, true, false])
    runs.push(await benchRecorder({ ...size, cameras: 40, ffmpegFirst }));
  figures.push(...recorderFigures(runs));
  return {
    key: "B1",
    title: "cameras without loss, against one ffmpeg per camera",
    how: [
      "Simulated cameras in a process of their own send 4 Mbit/s each over RTSP (TCP): 25 pictures a second, a key frame each second, AAC or G.711 beside it; every fourth camera is H.265. One recorder process records all of them; then (or before, in turn) one `ffmpeg -rtsp_transport tcp -c copy -f segment -segment_format mov` per camera does, against the same simulator. Files of 12 s on both sides, so that files end within the 24 s that are measured after a warm-up.",
      "CPU is user and system time of the processes, in percent of one core. Memory is the proportional set size (`Pss`) of the processes, the mean of five looks: pages shared between the ffmpegs count once. Ours writes durably (fdatasync), hashes every fragment and keeps an index; ffmpeg does neither. Every frame carries its number: all numbers of all files of both sides are read and counted.",
    ],
    figures,
  };
}

function recorderFigures(runs: readonly RecorderFigures[]): Figure[] {
  const name = (what: string) => `${runs[0]?.cameras} cameras: ${what}`;
  const of = (pick: (run: RecorderFigures) => number | undefined) =>
    runs.map((run) => pick(run) ?? Number.NaN);
  const cpu = { unit: "% of a core per camera", digits: 3 };
  const memory = { unit: "MB per camera", digits: 2 };
  const frames = { unit: "frames", digits: 0 };
  return [
    { what: name("CPU, Liuhen"), ...cpu, values: of((run) => run.recorder.cpuPercentPerCamera) },
    { what: name("CPU, ffmpeg"), ...cpu, values: of((run) => run.ffmpeg?.cpuPercentPerCamera) },
    {
      what: name("CPU, Liuhen ÷ ffmpeg"),
      unit: "ratio",
      values: of((run) => run.cpuRatio),
      goal: { most: 1 },
    },
    {
      what: name("memory, Liuhen"),
      ...memory,
      values: of((run) => run.recorder.memoryMegabytesPerCamera),
    },
    {
      what: name("memory, ffmpeg"),
      ...memory,
      values: of((run) => run.ffmpeg?.memoryMegabytesPerCamera),
    },
    {
      what: name("memory, Liuhen ÷ ffmpeg"),
      unit: "ratio",
      values: of((run) => run.memoryRatio),
      goal: { most: 0.3 },
    },
    { what: name("recorded, Liuhen"), ...frames, values: of((run) => run.recorder.frames) },
    {
      what: name("lost, Liuhen"),
      ...frames,
      values: of((run) => run.recorder.framesMissing),
      goal: { most: 0 },
    },
    {
      what: name("planned time without a frame, Liuhen"),
      ...frames,
      values: of((run) => Math.max(0, run.recorder.framesShort)),
      goal: { most: 0 },
    },
    { what: name("recorded, ffmpeg"), ...frames, values: of((run) => run.ffmpeg?.frames) },
    { what: name("lost, ffmpeg"), ...frames, values: of((run) => run.ffmpeg?.framesMissing) },
  ];
}

/** Three rooms of two cameras for each kind of death, side by side: 50 deaths in the time of 17. */
async function deathsOfTheRecorder(): Promise<Part> {
  const rooms = [17, 17, 16].map((deaths, room) => ({ cameras: 2, deaths, seed: seed + room }));
  const [kills, cuts] = await Promise.all([
    Promise.all(rooms.map(benchKills)),
    Promise.all(rooms.map(benchPowerCuts)),
  ]);
  return {
    key: "B2",
    title: "what the death of the recorder costs",
    how: [
      `50 times \`kill -9\` of the recorder's process and 50 simulated power cuts (what was not synced is dropped, names of folders that were not synced too), each at a random moment 5–12 s after the last one (seeds ${seed}–${seed + 2}), in three houses of two cameras each for either kind, all six at once, with a key frame each second. The process is started again at once. Lost is the time between the end of what is whole afterwards and the moment of death; one value for each death and camera. The goals: a kill costs one open group of pictures (1 s) and the picture on its way (0.04 s), a power cut 5 s more. The missing frame numbers are then compared with the sealed gap records.`,
    ],
    figures: [...deathFigures("kill -9", kills, 1.04), ...deathFigures("power cut", cuts, 6.04)],
  };
}

function deathFigures(what: string, rooms: readonly DeathFigures[], mostSeconds: number): Figure[] {
  return [
    {
      what: `${what}: lost`,
      unit: "s",
      values: rooms.flatMap((room) => room.lostSeconds),
      goal: { most: mostSeconds },
    },
    {
      what: `${what}: first recorded frame after the new start`,
      unit: "s",
      values: rooms.flatMap((room) => room.resumeSeconds),
      goal: { most: 10 },
    },
    {
      what: `${what}: missing frames no gap explains`,
      unit: "frames",
      digits: 0,
      values: rooms.map((room) => room.unexplainedFrames),
      goal: { most: 0 },
    },
  ];
}

async function firstFrameOfAMoment(): Promise<Part> {
  const found = await benchSeek({ seed, browser: true });
  const { fullSpeed, at20, browser } = found;
  const pair = (where: string, ours: readonly number[], whole: readonly number[]): Figure[] => [
    { what: `${where}: by index`, unit: "ms", digits: 0, values: ours },
    { what: `${where}: whole file`, unit: "ms", digits: 0, values: whole },
    {
      what: `${where}: median of whole file ÷ by index`,
      unit: "times sooner",
      digits: 1,
      values: ours.map((one) => spread(whole).median / one),
      goal: { least: 1 },
    },
  ];
  const seen = (
    where: string,
    values: { fragmentMs: readonly number[]; wholeMs: readonly number[] },
  ) => pair(where, values.fragmentMs, values.wholeMs);
  return {
    key: "B3",
    title: "first frame at a random moment of a year, against whole-file playback",
    how: [
      `A running house (supervisor, PostgreSQL, recorder, server) whose database holds one camera's year round the clock: ${found.segments.toLocaleString("en")} segments and ${found.lessons.toLocaleString("en")} lessons. Around the drawn moments (seed ${seed}; each in another lesson) the records and hard links of four real files lie in the vault: 60 s of 1280×720 H.264 and AAC, ${(found.segmentBytes / 1e6).toFixed(1)} MB each, a key frame each second. Their bytes are in the page cache, the records are read for the first time.`,
      "*By index*: the ten minutes' fragment index, then head and fragment of the moment by `Range`, over HTTP with all checks of permission. *Whole file*: the same index, then the whole file. *Bytes* is the arrival of the last byte in a client of our own, which on the 20 Mbit/s line counts a byte only when such a line could have brought it. *Picture* is headless Chromium without a graphics card, from the wish to the presented frame (MSE, `requestVideoFrameCallback`), its line slowed by the browser's own emulation. No line delay is added.",
      ...(browser === undefined ? ["No Chromium was found: the pictures were not measured."] : []),
    ],
    figures: [
      {
        what: "opening a viewing, with its ledger entry",
        unit: "ms",
        digits: 0,
        values: found.openMs,
      },
      ...pair("bytes, full speed", fullSpeed.fragmentMs, fullSpeed.wholeMs),
      ...pair("bytes, 20 Mbit/s", at20.fragmentMs, at20.wholeMs),
      {
        what: "bytes, 20 Mbit/s: whole file, only until the moment's bytes",
        unit: "ms",
        digits: 0,
        values: at20.wholeUntilMomentMs,
      },
      ...(browser === undefined
        ? []
        : [
            ...seen("picture, full speed", browser.fullSpeed),
            ...seen("picture, 20 Mbit/s", browser.at20),
          ]),
    ],
  };
}

async function indexAndLedger(): Promise<Part> {
  const index = await benchTimeline();
  const runs: LedgerFigures[] = [];
  for (let run = 0; run < 3; run++) runs.push(await benchLedger());
  const of = (pick: (run: LedgerFigures) => number) => runs.map(pick);
  const question = (what: string, times: Times): Figure[] => [
    { what: `${what}: median`, unit: "ms", values: [times.medianMs] },
    { what: `${what}: 95th percentile`, unit: "ms", values: [times.p95Ms] },
  ];
  const perSecond = { unit: "per second", digits: 0 };
  return {
    key: "B4",
    title: "timeline of three years × 100 cameras; ledger against a hash chain per row",
    how: [
      `Index: ${index.lines.toLocaleString("en")} lesson lines, ${index.runs.toLocaleString("en")} runs, ${index.gaps.toLocaleString("en")} gaps and ${index.segments.toLocaleString("en")} segments in a real PostgreSQL, 200 random questions of each kind.`,
      `Ledger: ${runs[0]?.clients} clients act at once for 4 s while the sequencer runs; the hash chain does the same writes, but each row holds the hash of the one before, so that each waits for the last commit. Both on the same PostgreSQL with its usual durable commits. Verification reads everything from the database again.`,
    ],
    figures: [
      ...question("one lesson of four cameras", index.lesson),
      ...question("100 cameras for a day", index.dayOfAll),
      ...question("one camera for a month", index.monthOfOne),
      ...question("segments of ten minutes", index.segmentsOfTen),
      {
        what: "fragment index of an hour, from files",
        unit: "ms",
        values: [index.hourFromFilesMs],
      },
      {
        what: "fragment index of an hour, from jsonb",
        unit: "ms",
        values: [index.hourFromJsonbMs],
      },
      { what: "acts with an entry", ...perSecond, values: of((run) => run.appendsPerSecond) },
      {
        what: "the same with a hash chain",
        ...perSecond,
        values: of((run) => run.chainAppendsPerSecond),
      },
      {
        what: "acts, ledger ÷ hash chain",
        unit: "ratio",
        digits: 1,
        values: of((run) => run.appendsPerSecond / run.chainAppendsPerSecond),
        goal: { least: 1 },
      },
      {
        what: "entries sequenced and published",
        ...perSecond,
        values: of((run) => run.sequencedPerSecond),
      },
      {
        what: "entries verified in full",
        ...perSecond,
        values: of((run) => run.verifiedPerSecond),
      },
      {
        what: "rows of the hash chain verified",
        ...perSecond,
        values: of((run) => run.chainVerifiedPerSecond),
      },
      {
        what: "verified, ledger ÷ hash chain",
        unit: "ratio",
        values: of((run) => run.verifiedPerSecond / run.chainVerifiedPerSecond),
      },
      {
        what: "one inclusion proof (a hash chain has none)",
        unit: "ms",
        values: of((run) => run.proofMs),
      },
    ],
  };
}
