import type { RecorderPlan } from "../contract/plan.ts";
import { RecorderState } from "../contract/spool.ts";
import { writeSwapped } from "../platform/disk.ts";
import { Book, streamKey } from "./book.ts";
import { GapWriter } from "./gap-writer.ts";
import { type PlanFiles, watchPlan } from "./plan-file.ts";
import type { RecorderPorts } from "./ports.ts";
import { recoverPlace, recoverSpool } from "./recovery.ts";
import { type StreamPlan, StreamRecorder } from "./stream-recorder.ts";

const tickMs = 200;
const planEveryMs = 500;
const stateEveryMs = 1_000;
const gapsEveryMs = 5_000;
const bookEveryMs = 60_000;
const stateName = "state.json";

export interface RecorderOptions {
  readonly ports: RecorderPorts;
  readonly planFolder: string;
}

/** The whole recorder: follows the plan, keeps the streams, tidies the spool, tells its state. */
export class Recorder {
  readonly #ports: RecorderPorts;
  readonly #files: PlanFiles;
  readonly #book: Book;
  readonly #gaps: GapWriter;
  readonly #streams = new Map<string, StreamRecorder>();
  readonly #leaving = new Set<Promise<void>>();
  readonly #stopping = new AbortController();
  readonly #recorderId: string;
  #plan: RecorderPlan | undefined;
  #startedAtMs = 0;
  #lastAliveMs: number | undefined;
  #life: Promise<void> | undefined;
  #saving: Promise<void> = Promise.resolve();

  constructor(options: RecorderOptions) {
    this.#ports = options.ports;
    this.#files = watchPlan(this.#ports, options.planFolder);
    this.#book = new Book(this.#ports);
    this.#gaps = new GapWriter(this.#ports);
    this.#recorderId = this.#ports.newId();
  }

  /** Puts the spool in order, then records until `stop`. Resolves when recording has begun. */
  async start(): Promise<void> {
    const { clock } = this.#ports;
    this.#startedAtMs = clock.now();
    await this.#ports.disk.makeFolder(this.#ports.places.spool.root);
    await this.#ports.places.look();
    this.#lastAliveMs = await this.#readLastAlive();
    await this.#book.load();
    await recoverSpool(this.#ports, this.#book);
    await this.#lookAtPlan();
    this.#life = this.#live();
  }

  /** Ends every run, seals what is open and writes the book. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#life;
    await Promise.all([...this.#streams.values()].map((stream) => stream.stop()));
    await Promise.all(this.#leaving);
    await this.#gaps.flush();
    await this.#saveBook();
    await this.#writeState();
  }

  async #live(): Promise<void> {
    const { clock } = this.#ports;
    const due = { planMs: 0, stateMs: 0, gapsMs: 0, bookMs: clock.ticks() + bookEveryMs };
    const slow = new Slow(this.#ports);
    while (!this.#stopping.signal.aborted) {
      const ticks = clock.ticks();
      const nowMs = clock.now();
      for (const stream of this.#streams.values()) stream.tick(nowMs);
      if (ticks >= due.planMs) {
        due.planMs = ticks + planEveryMs;
        slow.start("plan", () => this.#lookAtPlan());
        slow.start("taken", () => this.#removeTaken());
      }
      if (ticks >= due.stateMs) {
        due.stateMs = ticks + stateEveryMs;
        slow.start("state", () => this.#writeState());
      }
      if (ticks >= due.bookMs) {
        due.bookMs = ticks + bookEveryMs;
        slow.start("book", () => this.#saveBook());
      }
      if (ticks >= due.gapsMs) {
        due.gapsMs = ticks + gapsEveryMs;
        if (this.#gaps.waiting > 0) slow.start("gaps", () => this.#gaps.flush());
      }
      await clock.sleep(tickMs, this.#stopping.signal);
    }
    await slow.finished();
  }

  async #lookAtPlan(): Promise<void> {
    const plan = await this.#files.plan();
    if (plan === undefined || this.#stopping.signal.aborted) return;
    this.#plan = plan;
    const wanted = new Set<string>();
    for (const camera of plan.cameras)
      for (const stream of camera.streams) {
        const { siteId, networks, segmentTargetMs } = plan;
        const key = streamKey(camera.cameraId, stream.stream);
        wanted.add(key);
        this.#adopt(key, { siteId, networks, segmentTargetMs, camera, stream });
      }
    for (const [key, stream] of this.#streams) if (!wanted.has(key)) this.#release(key, stream);
    // Gaps found in the plan first: the book says that they are answered for.
    await this.#gaps.flush();
    if (this.#gaps.waiting === 0) await this.#saveBook();
    this.#ports.log.info({ serial: plan.serial, streams: wanted.size }, "plan taken over");
  }

  #adopt(key: string, plan: StreamPlan): void {
    const known = this.#streams.get(key);
    if (known !== undefined) {
      known.replan(plan);
      return;
    }
    const nowMs = this.#ports.clock.now();
    const first = this.#life === undefined;
    const stream = new StreamRecorder({
      ports: this.#ports,
      book: this.#book,
      gaps: this.#gaps,
      plan,
      knownSinceMs: first ? (this.#lastAliveMs ?? nowMs) : nowMs,
      aliveSinceMs: this.#startedAtMs,
    });
    this.#streams.set(key, stream);
  }

  #release(key: string, stream: StreamRecorder): void {
    this.#streams.delete(key);
    const left = stream.stop().finally(() => {
      this.#book.account(key, stream.safeToMs);
      this.#leaving.delete(left);
    });
    this.#leaving.add(left);
  }

  /**
   * Frees the spool of what is in the vault. The book first: the files may hold the last numbers.
   */
  async #removeTaken(): Promise<void> {
    const taken = await this.#files.taken();
    if (taken === undefined || taken.length === 0) return;
    const { disk, places } = this.#ports;
    const wanted = new Set(taken);
    const found: string[] = [];
    for (const { sealed } of places.all)
      for (const name of await disk.list(sealed))
        if (wanted.has(name.split(".")[0] ?? "")) found.push(`${sealed}/${name}`);
    if (found.length === 0) return;
    await this.#saveBook();
    // A record goes before its bytes: what is listed is always whole.
    for (const path of found.toSorted((a, b) => rank(a) - rank(b))) await disk.remove(path);
  }

