import { Fault } from "../contract/faults.ts";
import { GapRecord } from "../contract/spool.ts";
import type { Gap } from "../kernel/recording-account.ts";
import { writeWhole } from "../platform/disk.ts";
import type { RecorderPorts } from "./ports.ts";

export type GapOf = Pick<GapRecord, "siteId" | "cameraId" | "label" | "stream">;

/** Seals gaps one after the other. What the disk refuses stays in memory and is tried again. */
export class GapWriter {
  readonly #ports: RecorderPorts;
  #waiting: GapRecord[] = [];
  #writing: Promise<void> = Promise.resolve();

  constructor(ports: RecorderPorts) {
    this.#ports = ports;
  }

  /** Gaps not sealed yet: time is missing that the disk does not know of. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** The earliest start of a stream's gaps that are not sealed yet. */
  unsealedFromMs(of: GapOf): number | undefined {
    const mine = (gap: GapRecord) => gap.cameraId === of.cameraId && gap.stream === of.stream;
    const starts = this.#waiting.filter(mine).map((gap) => gap.startMs);
    return starts.length === 0 ? undefined : Math.min(...starts);
  }

  seal(of: GapOf, gaps: readonly Gap[]): void {
    for (const gap of gaps) {
      const occasions = gap.occasions.map(({ kind, id }) => ({ kind, id }));
      const { startMs, endMs, cause, facts } = gap;
      const whole = { version: 1, gapId: this.#ports.newId(), ...of, occasions };
      this.#waiting.push(GapRecord.parse({ ...whole, startMs, endMs, cause, facts }));
      this.#ports.log.warn(
        { cameraId: of.cameraId, stream: of.stream, startMs, endMs, cause },
        "gap",
      );
    }
    if (gaps.length > 0) void this.flush();
  }

  /** Resolves when everything waiting was tried. */
  flush(): Promise<void> {
    this.#writing = this.#writing.then(() => this.#writeAll());
    return this.#writing;
  }

  async #writeAll(): Promise<void> {
    for (let gap = this.#waiting[0]; gap !== undefined; gap = this.#waiting[0]) {
      try {
        const text = JSON.stringify(gap);
        await this.#ports.turns.take(() => this.#write(`${gap.gapId}.gap.json`, text));
        this.#waiting.shift();
      } catch (cause) {
        const fault = cause instanceof Fault ? cause : new Fault("disk", "write_failed", { cause });
        if (fault.code === "sync_failed") this.#ports.fatal(fault);
        this.#ports.log.error({ code: fault.code }, "a gap could not be sealed yet");
        return;
      }
    }
  }

  /** The spool's reserve is for gaps; where even that is gone they go beside the segments. */
  async #write(name: string, text: string): Promise<void> {
    const { places, disk } = this.#ports;
    const [spool, overflow] = [places.spool, places.overflow];
    try {
      await writeWhole(disk, { folder: spool.sealed, name }, text);
    } catch (cause) {
      const full = cause instanceof Fault && cause.kind === "disk_full";
      if (!full || overflow === undefined) throw cause;
      places.failed(spool);
      await writeWhole(disk, { folder: overflow.sealed, name }, text);
    }
  }
}
