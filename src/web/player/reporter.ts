import { ask } from "../ask.ts";
import type { PlayedRange } from "./played.ts";

export interface Move {
  readonly toMs: number;
  readonly reason: "seek" | "speed" | "camera";
  readonly played: readonly PlayedRange[];
}

const quietMs = 700;

/**
 * Tells the house where the viewer went and what was shown. A burst of jumps (a dragged slider) is
 * one report with its last place; ranges that could not be told are kept for the next report.
 */
export class Reporter {
  readonly #viewingId: string;
  readonly #onRefused: (error: unknown) => void;
  #pending: Move | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  constructor(viewingId: string, onRefused: (error: unknown) => void) {
    this.#viewingId = viewingId;
    this.#onRefused = onRefused;
  }

  moved(move: Move): void {
    if (this.#closed) return;
    const earlier = this.#pending?.played ?? [];
    this.#pending = { ...move, played: [...earlier, ...move.played].slice(0, 200) };
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#send(), quietMs);
  }

  async #send(): Promise<void> {
    const move = this.#pending;
    this.#pending = undefined;
    if (move === undefined || this.#closed) return;
    try {
      await ask("viewing.move", {
        params: { viewingId: this.#viewingId },
        body: { ...move, played: [...move.played] },
      });
    } catch (error) {
      this.#pending ??= move;
      this.#onRefused(error);
    }
  }

  /** Also while the page goes away: the request outlives it. */
  close(played: readonly PlayedRange[]): void {
    if (this.#closed) return;
    this.#closed = true;
    clearTimeout(this.#timer);
    const all = [...(this.#pending?.played ?? []), ...played].slice(0, 200);
    void ask(
      "viewing.close",
      { params: { viewingId: this.#viewingId }, body: { played: all } },
      { keepalive: true },
    ).catch(() => undefined);
  }
}
