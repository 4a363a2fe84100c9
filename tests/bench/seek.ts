import http from "node:http";
import { PlaySegment, ViewingOpened } from "../../src/contract/routes/recording.ts";
import { systemClock } from "../../src/platform/clock.ts";
import { drawSecret } from "../../src/platform/random.ts";
import { startHouse } from "../fixture/running-house.ts";
import { type BrowserFigures, seekInBrowser } from "./seek-browser.ts";
import {
  type Moment,
  type Year,
  furnishYear,
  bytesAddress,
  isWhole,
  segmentsAddress,
  teacherLogin,
} from "./year.ts";

/** B3: from the wish to see a random moment of a year to the bytes, or the picture, of that moment. */
export interface SeekFigures {
  readonly segments: number;
  readonly lessons: number;
  readonly segmentBytes: number;
  /** Opening a viewing: decided, entered in the ledger, committed. Once a lesson, not once a seek. */
  readonly openMs: readonly number[];
  readonly fullSpeed: Arrivals;
  readonly at20: Arrivals;
  readonly browser: BrowserFigures | undefined;
}

/** Milliseconds, one for each moment. */
export interface Arrivals {
  /** Index, head and the one fragment of the moment. */
  readonly fragmentMs: readonly number[];
  /** Index, then the file of 60 s to its last byte. */
  readonly wholeMs: readonly number[];
  /** The same transfer, but only until the moment's own bytes have come. */
  readonly wholeUntilMomentMs: readonly number[];
}

const lineBitsPerSecond = 20_000_000;
const kbps = 4_000;
const lateMs = 100;
const counts = { fragment: 60, whole: 20, slowFragment: 20, slowWhole: 8, browser: 46 } as const;

export async function benchSeek(options: { seed: number; browser: boolean }): Promise<SeekFigures> {
  await using house = await startHouse({ segmentTargetMs: 60_000, roundEveryMs: 60_000 });
  const supervisor = house.pids().supervisor;
  const dieWithUs = () => void process.kill(supervisor, "SIGTERM");
  process.once("exit", dieWithUs);
  try {
    const password = drawSecret(16);
    const client = house.client();
    const total = Object.values(counts).reduce((sum, each) => sum + each, 0);
    const year = await furnishYear(client, {
      root: house.root,
      password,
      moments: total,
      kbps,
      seed: options.seed,
    });
    const teacher = house.client();
    await teacher.call("sign-in.open", {
      body: { login: teacherLogin, password: year.oneTimeSecret },
    });
    await teacher.call("me.change-secret", {
      body: { current: year.oneTimeSecret, next: password },
    });
    await teacher.call("notice.accept", { body: { version: 1 } });
    const line = { origin: house.origin, cookie: teacher.cookie(), cameraId: year.cameraId };
    const next = taker(year.moments);
    const opened: number[] = [];
    const open = async (moments: readonly Moment[]) => {
      const views: View[] = [];
      for (const moment of moments) {
        const start = performance.now();
        views.push({ moment, viewingId: await openViewing(teacher, moment) });
        opened.push(performance.now() - start);
      }
      return views;
    };
    const full = await arrivals(line, {
      fragment: await open(next(counts.fragment)),
      whole: await open(next(counts.whole)),
      slow: false,
    });
    const slow = await arrivals(line, {
      fragment: await open(next(counts.slowFragment)),
      whole: await open(next(counts.slowWhole)),
      slow: true,
    });
    const browser = options.browser
      ? await inBrowser(house, { year, password, moments: next(counts.browser) })
      : undefined;
    const { segments, lessons, segmentBytes } = year;
    return {
      segments,
      lessons,
      segmentBytes,
      openMs: opened,
      fullSpeed: full,
      at20: slow,
      browser,
    };
  } finally {
    process.off("exit", dieWithUs);
  }
}

interface View {
  readonly moment: Moment;
  readonly viewingId: string;
}

type House = Awaited<ReturnType<typeof startHouse>>;

/** The last part: its sign-in takes the place of the one above. */
async function inBrowser(
  house: House,
  of: { year: Year; password: string; moments: readonly Moment[] },
): Promise<BrowserFigures | undefined> {
  const client = house.client();
  await client.call("sign-in.open", { body: { login: teacherLogin, password: of.password } });
  await client.call("notice.accept", { body: { version: 1 } });
  const views: View[] = [];
  for (const moment of of.moments)
    views.push({ moment, viewingId: await openViewing(client, moment) });
  return seekInBrowser({
    origin: house.origin,
    cookie: client.cookie(),
    cameraId: of.year.cameraId,
    views,
  });
}

async function openViewing(client: ReturnType<House["client"]>, moment: Moment): Promise<string> {
  const answer = await client.call("viewing.open", {
    body: { lessonId: moment.lessonId, purpose: null },
  });
  return ViewingOpened.parse(answer).viewingId;
}

function taker<T>(all: readonly T[]): (count: number) => readonly T[] {
  let at = 0;
  return (count) => all.slice(at, (at += count));
}

interface Line {
  readonly origin: string;
  readonly cookie: string;
  readonly cameraId: string;
}

