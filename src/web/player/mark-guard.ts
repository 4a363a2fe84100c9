import type { MarkHarm } from "../../contract/looking.ts";

const lookEveryMs = 400;
/** One slip of layout while the page turns is no harm; two looks in a row are. */
const harmedLooks = 2;

/**
 * Watches that the watermarks lie over the picture: present, visible, as large as it. Tells once of the
 * first harm; what is shown is then stopped by whoever listens. A deterrent: who rewrites the page's
 * code can defeat it, and has left the entry of the viewing all the same (S0-14.1).
 */
export class MarkGuard {
  readonly #frame: HTMLElement;
  readonly #onHarm: (harm: MarkHarm) => void;
  readonly #timer: ReturnType<typeof setInterval>;
  readonly #observer: MutationObserver;
  #harmed = 0;
  #told = false;

  constructor(frame: HTMLElement, onHarm: (harm: MarkHarm) => void) {
    this.#frame = frame;
    this.#onHarm = onHarm;
    this.#timer = setInterval(() => this.#look(), lookEveryMs);
    this.#observer = new MutationObserver((changes) => {
      if (changes.some(({ removedNodes }) => [...removedNodes].some(isMark))) this.#tell("removed");
    });
    this.#observer.observe(frame, { childList: true, subtree: true });
  }

  close(): void {
    clearInterval(this.#timer);
    this.#observer.disconnect();
  }

  #look(): void {
    const harm = harmOf(this.#frame);
    this.#harmed = harm === undefined ? 0 : this.#harmed + 1;
    if (harm !== undefined && this.#harmed >= harmedLooks) this.#tell(harm);
  }

  #tell(harm: MarkHarm): void {
    // A frame that left the page as a whole takes its watermark with it.
    if (this.#told || !this.#frame.isConnected) return;
    this.#told = true;
    this.close();
    this.#onHarm(harm);
  }
}

function isMark(node: Node): boolean {
  return node instanceof Element && node.matches("[data-mark]");
}

/** What is wrong with the watermarks of a frame; undefined while all is well. */
function harmOf(frame: HTMLElement): MarkHarm | undefined {
  const picture = frame.querySelector("video");
  if (picture === null || !frame.isConnected || document.hidden) return undefined;
  const marks = [...frame.querySelectorAll("[data-mark]")];
  if (marks.length < 2) return "removed";
  if (marks.some((mark) => isHidden(mark, frame))) return "hidden";
  const shown = picture.getBoundingClientRect();
  const dense = frame.querySelector("[data-mark=dense]")?.getBoundingClientRect();
  if (dense === undefined) return "removed";
  const slackPixels = 4;
  const covers =
    dense.left <= shown.left + slackPixels &&
    dense.top <= shown.top + slackPixels &&
    dense.right >= shown.right - slackPixels &&
    dense.bottom >= shown.bottom - slackPixels;
  return covers ? undefined : "resized";
}

function isHidden(mark: Element, frame: Element): boolean {
  for (let at: Element | null = mark; at !== null && at !== frame; at = at.parentElement) {
    const style = getComputedStyle(at);
    if (style.display === "none" || style.visibility !== "visible") return true;
    if (Number(style.opacity) < 0.95 || style.filter !== "none") return true;
    if (style.clipPath !== "none" || style.maskImage !== "none") return true;
  }
  return Number(getComputedStyle(mark).zIndex) < 3;
}
