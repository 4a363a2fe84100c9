import { Fault } from "../contract/faults.ts";
import { limits } from "../contract/limits.ts";
import type { Occasion } from "../contract/plan.ts";
import { gaps } from "../kernel/recording-account.ts";
import { sameOccasions } from "../kernel/recording-occasions.ts";
import { type Book, streamKey } from "./book.ts";
import type { GapOf, GapWriter } from "./gap-writer.ts";
import { type ClosedBy, OpenSegment } from "./open-segment.ts";
import type { SpoolFolders } from "./places.ts";
import type { RecorderPorts } from "./ports.ts";
import { finishSegment, markUnsafe } from "./recovery.ts";
import type { Run } from "./run.ts";
import type { Gop } from "./run-timeline.ts";

const salvageEveryMs = 5_000;
const diskPauseMs = 2_000;

interface Salvage {
  readonly folders: SpoolFolders;
  readonly segmentId: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly occasions: readonly Occasion[];
}

export interface SegmentPorts {
  readonly ports: RecorderPorts;
  readonly book: Book;
  readonly gaps: GapWriter;
  readonly of: GapOf;
}

interface Current {
  readonly segment: OpenSegment;
  readonly occasions: readonly Occasion[];
  readonly run: Run;
  syncAtMs: number;
}

/** Cuts one stream's groups of pictures into segments and seals them. */
export class Segments {
  readonly #with: SegmentPorts;
  targetMs: number = limits.segmentTargetMs;
  #open: Current | undefined;
  /** Cut, but late sound for it may still come. */
  #closing: (Current & { readonly by: ClosedBy }) | undefined;
  readonly #sealing = new Map<OpenSegment, Promise<void>>();
  #salvage: Salvage[] = [];
  #salvaging: readonly Salvage[] = [];
  #salvageAtMs = 0;
  #diskPauseToMs = 0;

  constructor(withPorts: SegmentPorts) {
    this.#with = withPorts;
  }

