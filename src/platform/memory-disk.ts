import { Fault } from "../contract/faults.ts";
import type { Disk, DiskFile } from "./disk.ts";

interface Node {
  bytes: Uint8Array;
  /** What a power cut leaves. */
  synced: Uint8Array;
  /** The step that last changed it: stands for a time. */
  changedAt: number;
}

/**
 * A disk in memory that forgets like a real one: a power cut leaves only synced bytes under synced
 * names. `failAt` makes one step fail, before (`lost`) or after (`kept`) it took effect; from then
 * on
 * nothing more is written, as if the process had died there.
 */
export class MemoryDisk implements Disk {
  steps = 0;
  free = Number.MAX_SAFE_INTEGER;
  /** Another file system is mounted here. */
  readonly mounts = new Map<string, { free: number; full: boolean }>();
  /** Every write outside the mounts is refused for want of room. */
  full = false;
  #failAt: { step: number; how: "lost" | "kept" } | undefined;
  #dead = false;
  #names = new Map<string, Node>();
  #durable = new Map<string, Node>();

  failAt(step: number, how: "lost" | "kept"): void {
    this.#failAt = { step, how };
  }

  /** The machine as the next start finds it. After `power` only synced things are left. */
  restart(after: "kill" | "power"): MemoryDisk {
    const next = new MemoryDisk();
    next.free = this.free;
    next.full = this.full;
    for (const [point, mount] of this.mounts) next.mounts.set(point, mount);
    const names = after === "kill" ? this.#names : this.#durable;
    for (const [path, node] of names) {
      const bytes = after === "kill" ? node.bytes : node.synced;
      const again = { bytes, synced: after === "kill" ? node.synced : bytes, changedAt: 0 };
      next.#names.set(path, again);
      if (after === "power" || this.#durable.get(path) === node) next.#durable.set(path, again);
    }
    return next;
  }

  paths(): readonly string[] {
    return [...this.#names.keys()].toSorted();
  }

  create(path: string): Promise<DiskFile> {
    return this.#step(() => {
      this.#refuseWhenFull(path);
      if (this.#names.has(path)) throw new Fault("disk", "write_failed", { hint: path });
      const node = { bytes: new Uint8Array(0), synced: new Uint8Array(0), changedAt: this.steps };
      this.#names.set(path, node);
      return this.#file(node, path);
    });
  }

  reopen(path: string): Promise<DiskFile> {
    return this.#step(() => this.#file(this.#node(path), path));
  }

  read(path: string): Promise<Uint8Array | undefined> {
    return Promise.resolve(this.#names.get(path)?.bytes.slice());
  }

  modifiedMs(path: string): Promise<number | undefined> {
    return Promise.resolve(this.#names.get(path)?.changedAt);
  }

  list(folder: string): Promise<readonly string[]> {
    const inside = this.paths().filter((path) => path.startsWith(`${folder}/`));
    const names = inside.map((path) => path.slice(folder.length + 1));
    return Promise.resolve(names.filter((name) => !name.includes("/")));
  }

  rename(from: string, to: string): Promise<void> {
    return this.#step(() => {
      this.#names.set(to, this.#node(from));
      this.#names.delete(from);
    });
  }

  remove(path: string): Promise<void> {
    return this.#step(() => void this.#names.delete(path));
  }

  makeFolder(): Promise<void> {
    return Promise.resolve();
  }

  syncFolder(folder: string): Promise<void> {
    return this.#step(() => {
      const inside = (path: string) => path.startsWith(`${folder}/`);
      for (const path of this.#durable.keys())
        if (inside(path) && !this.#names.has(path)) this.#durable.delete(path);
      for (const [path, node] of this.#names) if (inside(path)) this.#durable.set(path, node);
    });
  }

  freeBytes(folder: string): Promise<number> {
    return Promise.resolve(this.#mount(folder)?.[1].free ?? this.free);
  }

  fileSystem(folder: string): Promise<string | undefined> {
    return Promise.resolve(this.#mount(folder)?.[0] ?? "/");
  }

  #mount(path: string) {
    return [...this.mounts].find(([point]) => path === point || path.startsWith(`${point}/`));
  }

  #refuseWhenFull(path: string): void {
    if (this.#mount(path)?.[1].full ?? this.full)
      throw new Fault("disk_full", "disk_full", { hint: path });
  }

  #node(path: string): Node {
    const node = this.#names.get(path);
    if (node === undefined) throw new Fault("disk", "write_failed", { hint: path });
    return node;
  }

  #file(node: Node, path: string): DiskFile {
    return {
      append: (parts) =>
        this.#change(node, () => {
          this.#refuseWhenFull(path);
          return Buffer.concat([node.bytes, ...parts]);
        }),
      truncate: (size) => this.#change(node, () => node.bytes.slice(0, size)),
      datasync: () => this.#step(() => void (node.synced = node.bytes.slice())),
      close: () => Promise.resolve(),
    };
  }

  #change(node: Node, made: () => Uint8Array): Promise<void> {
    return this.#step(() => {
      node.bytes = made();
      node.changedAt = this.steps;
    });
  }

  async #step<T>(effect: () => T): Promise<T> {
    await Promise.resolve();
    const fault = () => new Fault("disk", "write_failed", { hint: "injected" });
    if (this.#dead) throw fault();
    this.steps++;
    if (this.#failAt?.step !== this.steps) return effect();
    this.#dead = true;
    if (this.#failAt.how === "kept") effect();
    throw fault();
  }
}
