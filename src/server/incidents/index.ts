/** Incidents: what happened and must be handled, one at a time for one kind and subject. */
import { acknowledgeIncident, closeIncident } from "./handle-incident.ts";
import { follow, raise, settle } from "./raise-incident.ts";
import { countIncidents, listIncidents, readIncident } from "./read-incidents.ts";

export type { Trouble } from "./raise-incident.ts";
/** `raise`, `settle` and `follow` are the house's own; the others are of people. */
export const incidents = {
  raise,
  settle,
  follow,
  list: listIncidents,
  read: readIncident,
  count: countIncidents,
  acknowledge: acknowledgeIncident,
  close: closeIncident,
};
