import type { SystemActor } from "../../contract/actor.ts";

/** What copying, checking and forgetting do by themselves. */
export const schedulerActor: SystemActor = { kind: "system", name: "scheduler" };