  get queuedBytes(): number {
    let sum =
      (this.#open?.segment.file.queuedBytes ?? 0) + (this.#closing?.segment.file.queuedBytes ?? 0);
    for (const segment of this.#sealing.keys()) sum += segment.file.queuedBytes;
    return sum;
  }

  /** From here on bytes are not sealed yet; undefined when all are. */
  get unsealedFromMs(): number | undefined {
    const segments = [this.#open?.segment, this.#closing?.segment, ...this.#sealing.keys()];
    const starts = segments.flatMap((segment) => segment?.setup.head.startMs ?? []);
    for (const { startMs } of [...this.#salvage, ...this.#salvaging]) starts.push(startMs);
    return starts.length === 0 ? undefined : Math.min(...starts);
  }

  /** Whether a group can be taken now; if not, why not. */
  refusal(gop: Gop): "disk" | "overload" | undefined {
    const { ports } = this.#with;
    const paused = ports.clock.ticks() < this.#diskPauseToMs;
    if (paused || ports.places.choose() === undefined) return "disk";
    return this.queuedBytes + gop.sizeBytes > limits.cameraQueueBytes ? "overload" : undefined;
  }

  add(gop: Gop, run: Run, occasions: readonly Occasion[]): void {
    const cut = this.#cut(gop, run, occasions);
    if (cut !== undefined) this.close(cut);
    this.#finish();
    this.#open ??= this.#begin(gop, run, occasions);
    const { segment } = this.#open;
    segment.add(gop);
    const over = occasions.some(({ endMs }) => endMs <= gop.endMs);
    if (over) this.close("occasion");
    else if (segment.durationMs >= this.targetMs) this.close("length");
  }

  /**
   * Ends the open segment. While its sound is late it waits for it, at most one group of pictures.
   */
  close(by: ClosedBy): void {
    this.#finish();
    if (this.#open === undefined) return;
    this.#closing = { ...this.#open, by };
    this.#open = undefined;
    this.soundCame();
  }

  soundCame(): void {
    if (this.#closing === undefined) return;
    const { sound } = this.#closing.run;
    if (sound === undefined || sound.reached(this.#closing.segment.endTime / 90)) this.#finish();
  }

  /** Ends everything of a run that is over. */
  end(by: ClosedBy): void {
    this.close(by);
    this.#finish();
  }

  /** Resolves when every segment that was ended is sealed or given up to a later try. */
  async sealed(): Promise<void> {
    await Promise.all(this.#sealing.values());
  }

  tick(nowMs: number): void {
    const open = this.#open;
    if (open?.segment.file.failure !== undefined) {
      this.#open = undefined;
      this.#giveUp(open, open.segment.file.failure);
    } else if (open !== undefined && nowMs >= open.syncAtMs && this.#with.ports.turns.free) {
      open.syncAtMs = nowMs + limits.syncEveryMs;
      void this.#sync(open);
    }
    if (this.#salvage.length > 0 && nowMs >= this.#salvageAtMs) {
      this.#salvageAtMs = nowMs + salvageEveryMs;
      void this.#trySalvage();
    }
  }

  #cut(gop: Gop, run: Run, occasions: readonly Occasion[]): ClosedBy | undefined {
    const open = this.#open;
    if (open === undefined) return undefined;
    if (open.run !== run || open.segment.endMs !== gop.startMs) return "disconnected";
    if (open.segment.setup.parameters !== gop.parameters) return "stream-changed";
    if (!this.#with.ports.places.hasRoom(open.segment.setup.folders)) return "disk";
    if (!sameOccasions(open.occasions, occasions)) return "occasion";
    const longer = open.segment.durationMs + (gop.endMs - gop.startMs) / 2;
    return longer > this.targetMs ? "length" : undefined;
  }

  #begin(gop: Gop, run: Run, occasions: readonly Occasion[]): Current {
    const { ports, book, of } = this.#with;
    const key = streamKey(of.cameraId, of.stream);
    const segment = new OpenSegment(ports, {
      folders: ports.places.choose() ?? ports.places.spool,
      head: {
        ...of,
        segmentId: ports.newId(),
        runId: run.runId,
        occasions: occasions.map((occasion) => ({
          kind: occasion.kind,
          id: occasion.id,
          number: book.nextNumber(key, occasion),
        })),
        startMs: gop.startMs,
      },
      parameters: gop.parameters,
      audio: run.audio,
      sound: run.sound,
      videoClock: run.videoClock,
      startTime: gop.startTime,
    });
    // At once the first time, so that a new file's name is durable early.
    return { segment, occasions, run, syncAtMs: 0 };
  }

  #finish(): void {
    const closing = this.#closing;
    if (closing === undefined) return;
    this.#closing = undefined;
    const { segment, run, by } = closing;
    segment.addTail(run.sound?.takeBefore(segment.endTime / 90) ?? []);
    const record = segment.record(by);
    const sealing = this.#seal(closing, JSON.stringify(record)).finally(() => {
      this.#sealing.delete(segment);
    });
    this.#sealing.set(segment, sealing);
  }

  async #seal(current: Current, record: string): Promise<void> {
    const { ports } = this.#with;
    const { segment } = current;
    try {
      await segment.file.written();
      if (segment.file.failure !== undefined) throw segment.file.failure;
      await ports.turns.take(() => segment.file.seal(record));
    } catch (cause) {
      await this.#failed(current, cause);
    }
  }

  async #sync(current: Current): Promise<void> {
    try {
      await this.#with.ports.turns.take(() => current.segment.file.sync());
    } catch (cause) {
      await this.#failed(current, cause);
    }
  }

  /**
   * A failed sync ends the process: nobody knows any more what is on the disk. The rest is tried
   * again.
   */
  async #failed(current: Current, cause: unknown): Promise<void> {
    const fault = cause instanceof Fault ? cause : new Fault("disk", "write_failed", { cause });
    const { segmentId } = current.segment.setup.head;
    if (fault.code !== "sync_failed") {
      this.#giveUp(current, fault);
      return;
    }
    const { ports } = this.#with;
    const at = { folders: current.segment.setup.folders, segmentId };
    await markUnsafe(ports, at, current.segment.file.syncedBytes).catch(() => undefined);
    ports.fatal(fault);
  }

  #giveUp(current: Current, fault: Fault): void {
    const { ports } = this.#with;
    const { segment, occasions } = current;
    const { segmentId, startMs } = segment.setup.head;
    ports.log.error({ segmentId, code: fault.code }, "a segment could not be written");
    const { folders } = segment.setup;
    if (fault.kind === "disk_full") ports.places.failed(folders);
    // On another disk the very next group goes on.
    const next = ports.places.choose();
    if (next === undefined || next.root === folders.root)
      this.#diskPauseToMs = ports.clock.ticks() + diskPauseMs;
    this.#salvage.push({ folders, segmentId, startMs, endMs: segment.endMs, occasions });
    this.#salvageAtMs = ports.clock.now() + diskPauseMs;
    void segment.file.abandon().catch(() => undefined);
  }

  /**
   * Seals what is whole of a segment that could not be written, and the time that is lost as a gap.
   */
  async #trySalvage(): Promise<void> {
    const { ports, of } = this.#with;
    if (this.#salvaging.length > 0) return;
    const waiting = this.#salvage;
    this.#salvage = [];
    this.#salvaging = waiting;
    for (const lost of waiting) {
      try {
        const record = await ports.turns.take(() => finishSegment(ports, lost, "disk"));
        const startMs = record?.endMs ?? lost.startMs;
        const span = { startMs, endMs: lost.endMs };
        this.#with.gaps.seal(of, gaps(lost.occasions, span, { cause: "disk", facts: {} }));
      } catch (cause) {
        ports.log.error({ segmentId: lost.segmentId, cause: String(cause) }, "not salvaged yet");
        this.#salvage.push(lost);
      }
    }
    this.#salvaging = [];
  }
}
