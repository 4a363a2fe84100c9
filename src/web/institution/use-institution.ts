import { useQuery } from "@tanstack/react-query";
import { ask, type Answer } from "../ask.ts";
import { queries } from "../session/queries.ts";

export type Appointments = Answer<"appointments.list">;
export type Appointment = Appointments["appointments"][number];
export type DutyText = Appointments["texts"][number];
export type Body = Answer<"posts.list">["bodies"][number];

const appointmentsKey = ["appointments"] as const;
const operationsKey = ["operations"] as const;
export const bodiesKey = ["posts"] as const;

export function useAppointments(enabled = true) {
  return useQuery({
    queryKey: appointmentsKey,
    queryFn: () => ask("appointments.list", {}),
    enabled,
  });
}

/** The institution's kind and what can be asked for in it. */
export function useOperations() {
  return useQuery({ queryKey: operationsKey, queryFn: () => ask("requests.operations", {}) });
}

export function useBodies() {
  return useQuery({ queryKey: bodiesKey, queryFn: () => ask("posts.list", {}) });
}

/** After an act the offices are what the house answered; what depends on them is asked anew. */
export function appointmentsChanged(next: Appointments): void {
  queries.setQueryData(appointmentsKey, next);
  for (const name of ["board", "request-preview", "requests", "inbox"])
    void queries.invalidateQueries({ queryKey: [name] });
}

export function profileChanged(): void {
  for (const key of [operationsKey, bodiesKey, ["site"], ["request-preview"]])
    void queries.invalidateQueries({ queryKey: key });
}
