/** Registered media (介质): what a copy leaves the house on, and the signed chain of who had it. */
import { chainTable } from "./chain-table.ts";
import { handOverMedium, issuedFor, mediumOwedBy, takeBackMedium } from "./medium-of-case.ts";
import { findBySerial } from "./find-by-serial.ts";
import { issueMedium, moveMedium } from "./move-medium.ts";
import { listMedia, readMedium } from "./read-media.ts";
import { registerMedium } from "./register-medium.ts";

export const media = {
  list: listMedia,
  read: readMedium,
  register: registerMedium,
  issue: issueMedium,
  move: moveMedium,
  table: chainTable,
  bySerial: findBySerial,
};

/** What a case writes into the chain of the medium it leaves on. */
export const custody = {
  issuedFor,
  handOver: handOverMedium,
  owedBy: mediumOwedBy,
  takeBack: takeBackMedium,
};
