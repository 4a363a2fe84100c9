import { RecorderPlan, TakenList } from "../contract/plan.ts";
import type { RecorderPorts } from "./ports.ts";

/** Looks after one small file that the server swaps whole, and parses it when it has changed. */
class WatchedFile<T> {
  readonly #ports: RecorderPorts;
  readonly #path: string;
  readonly #parse: (value: unknown) => T;
  #seenMs: number | undefined;
  problem: "absent" | "invalid" | undefined;

  constructor(ports: RecorderPorts, path: string, parse: (value: unknown) => T) {
    this.#ports = ports;
    this.#path = path;
    this.#parse = parse;
  }

  /** The new content, or undefined when nothing changed or nothing usable is there. */
  async look(): Promise<T | undefined> {
    const { disk, log } = this.#ports;
    try {
      const modifiedMs = await disk.modifiedMs(this.#path);
      if (modifiedMs === undefined) this.problem = "absent";
      if (modifiedMs === undefined || modifiedMs === this.#seenMs) return undefined;
      const bytes = await disk.read(this.#path);
      if (bytes === undefined) return undefined;
      this.#seenMs = modifiedMs;
      const value = this.#parse(JSON.parse(new TextDecoder().decode(bytes)));
      this.problem = undefined;
      return value;
    } catch (cause) {
      this.problem = "invalid";
      log.error(
        { path: this.#path, cause: String(cause).slice(0, 500) },
        "a plan file cannot be used",
      );
      return undefined;
    }
  }
}

export interface PlanFiles {
  /** A plan that was not seen before. The last good one stays in force until then. */
  plan(): Promise<RecorderPlan | undefined>;
  /** Identities the server has in its vault. */
  taken(): Promise<readonly string[] | undefined>;
  problem(): "absent" | "invalid" | undefined;
}

export function watchPlan(ports: RecorderPorts, folder: string): PlanFiles {
  const plan = new WatchedFile(ports, `${folder}/plan.json`, (value) => RecorderPlan.parse(value));
  const taken = new WatchedFile(ports, `${folder}/taken.json`, (value) => TakenList.parse(value));
  return {
    plan: () => plan.look(),
    taken: async () => (await taken.look())?.ids,
    problem: () => plan.problem,
  };
}
