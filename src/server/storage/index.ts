/** Storage: the disks behind the house, how long they last, and how far back footage can be played. */
import { capacityReport } from "./capacity-report.ts";
import { diskOutlooks, measureDisks } from "./measure-disks.ts";
import { readStorage } from "./read-storage.ts";
import { surveyFootage } from "./survey-footage.ts";
import { watchOverflow } from "./watch-overflow.ts";

export type { DiskPorts, Measuring } from "./measure-disks.ts";
export const storage = {
  measure: measureDisks,
  survey: surveyFootage,
  watchOverflow,
  read: readStorage,
  report: capacityReport,
  outlooks: diskOutlooks,
};