  /** One after the other: two at once would swap each other's file. */
  #saveBook(): Promise<void> {
    const saved = this.#saving.then(() => this.#saveBookNow());
    this.#saving = saved.catch(() => undefined);
    return saved;
  }

  async #saveBookNow(): Promise<void> {
    let completeToMs = this.#ports.clock.now();
    for (const [key, stream] of this.#streams) {
      this.#book.account(key, stream.safeToMs);
      completeToMs = Math.min(completeToMs, stream.safeToMs);
    }
    if (this.#leaving.size > 0) completeToMs = this.#book.completeToMs;
    const occasions = this.#plan?.cameras.flatMap((camera) => camera.occasions) ?? [];
    await this.#book.save(new Set(occasions.map((occasion) => occasion.id)), completeToMs);
  }

  /** An overflow whose disk was put in late may hold what an earlier life left. */
  async #lookAtPlaces(): Promise<void> {
    const { places } = this.#ports;
    const { overflowCame } = await places.look();
    if (overflowCame && places.overflow !== undefined)
      await recoverPlace(this.#ports, places.overflow, new Book(this.#ports));
  }

  async #writeState(): Promise<void> {
    await this.#lookAtPlaces();
    const nowMs = this.#ports.clock.now();
    const { places, disk } = this.#ports;
    const problem = this.#files.problem();
    const overflow = places.state();
    const state: RecorderState = {
      version: 1,
      recorderId: this.#recorderId,
      startedAtMs: this.#startedAtMs,
      writtenAtMs: nowMs,
      planSerial: this.#plan?.serial ?? 0,
      ...(problem === undefined ? {} : { planProblem: problem }),
      spoolFreeBytes: places.spoolFreeBytes,
      ...(overflow === undefined ? {} : { overflow }),
      ...(places.choose() === undefined ? { full: true } : {}),
      cameras: [...this.#streams.values()].map((stream) => stream.state(nowMs)),
    };
    const text = JSON.stringify(state);
    try {
      await writeSwapped(disk, { folder: places.spool.root, name: stateName }, text);
    } catch (cause) {
      if (places.overflow === undefined) throw cause;
      await writeSwapped(disk, { folder: places.overflow.root, name: stateName }, text);
    }
  }

  async #readLastAlive(): Promise<number | undefined> {
    const { places, disk } = this.#ports;
    let lastMs: number | undefined;
    for (const { root } of places.all) {
      const bytes = await disk.read(`${root}/${stateName}`);
      const state = bytes && parseState(new TextDecoder().decode(bytes));
      if (state !== undefined) lastMs = Math.max(lastMs ?? 0, state.writtenAtMs);
    }
    return lastMs;
  }
}

function parseState(text: string): RecorderState | undefined {
  try {
    return RecorderState.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/**
 * Work on the side that must neither overlap itself nor end the recorder when the disk refuses it.
 */
class Slow {
  readonly #ports: RecorderPorts;
  readonly #running = new Map<string, Promise<void>>();

  constructor(ports: RecorderPorts) {
    this.#ports = ports;
  }

  start(name: string, task: () => Promise<void>): void {
    if (this.#running.has(name)) return;
    const running = task()
      .catch((cause: unknown) => {
        this.#ports.log.error({ task: name, cause: String(cause) }, "a task on the spool failed");
      })
      .finally(() => void this.#running.delete(name));
    this.#running.set(name, running);
  }

  async finished(): Promise<void> {
    await Promise.all(this.#running.values());
  }
}

function rank(path: string): number {
  return path.endsWith(".json") ? 0 : 1;
}
