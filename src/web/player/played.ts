import type { StreamName } from "../../contract/camera.ts";

export interface PlayedRange {
  readonly cameraId: string;
  readonly stream: StreamName;
  readonly startMs: number;
  readonly endMs: number;
}

/** What was really shown, per camera, as whole milliseconds; taken out when it is reported. */
export class PlayedLog {
  #open = new Map<string, PlayedRange>();
  #done: PlayedRange[] = [];

  /** The clock moved from one instant to the next while this camera's picture was running. */
  shown(cameraId: string, stream: StreamName, fromMs: number, toMs: number): void {
    const startMs = Math.floor(fromMs);
    const endMs = Math.ceil(toMs);
    if (endMs <= startMs) return;
    const key = `${cameraId}/${stream}`;
    const open = this.#open.get(key);
    if (open !== undefined && startMs >= open.startMs && startMs - open.endMs <= 250) {
      this.#open.set(key, { ...open, endMs: Math.max(open.endMs, endMs) });
      return;
    }
    if (open !== undefined) this.#done.push(open);
    this.#open.set(key, { cameraId, stream, startMs, endMs });
  }

  /** Everything since the last report, at most 200 ranges at once; the rest waits for the next. */
  take(): PlayedRange[] {
    this.#done.push(...this.#open.values());
    this.#open.clear();
    return this.#done.splice(0, 200);
  }

  get waiting(): number {
    return this.#done.length + this.#open.size;
  }
}