async function arrivals(
  line: Line,
  of: { fragment: readonly View[]; whole: readonly View[]; slow: boolean },
): Promise<Arrivals> {
  const fragmentMs: number[] = [];
  for (const view of of.fragment) fragmentMs.push(await seekByIndex(new Wire(line, of.slow), view));
  // A slow transfer leaves the machine idle: four of them, each on a line of its own, go side by side.
  const whole: { allMs: number; momentMs: number }[] = [];
  const width = of.slow ? 4 : 1;
  for (let at = 0; at < of.whole.length; at += width) {
    const some = of.whole.slice(at, at + width);
    whole.push(
      ...(await Promise.all(some.map((view) => fetchWhole(new Wire(line, of.slow), view)))),
    );
  }
  return {
    fragmentMs,
    wholeMs: whole.map((one) => one.allMs),
    wholeUntilMomentMs: whole.map((one) => one.momentMs),
  };
}

async function seekByIndex(wire: Wire, view: View): Promise<number> {
  const start = performance.now();
  const { segment, fragment } = await wire.find(view);
  const [head, bytes] = await Promise.all([
    wire.bytes(view, segment, { startByte: 0, endByte: segment.init.sizeBytes }),
    wire.bytes(view, segment, {
      startByte: fragment.offsetBytes,
      endByte: fragment.offsetBytes + fragment.sizeBytes,
    }),
  ]);
  const took = performance.now() - start;
  wire.close();
  if (!isWhole(head, segment.init.sha256) || !isWhole(bytes, fragment.sha256))
    throw new Error("other bytes than sealed");
  return took;
}

async function fetchWhole(wire: Wire, view: View): Promise<{ allMs: number; momentMs: number }> {
  const start = performance.now();
  const { segment, fragment } = await wire.find(view);
  let momentMs = 0;
  let got = 0;
  const onPart = (size: number) => {
    got += size;
    if (momentMs === 0 && got >= fragment.offsetBytes + fragment.sizeBytes)
      momentMs = performance.now() - start;
  };
  const bytes = await wire.bytes(
    view,
    segment,
    { startByte: 0, endByte: segment.sizeBytes },
    onPart,
  );
  const allMs = performance.now() - start;
  wire.close();
  const part = bytes.subarray(fragment.offsetBytes, fragment.offsetBytes + fragment.sizeBytes);
  if (bytes.length !== segment.sizeBytes || !isWhole(part, fragment.sha256))
    throw new Error("other bytes than sealed");
  return { allMs, momentMs };
}

/** One viewer's line to the house: kept-alive connections that share one rate when it is slow. */
class Wire {
  readonly #line: Line;
  readonly #slow: boolean;
  readonly #agent = new http.Agent({ keepAlive: true });
  #freeAt = 0;

  constructor(line: Line, slow: boolean) {
    this.#line = line;
    this.#slow = slow;
  }

  close(): void {
    this.#agent.destroy();
  }

  /** The index of the ten minutes around the moment, as the player asks for it. */
  async find({ moment, viewingId }: View) {
    const query = { cameraId: this.#line.cameraId, atMs: moment.atMs };
    const text = await this.#get(segmentsAddress(viewingId, query), {});
    const segments = PlaySegment.array().parse(JSON.parse(text.toString()).segments);
    const segment = segments.find((one) => one.startMs <= moment.atMs && moment.atMs < one.endMs);
    const fragment = segment?.fragments.findLast(
      (one) => segment.startMs + one.atMs <= moment.atMs,
    );
    if (segment === undefined || fragment === undefined)
      throw new Error("the moment is not in the index");
    return { segment, fragment };
  }

  bytes(
    view: View,
    segment: PlaySegment,
    part: { startByte: number; endByte: number },
    onPart?: (size: number) => void,
  ): Promise<Buffer> {
    const range = `bytes=${part.startByte}-${part.endByte - 1}`;
    return this.#get(bytesAddress(view.viewingId, segment.segmentId), { range }, onPart);
  }

  async #get(
    path: string,
    headers: Record<string, string>,
    onPart?: (size: number) => void,
  ): Promise<Buffer> {
    const { origin, cookie } = this.#line;
    const answer = await new Promise<http.IncomingMessage>((resolve, reject) => {
      const options = { agent: this.#agent, headers: { ...headers, cookie, origin } };
      http.get(new URL(path, origin), options, resolve).once("error", reject);
    });
    this.#freeAt = Math.max(this.#freeAt, performance.now());
    const parts: Buffer[] = [];
    for await (const part of answer) {
      if (!Buffer.isBuffer(part)) continue;
      await this.#pace(part.length);
      onPart?.(part.length);
      parts.push(part);
    }
    const body = Buffer.concat(parts);
    if (answer.statusCode !== 200 && answer.statusCode !== 206)
      throw new Error(`${path} answered ${answer.statusCode}: ${body.toString().slice(0, 300)}`);
    return body;
  }

  /** A part counts as come only when a line of this rate could have brought it. */
  async #pace(sizeBytes: number): Promise<void> {
    if (!this.#slow) return;
    const now = performance.now();
    // While we slept too long the line went on: what it could bring meanwhile is not lost.
    this.#freeAt = Math.max(this.#freeAt, now - lateMs) + (sizeBytes * 8_000) / lineBitsPerSecond;
    if (this.#freeAt - now > 1) await systemClock.sleep(this.#freeAt - now);
  }
}
