import type { databaseCopies as chinese } from "../zh-CN/database-copies.ts";

export const databaseCopies: typeof chinese = {
  title: "Continuous copy of the database",
  unknown: "Nothing is known of it yet.",
  own: "The institution runs its own PostgreSQL: its copies are the institution's own and not among these.",
  sound: "Keeps up",
  since: "since {{at}}",
  from: "Can be recovered from",
  fromOf: "any second since {{at}}",
  never: "nothing yet",
  segment: "Newest log",
  waiting: ", {{count}} segment{{count, s}} wait{{count, verb}}",
  base: "Last base copy",
  baseOf: "{{at}}, {{size}}, {{count}} kept",
  space: "Takes",
  failures: {
    "archiver-failing": "The database cannot write out its log",
    "collect-failed": "Log segments cannot be put away",
    "segment-differs": "A log segment came twice with other bytes; nothing was overwritten",
    "base-failed": "The base copy failed",
    "disk-low": "Too little space for a base copy",
    "not-archiving": "Not switched on yet; it will be from the next start",
  },
};
