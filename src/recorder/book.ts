import { z } from "zod";
import { StreamName } from "../contract/camera.ts";
import { Fault } from "../contract/faults.ts";
import { Id, Ms } from "../contract/ids.ts";
import type { Occasion } from "../contract/plan.ts";
import type { Span } from "../kernel/recording-occasions.ts";
import { writeWhole } from "../platform/disk.ts";
import type { RecorderPorts } from "./ports.ts";

const KnownOccasion = z.strictObject({
  id: Id,
  /** Last number given to a segment of it. */
  number: z.int().min(0),
  /** Its span as far as this recorder has answered for it. */
  startMs: Ms,
  endMs: Ms,
});
const BookPage = z.strictObject({
  cameraId: Id,
  stream: StreamName,
  accountedToMs: Ms,
  occasions: z.array(KnownOccasion),
});
/** `spool/numbers.json`: what must outlive the sealed files that the server has taken. */
const BookForm = z.strictObject({
  version: z.literal(1),
  /** Every record of a span that ended before this is reflected here. */
  completeToMs: Ms,
  pages: z.array(BookPage),
});

interface Page {
  accountedToMs: number;
  found: Span[];
  readonly occasions: Map<string, { number: number; startMs: number; endMs: number }>;
}

const bookName = "numbers.json";

/** An occasion is forgotten this long after its end, when the plan no longer names it. */
const forgetAfterMs = 7 * 86_400_000;

/** Remembers per camera and stream how far time is accounted for, and the numbers given. */
export class Book {
  readonly #ports: RecorderPorts;
  readonly #pages = new Map<string, Page>();
  #saved = "";
  /** What the saved book says of itself; 0 without one. */
  completeToMs = 0;

  constructor(ports: RecorderPorts) {
    this.#ports = ports;
  }

  /** Reads what was saved; an unreadable book counts as none, the spool itself tells the rest. */
  async load(): Promise<void> {
    const { disk, places } = this.#ports;
    // While the spool's disk is full the newer one lies in the overflow.
    const beside = places.overflow && (await disk.read(`${places.overflow.root}/${bookName}`));
    const bytes = beside ?? (await disk.read(`${places.spool.root}/${bookName}`));
    if (bytes === undefined) return;
    try {
      const form = BookForm.parse(JSON.parse(new TextDecoder().decode(bytes)));
      for (const { cameraId, stream, accountedToMs, occasions } of form.pages) {
        const known = occasions.map(({ id, ...rest }) => [id, rest] as const);
        const page = { accountedToMs, found: [], occasions: new Map(known) };
        this.#pages.set(streamKey(cameraId, stream), page);
      }
      this.completeToMs = form.completeToMs;
    } catch (cause) {
      this.#ports.log.error({ cause: String(cause) }, "numbers.json cannot be read");
    }
  }

  /** A segment or gap that lies in the spool at the start. */
  found(key: string, span: Span): void {
    this.#page(key).found.push({ startMs: span.startMs, endMs: span.endMs });
  }

  /**
   * Where a stream goes on after a start: the end of what is accounted for, and the spans before it
   * that are not, because a power cut took a segment's bytes but not the record of what came later.
   */
  resume(
    key: string,
    knownSinceMs: number,
  ): { readonly toMs: number; readonly holes: readonly Span[] } {
    const page = this.#page(key);
    const found = page.found.toSorted((a, b) => a.startMs - b.startMs);
    page.found = [];
    let toMs = page.accountedToMs || found[0]?.startMs || knownSinceMs;
    const holes: Span[] = [];
    for (const span of found) {
      if (span.startMs > toMs) holes.push({ startMs: toMs, endMs: span.startMs });
      toMs = Math.max(toMs, span.endMs);
    }
    page.accountedToMs = holes[0]?.startMs ?? toMs;
    return { toMs, holes };
  }

  /** Time up to here is in sealed segments and gaps of this stream. */
  account(key: string, toMs: number): void {
    const page = this.#page(key);
    page.accountedToMs = Math.max(page.accountedToMs, toMs);
  }

  /** A record in the spool names this occasion: a number is taken, its span is answered for. */
  met(key: string, occasion: { readonly id: string; readonly number?: number | undefined }): void {
    const page = this.#page(key);
    const known = page.occasions.get(occasion.id);
    const number = Math.max(known?.number ?? 0, occasion.number ?? 0);
    const span = known ?? { startMs: 0, endMs: 0 };
    page.occasions.set(occasion.id, { ...span, number });
  }

  /**
   * Takes an occasion of the plan into account and returns the parts of its span that are new here.
   * One met in the spool before its span was known counts as answered for.
   */
  claim(key: string, occasion: Occasion): readonly Span[] {
    const { startMs, endMs } = occasion;
    const page = this.#page(key);
    const known = page.occasions.get(occasion.id);
    if (known?.startMs === startMs && known.endMs === endMs) return [];
    page.occasions.set(occasion.id, { number: known?.number ?? 0, startMs, endMs });
    if (known === undefined) return [{ startMs, endMs }];
    if (known.endMs === 0) return [];
    const before = { startMs, endMs: Math.min(known.startMs, endMs) };
    const after = { startMs: Math.max(known.endMs, startMs), endMs };
    return [before, after].filter((span) => span.endMs > span.startMs);
  }

  nextNumber(key: string, occasion: { readonly id: string }): number {
    const page = this.#page(key);
    const known = page.occasions.get(occasion.id) ?? { number: 0, startMs: 0, endMs: 0 };
    const number = known.number + 1;
    page.occasions.set(occasion.id, { ...known, number });
    return number;
  }

  /**
   * Writes the book durably when it has changed. `completeToMs`: what is sealed and ended before is
   * accounted for in it.
   */
  async save(planned: ReadonlySet<string>, completeToMs: number): Promise<void> {
    const nowMs = this.#ports.clock.now();
    const pages = [...this.#pages].map(([key, page]) => {
      const [cameraId, stream] = key.split("/");
      const occasions = [...page.occasions]
        .filter(
          ([id, { endMs }]) => planned.has(id) || endMs > nowMs - forgetAfterMs || endMs === 0,
        )
        .map(([id, rest]) => ({ id, ...rest }));
      return { cameraId, stream, accountedToMs: page.accountedToMs, occasions };
    });
    // Records of a stream that no plan has named yet are only in the spool.
    const unheard = [...this.#pages.values()].some((page) => page.found.length > 0);
    const complete = unheard ? this.completeToMs : completeToMs;
    const text = JSON.stringify(pages);
    if (text === this.#saved) return;
    const form = BookForm.parse({ version: 1, completeToMs: complete, pages });
    await this.#write(JSON.stringify(form));
    this.#saved = text;
  }

  async #write(text: string): Promise<void> {
    const { disk, places } = this.#ports;
    const { overflow, spool } = places;
    try {
      await writeWhole(disk, { folder: spool.root, name: bookName }, text);
      if (overflow !== undefined) await disk.remove(`${overflow.root}/${bookName}`);
    } catch (cause) {
      const full = cause instanceof Fault && cause.kind === "disk_full";
      if (!full || overflow === undefined) throw cause;
      await writeWhole(disk, { folder: overflow.root, name: bookName }, text);
    }
  }

  #page(key: string): Page {
    const known = this.#pages.get(key);
    if (known !== undefined) return known;
    const page = { accountedToMs: 0, found: [], occasions: new Map() };
    this.#pages.set(key, page);
    return page;
  }
}

export function streamKey(cameraId: string, stream: string): string {
  return `${cameraId}/${stream}`;
}
