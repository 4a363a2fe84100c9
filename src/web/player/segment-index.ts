import type { StreamName } from "../../contract/camera.ts";
import type { PlaySegment } from "../../contract/routes/recording.ts";
import { ask, reach, address } from "../ask.ts";
import { mergeSegments } from "./fragments.ts";

const windowMs = 10 * 60_000;
const growingAgainMs = 5_000;

/** The fragment index of one camera's stream, read in windows as the clock comes near. */
export class SegmentIndex {
  readonly #viewingId: string;
  readonly #cameraId: string;
  readonly #stream: StreamName;
  #segments: readonly PlaySegment[] = [];
  #windows = new Map<
    number,
    { readonly readAtTicks: number; readonly growing: boolean } | "reading"
  >();
  readonly #jobs = new Set<Promise<void>>();
  #failure: unknown = undefined;

  constructor(of: {
    readonly viewingId: string;
    readonly cameraId: string;
    readonly stream: StreamName;
  }) {
    this.#viewingId = of.viewingId;
    this.#cameraId = of.cameraId;
    this.#stream = of.stream;
  }

  get segments(): readonly PlaySegment[] {
    return this.#segments;
  }

  /** Resolves when no answer is on its way any more. */
  async read(): Promise<void> {
    await Promise.all(this.#jobs);
  }

  get failure(): unknown {
    return this.#failure;
  }

  /** Makes sure the windows over this span are read; `growing` ones are read again after a while. */
  async cover(fromMs: number, toMs: number, growingAfterMs: number): Promise<void> {
    const first = Math.floor(fromMs / windowMs);
    const last = Math.floor(toMs / windowMs);
    const jobs: Promise<void>[] = [];
    for (let window = first; window <= last; window++) {
      if (this.#isCurrent(window)) continue;
      const job = this.#read(window, (window + 1) * windowMs > growingAfterMs);
      this.#jobs.add(job);
      void job.finally(() => this.#jobs.delete(job));
      jobs.push(job);
    }
    await Promise.all(jobs);
  }

  #isCurrent(window: number): boolean {
    const known = this.#windows.get(window);
    if (known === undefined) return false;
    return (
      known === "reading" ||
      !known.growing ||
      performance.now() - known.readAtTicks < growingAgainMs
    );
  }

  async #read(window: number, growing: boolean): Promise<void> {
    this.#windows.set(window, "reading");
    try {
      const query = {
        cameraId: this.#cameraId,
        stream: this.#stream,
        fromMs: window * windowMs,
        toMs: (window + 1) * windowMs,
      };
      const { segments } = await ask("viewing.segments", {
        params: { viewingId: this.#viewingId },
        query,
      });
      this.#segments = mergeSegments(this.#segments, segments);
      this.#windows.set(window, { readAtTicks: performance.now(), growing });
      this.#failure = undefined;
    } catch (error) {
      this.#failure = error;
      this.#windows.set(window, { readAtTicks: performance.now(), growing: true });
    }
  }
}

/** A half-open range of one segment's bytes. */
export async function segmentBytes(of: {
  readonly viewingId: string;
  readonly segmentId: string;
  readonly startByte: number;
  readonly endByte: number;
  readonly signal?: AbortSignal;
}): Promise<Uint8Array<ArrayBuffer>> {
  const url = address("viewing.bytes", {
    params: { viewingId: of.viewingId, segmentId: of.segmentId },
  });
  const headers = { range: `bytes=${of.startByte}-${of.endByte - 1}` };
  const response = await reach(
    url,
    of.signal === undefined ? { headers } : { headers, signal: of.signal },
  );
  const whole = new Uint8Array(await response.arrayBuffer());
  // A server in between may ignore the range and send everything.
  return response.status === 206 ? whole : whole.slice(of.startByte, of.endByte);
}
