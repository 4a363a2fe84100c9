import { Fault } from "../contract/faults.ts";
import { type Disk, type DiskFile, writeWhole } from "./disk.ts";

export interface SegmentPlace {
  /** Folder of files being written. */
  readonly openFolder: string;
  /** Folder of sealed ones, on the same file system. */
  readonly sealedFolder: string;
  readonly segmentId: string;
}

/**
 * A segment being written. Appends are queued and written in order without waiting; the queue's
 * size is known, so the caller bounds it. Beside the bytes lies a companion text that says what
 * they
 * are, for the start after a crash. After the first failure nothing more is written.
 */
export class SegmentFile {
  readonly #disk: Disk;
  readonly #place: SegmentPlace;
  #queue: Promise<void>;
  #file: DiskFile | undefined;
  #companion: DiskFile | undefined;
  #queuedBytes = 0;
  #writtenBytes = 0;
  #syncedBytes = 0;
  #failure: Fault | undefined;

  constructor(disk: Disk, place: SegmentPlace, companion: string) {
    this.#disk = disk;
    this.#place = place;
    this.#queue = this.#start(companion).catch((cause: unknown) => this.#fail(cause));
  }

  /** Bytes handed over and not yet written. */
  get queuedBytes(): number {
    return this.#queuedBytes;
  }

  /** Bytes that are in the file for certain, unless the power goes. */
  get writtenBytes(): number {
    return this.#writtenBytes;
  }

  /** Bytes that a power cut leaves. */
  get syncedBytes(): number {
    return this.#syncedBytes;
  }

  get failure(): Fault | undefined {
    return this.#failure;
  }

  append(parts: readonly Uint8Array[], sizeBytes: number): void {
    this.#queuedBytes += sizeBytes;
    this.#queue = this.#queue.then(async () => {
      try {
        if (this.#failure !== undefined || this.#file === undefined) return;
        await this.#file.append(parts);
        this.#writtenBytes += sizeBytes;
      } catch (cause) {
        this.#fail(cause);
      } finally {
        this.#queuedBytes -= sizeBytes;
      }
    });
  }

  /** Resolves when everything handed over is written, or has failed. */
  written(): Promise<void> {
    return this.#queue;
  }

  /** What is written so far is durable, name included. Throws Fault `sync_failed`. */
  async sync(): Promise<void> {
    await this.#queue;
    if (this.#file === undefined) return;
    const upToBytes = this.#writtenBytes;
    if (upToBytes === this.#syncedBytes) return;
    const companion = this.#companion;
    this.#companion = undefined;
    await this.#file.datasync();
    if (companion !== undefined) {
      await companion.datasync();
      await companion.close();
      await this.#disk.syncFolder(this.#place.openFolder);
    }
    this.#syncedBytes = upToBytes;
  }

  /**
   * Cuts off what a failed write may have left behind the last whole fragment, if the disk lets us.
   */
  async cutTo(sizeBytes: number): Promise<void> {
    await this.#queue;
    if (this.#file === undefined) throw this.#failure ?? new Fault("disk", "write_failed");
    await this.#file.truncate(sizeBytes);
    this.#writtenBytes = sizeBytes;
    this.#syncedBytes = -1;
  }

  /** Syncs the bytes, then seals them with `record`. */
  async seal(record: string): Promise<void> {
    await this.sync();
    await this.#file?.close();
    this.#file = undefined;
    await sealWritten(this.#disk, this.#place, record);
  }

  /** Leaves everything as it lies, for the next start. */
  async abandon(): Promise<void> {
    await this.#queue;
    await this.#file?.close();
    await this.#companion?.close();
    this.#file = undefined;
    this.#companion = undefined;
  }

  async #start(companion: string): Promise<void> {
    const text = await this.#disk.create(companionPath(this.#place));
    this.#companion = text;
    await text.append([Buffer.from(companion)]);
    this.#file = await this.#disk.create(openPath(this.#place));
  }

  #fail(cause: unknown): void {
    this.#failure ??= cause instanceof Fault ? cause : new Fault("disk", "write_failed", { cause });
  }
}

/**
 * Seals bytes that are durable in the open folder: their name in the sealed folder, durable, and
 * only
 * then the record, so that a record's presence means the bytes are whole. The companion goes last:
 * while it lies there, a crashed seal is finished by the next start. Doing it twice does no harm.
 */
export async function sealWritten(disk: Disk, place: SegmentPlace, record: string): Promise<void> {
  const sealed = `${place.sealedFolder}/${place.segmentId}.mp4`;
  // A seal that was broken off here may have left the new name, or after a power cut both.
  if ((await disk.modifiedMs(sealed)) === undefined) await disk.rename(openPath(place), sealed);
  else await disk.remove(openPath(place));
  await disk.syncFolder(place.sealedFolder);
  const name = `${place.segmentId}.segment.json`;
  await writeWhole(disk, { folder: place.sealedFolder, name }, record);
  await disk.remove(companionPath(place));
}

export function openPath(place: SegmentPlace): string {
  return `${place.openFolder}/${place.segmentId}.mp4`;
}

export function companionPath(place: SegmentPlace): string {
  return `${place.openFolder}/${place.segmentId}.json`;
}
