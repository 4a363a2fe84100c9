import {
  type DetectionFacts,
  type DetectionKind,
  type WatchLevel,
  detectionKinds,
} from "../../contract/detection.ts";
import { flapHoldMs, flapTimes, patienceOf } from "../../kernel/detection/patience.ts";
import {
  type Lasting,
  type Looked,
  goingOn,
  isDoubtful,
  nothing,
  stepLasting,
} from "../../kernel/detection/persistence.ts";
import type { GreyPicture } from "../../kernel/detection/picture-figures.ts";
import type { PictureReference } from "../../kernel/detection/picture-reference.ts";
import { type UsualRate, rateUnknown } from "../../kernel/detection/judge-stream.ts";
import type { House } from "../../platform/house.ts";
import type { KeyPicture } from "../../platform/picture-decoder.ts";
import { type KnownEvent, beginEvent, endEvent, settleFor } from "./events.ts";

export interface Seen extends Looked {
  readonly facts: DetectionFacts;
  readonly snapshot: () => Promise<Uint8Array | undefined>;
}

/** Everything the watch remembers of one camera. */
export class WatchedCamera {
  readonly cameraId: string;
  usual: UsualRate = rateUnknown;
  known: PictureReference;
  /** Since when its reference was not written down. */
  unsavedSinceMs: number | undefined;
  last: GreyPicture | undefined;
  lastKey: KeyPicture | undefined;
  lastPlace: string | undefined;
  lookDueMs = 0;
  soundDueMs = 0;
  lookedAtMs: number | null = null;
  recordingSinceMs: number | undefined;
  level: WatchLevel = "idle";
  readonly blind = new Set<DetectionKind>();
  readonly #lasting = new Map<DetectionKind, Lasting>();
  readonly #events = new Map<DetectionKind, KnownEvent>();
  /** Its incident goes on although nobody looked: the first look that is well settles it. */
  readonly #owed = new Set<DetectionKind>();
  #turn: Promise<void> = Promise.resolve();

  constructor(cameraId: string, known: PictureReference, events: readonly KnownEvent[]) {
    this.cameraId = cameraId;
    this.known = known;
    for (const event of events) {
      this.#events.set(event.kind, event);
      if (event.ended_at_ms === null) this.#lasting.set(event.kind, goingOn(0));
      else if (event.ending === "unwatched") this.#owed.add(event.kind);
    }
  }

  active(kind: DetectionKind): boolean {
    return this.#lasting.get(kind)?.active === true;
  }

  doubts(kinds: readonly DetectionKind[]): boolean {
    return kinds.some((kind) => isDoubtful(this.#lasting.get(kind)));
  }

  get wrong(): DetectionKind[] {
    return detectionKinds.filter((kind) => this.active(kind));
  }

  /** One look at one kind. What cannot be entered now is seen again at the next look. */
  see(house: House, kind: DetectionKind, seen: Seen): Promise<void> {
    return this.#inTurn(() => this.#see(house, kind, seen));
  }

  /** The recording is over: what goes on is no longer watched. */
  leave(house: House): Promise<void> {
    const rests = this.level === "idle" && this.wrong.length === 0;
    return rests ? Promise.resolve() : this.#inTurn(() => this.#leave(house));
  }

  /** Streams and pictures are looked at side by side; what is remembered changes in one line. */
  #inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => undefined);
    return done;
  }

  async #see(house: House, kind: DetectionKind, seen: Seen): Promise<void> {
    const state = this.#lasting.get(kind) ?? nothing;
    const event = this.#events.get(kind);
    if (seen.sight === "well" && this.#owed.has(kind)) {
      await settleFor(house, { kind, camera_id: this.cameraId });
      this.#owed.delete(kind);
    }
    const patience = patienceOf[kind];
    const flaps = (event?.times ?? 0) >= flapTimes && state.active;
    const step = stepLasting(state, seen, flaps ? { ...patience, wellMs: flapHoldMs } : patience);
    if (step.turned === "began") await this.#begin(house, { kind, seen, event, since: step.state });
    if (step.turned === "ended" && event !== undefined)
      this.#events.set(kind, await endEvent(house, event, "recovered"));
    this.#lasting.set(kind, step.state);
  }

  async #leave(house: House): Promise<void> {
    for (const kind of this.wrong) {
      const event = this.#events.get(kind);
      if (event !== undefined) {
        this.#events.set(kind, await endEvent(house, event, "unwatched"));
        this.#owed.add(kind);
      }
      this.#lasting.delete(kind);
    }
    this.#lasting.clear();
    this.last = undefined;
    this.lastPlace = undefined;
    this.recordingSinceMs = undefined;
    this.level = "idle";
    this.blind.clear();
  }

  async #begin(
    house: House,
    about: {
      readonly kind: DetectionKind;
      readonly seen: Seen;
      readonly event: KnownEvent | undefined;
      readonly since: Lasting;
    },
  ): Promise<void> {
    const { kind, seen, event, since } = about;
    const { facts, snapshot } = seen;
    const noticed = { kind, cameraId: this.cameraId, beganAtMs: since.sinceMs, facts, snapshot };
    const begun = await beginEvent(house, noticed, event);
    if (begun !== undefined) this.#events.set(kind, begun);
    this.#owed.delete(kind);
  }
}
