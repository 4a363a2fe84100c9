/** Archiving (归档): each December what is kept for ever is checked, packed and handed over. */
import { chooseScope, confirmList } from "./confirm-list.ts";
import { acceptDefects, reportOf, retryItem } from "./handle-defects.ts";
import { printHandover, receive, takePackage } from "./hand-over.ts";
import { printReport } from "./print-report.ts";
import { campaignProgress } from "./campaign-progress.ts";
import { readCampaign } from "./read-campaign.ts";
import { readsReceipt } from "./read-receipt.ts";
import { sweepArchive } from "./sweep-archive.ts";
import { workArchive } from "./work-archive.ts";

/** A December's way, from its list to its receipts. */
export const archive = {
  read: readCampaign,
  choose: chooseScope,
  confirm: confirmList,
  examine: reportOf,
  printReport,
  retry: retryItem,
  accept: acceptDefects,
  package: takePackage,
  printHandover,
  receive,
  readsReceipt,
  /** Facts for the duty of December. */
  progress: campaignProgress,
  /** Jobs of the house. */
  work: workArchive,
  sweep: sweepArchive,
};

export { erasePackages } from "./erase-package.ts";
export type { ArchivePorts } from "./ports.ts";
