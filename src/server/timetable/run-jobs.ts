import type { House } from "../../platform/house.ts";

/** One thing that is done again and again. */
export interface Job {
  readonly name: string;
  /** From the end of one run to the start of the next. */
  readonly everyMs: number;
  /** True: there is more to do at once. */
  run(house: House): Promise<boolean | void>;
}

export interface JobState {
  readonly name: string;
  readonly runs: number;
  readonly failures: number;
  /** Failures since the last run that went well. */
  readonly failing: number;
  readonly lastMs: number;
  readonly lastEndedAtMs: number | undefined;
}

export interface RunningJobs {
  states(): readonly JobState[];
  /** Lets what runs now finish, and starts nothing more. */
  stop(): Promise<void>;
}

const retryFirstMs = 1_000;
const retryLongestMs = 60_000;

/** Runs each job in a line of its own, never over itself; what fails is logged and tried again. */
export function runJobs(house: House, jobs: readonly Job[]): RunningJobs {
  const stop = new AbortController();
  const states = new Map(jobs.map((job) => [job.name, freshState(job.name)]));
  const lines = jobs.map((job) => runLine(house, { job, states, signal: stop.signal }));
  return {
    states: () => [...states.values()],
    async stop() {
      stop.abort();
      await Promise.all(lines);
    },
  };
}

async function runLine(
  house: House,
  line: { job: Job; states: Map<string, JobState>; signal: AbortSignal },
): Promise<void> {
  const { job, states, signal } = line;
  while (!signal.aborted) {
    const before = states.get(job.name) ?? freshState(job.name);
    const startTicks = house.clock.ticks();
    let waitMs = job.everyMs;
    let failing = 0;
    try {
      if ((await job.run(house)) === true) waitMs = 0;
    } catch (cause) {
      failing = before.failing + 1;
      waitMs = Math.min(job.everyMs, retryLongestMs, retryFirstMs * 2 ** Math.min(failing - 1, 6));
      house.log.error({ err: cause, job: job.name, failing }, "a job failed and is tried again");
    }
    states.set(job.name, {
      name: job.name,
      runs: before.runs + 1,
      failures: before.failures + (failing > 0 ? 1 : 0),
      failing,
      lastMs: Math.round(house.clock.ticks() - startTicks),
      lastEndedAtMs: house.clock.now(),
    });
    await house.clock.sleep(waitMs, signal);
  }
}

function freshState(name: string): JobState {
  return { name, runs: 0, failures: 0, failing: 0, lastMs: 0, lastEndedAtMs: undefined };
}
