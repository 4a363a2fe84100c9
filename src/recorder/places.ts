import { Fault } from "../contract/faults.ts";
import { limits } from "../contract/limits.ts";
import type { OverflowState } from "../contract/spool.ts";
import type { Clock } from "../platform/clock.ts";
import type { Disk } from "../platform/disk.ts";
import type { Log } from "../platform/log.ts";

const pauseFirstMs = 60_000;
const pauseLongestMs = 3_600_000;

export interface SpoolFolders {
  readonly root: string;
  readonly open: string;
  readonly sealed: string;
}

export function spoolFolders(root: string): SpoolFolders {
  return { root, open: `${root}/open`, sealed: `${root}/sealed` };
}

export interface PlacesSetup {
  readonly disk: Disk;
  readonly clock: Clock;
  readonly log: Log;
  readonly spool: SpoolFolders;
  readonly overflow?: SpoolFolders | undefined;
  /** Where the overflow's disk is mounted: the operator's own folder, never made by us. */
  readonly overflowMount?: string | undefined;
  readonly reserveBytes?: number;
}

/**
 * Where segments go: into the spool, and into the overflow on another disk while the spool's disk is
 * full. A place that was left is used again when it has twice its reserve, so that nothing flutters.
 */
export class Places {
  readonly #setup: PlacesSetup;
  readonly #reserveBytes: number;
  #spoolFreeBytes = Number.MAX_SAFE_INTEGER;
  #overflowFreeBytes = 0;
  #left = false;
  #backAtTicks = 0;
  #pauseMs = pauseFirstMs;
  #seen = false;
  #problem: OverflowState["problem"];

  constructor(setup: PlacesSetup) {
    this.#setup = setup;
    this.#reserveBytes = setup.reserveBytes ?? limits.spoolReserveBytes;
  }

  get spool(): SpoolFolders {
    return this.#setup.spool;
  }

  get spoolFreeBytes(): number {
    return this.#spoolFreeBytes;
  }

  /** The overflow, while it can be written to or has something to be read. */
  get overflow(): SpoolFolders | undefined {
    return this.#problem === undefined ? this.#setup.overflow : undefined;
  }

  /** Every place that can be reached, the spool first. */
  get all(): readonly SpoolFolders[] {
    return this.overflow === undefined ? [this.spool] : [this.spool, this.overflow];
  }

  /** Where the next bytes go; undefined when there is room nowhere. */
  choose(): SpoolFolders | undefined {
    return this.all.find((folders) => this.hasRoom(folders));
  }

  hasRoom(folders: SpoolFolders): boolean {
    if (folders.root === this.spool.root) return !this.#left;
    return this.#problem === undefined && this.#overflowFreeBytes > this.#reserveBytes;
  }

  /** A write was refused there. Until the next look nothing more is tried in that place. */
  failed(folders: SpoolFolders): void {
    if (folders.root !== this.spool.root) this.#overflowFreeBytes = 0;
    else if (!this.#left) {
      this.#leave();
      // A quota refuses where figures show room: it is asked again ever more rarely.
      this.#backAtTicks = this.#setup.clock.ticks() + this.#pauseMs;
      this.#pauseMs = Math.min(2 * this.#pauseMs, pauseLongestMs);
    }
  }

  /** Looks at both disks. Tells whether the overflow can be reached now and could not before. */
  async look(): Promise<{ readonly overflowCame: boolean }> {
    const { disk, spool } = this.#setup;
    this.#spoolFreeBytes = await disk.freeBytes(spool.root);
    if (!this.#left && this.#spoolFreeBytes <= this.#reserveBytes) this.#leave();
    else if (this.#left && this.#mayReturn()) this.#return();
    return { overflowCame: await this.#lookAtOverflow() };
  }

  state(): OverflowState | undefined {
    if (this.#setup.overflow === undefined) return undefined;
    return {
      folder: this.#setup.overflow.root,
      freeBytes: this.#overflowFreeBytes,
      inUse: this.#left,
      ...(this.#problem === undefined ? {} : { problem: this.#problem }),
    };
  }

  #mayReturn(): boolean {
    const rested = this.#setup.clock.ticks() >= this.#backAtTicks;
    return rested && this.#spoolFreeBytes > 2 * this.#reserveBytes;
  }

  #leave(): void {
    this.#left = true;
    this.#setup.log.error({ freeBytes: this.#spoolFreeBytes }, "the spool's disk is full");
  }

  #return(): void {
    this.#left = false;
    this.#setup.log.warn({ freeBytes: this.#spoolFreeBytes }, "the spool's disk has room again");
  }

  async #lookAtOverflow(): Promise<boolean> {
    const { overflow } = this.#setup;
    if (overflow === undefined) return false;
    const before = this.#seen;
    this.#problem = await this.#problemOf(overflow);
    this.#seen = this.#problem === undefined;
    if (!this.#seen) this.#overflowFreeBytes = 0;
    return this.#seen && !before;
  }

  async #problemOf(overflow: SpoolFolders): Promise<OverflowState["problem"]> {
    const { disk, spool, overflowMount = overflow.root } = this.#setup;
    try {
      const there = await disk.fileSystem(overflowMount);
      if (there === undefined) return "absent";
      // An empty mount point lies on the very disk that is full.
      if (there === (await disk.fileSystem(spool.root))) return "same-disk";
      this.#overflowFreeBytes = await disk.freeBytes(overflowMount);
      return undefined;
    } catch (cause) {
      if (!(cause instanceof Fault)) throw cause;
      return "absent";
    }
  }
}
