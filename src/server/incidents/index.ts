/** Incidents: what happened and must be handled, one at a time for one kind and subject. */
import { changeDuty, readDuty } from "./duty.ts";
import { handOverIncident } from "./hand-over.ts";
import { acknowledgeIncident, closeIncident } from "./handle-incident.ts";
import { follow, raise, settle } from "./raise-incident.ts";
import {
  countIncidents,
  incidentHistory,
  incidentStatistics,
  incidentsGoingOn,
  listIncidents,
  readIncident,
} from "./read-incidents.ts";
import { tendClocks } from "./tend-clocks.ts";

export type { Trouble } from "./raise-incident.ts";
/** `raise`, `settle` and `follow` are the house's own; the others are of people. */
export const incidents = {
  raise,
  settle,
  follow,
  list: listIncidents,
  read: readIncident,
  count: countIncidents,
  /** As the house itself knows them. */
  goingOn: incidentsGoingOn,
  acknowledge: acknowledgeIncident,
  close: closeIncident,
  handOver: handOverIncident,
  history: incidentHistory,
  statistics: incidentStatistics,
  /** Job of the house. */
  tend: tendClocks,
};

/** Who is on duty for incidents, and the institution's targets. */
export const incidentDuty = { read: readDuty, change: changeDuty };
