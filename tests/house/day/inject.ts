import type { DetectionEvent } from "../../../src/contract/detection.ts";
import type { Incident } from "../../../src/contract/incidents.ts";
import { systemClock } from "../../../src/platform/clock.ts";
import type { Simulator } from "../../../src/simulator/index.ts";
import type { PlannedDayFault } from "./faults.ts";
import type { Person } from "./people.ts";

/** What became of one injected fault. */
export interface Trial extends PlannedDayFault {
  readonly injectedAtMs: number;
  readonly clearedAtMs: number;
  readonly event: DetectionEvent | undefined;
  /** First seen, as the list of incidents tells it. */
  readonly incidentAtMs: number | undefined;
}

const noticePatienceMs = 75_000;
const recoveryPatienceMs = 75_000;
const lookEveryMs = 700;

/** One reader for all injections: what the house's own screens would show now. */
export class Onlooker {
  readonly #by: Person;
  events: readonly DetectionEvent[] = [];
  incidents: readonly Incident[] = [];

  constructor(by: Person) {
    this.#by = by;
  }

  async look(): Promise<void> {
    this.events = (await this.#by.call("detection.events", { query: {} })).events;
    this.incidents = (await this.#by.call("incidents.list", { query: { box: "all" } })).incidents;
  }

  async watch(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.look().catch((cause: unknown) => console.error("the onlooker", cause));
      await systemClock.sleep(lookEveryMs, signal);
    }
  }
}

export interface Injecting {
  readonly simulator: Simulator;
  readonly onlooker: Onlooker;
  readonly startMs: number;
}

/** A camera's faults one after another: injected, noticed or not, mended, seen to be well again. */
export async function injectAll(
  at: Injecting,
  faults: readonly PlannedDayFault[],
): Promise<Trial[]> {
  const trials: Trial[] = [];
  for (const fault of faults.toSorted((a, b) => a.atMs - b.atMs))
    trials.push(await injectOne(at, fault));
  return trials;
}

async function injectOne(at: Injecting, planned: PlannedDayFault): Promise<Trial> {
  const { simulator, onlooker } = at;
  const { kind, label: camera, fault } = planned;
  await systemClock.sleep(Math.max(0, at.startMs + planned.atMs - systemClock.now()));
  const injectedAtMs = systemClock.now();
  simulator.inject({ camera }, fault);
  const find = () =>
    onlooker.events.find(
      (one) => one.kind === kind && one.label === camera && one.noticedAtMs >= injectedAtMs,
    );
  await waited(() => find() !== undefined, noticePatienceMs);
  const clearedAtMs = systemClock.now();
  simulator.clear({ camera });
  await waited(() => typeof find()?.endedAtMs === "number", recoveryPatienceMs);
  const event = find();
  const incident = onlooker.incidents.find((one) => one.incidentId === event?.incidentId);
  console.log(
    `${clock(injectedAtMs)} ${camera} ${kind}: ${told(event?.noticedAtMs, injectedAtMs)}, well again ${told(event?.endedAtMs, clearedAtMs)}`,
  );
  return { ...planned, injectedAtMs, clearedAtMs, event, incidentAtMs: incident?.firstSeenMs };
}

/** To the end of a fault's time, whatever else is waiting. */
async function waited(holds: () => boolean, patienceMs: number): Promise<void> {
  const deadline = systemClock.ticks() + patienceMs;
  while (!holds() && systemClock.ticks() < deadline) await systemClock.sleep(100);
}

const clock = (atMs: number) => new Date(atMs).toISOString().slice(11, 19);
const told = (atMs: number | null | undefined, fromMs: number) =>
  typeof atMs === "number" ? `${((atMs - fromMs) / 1_000).toFixed(1)} s` : "never";
