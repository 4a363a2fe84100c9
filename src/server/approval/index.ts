/** Approval: who asks, who decides in which order, and what is granted by it. */
import {
  acknowledgeAppointment,
  endAppointment,
  listAppointments,
  listOfficeCandidates,
  openAppointment,
  vacantOffices,
} from "./appointments.ts";
import { addPaper } from "./add-paper.ts";
import { closeRequest, handOver, returnRequest } from "./carry-out.ts";
import { coSignRequest } from "./co-sign-request.ts";
import { decideRequest } from "./decide-request.ts";
import { listBodies, nameBody } from "./bodies.ts";
import { endDelegation, listCandidates, listDelegations, openDelegation } from "./delegations.ts";
import { fileRequest, offeredOperations, previewRequest } from "./file-request.ts";
import { noteLooked, takenGrant } from "./grants.ts";
import { holdsPost, postHolders } from "./post-holders.ts";
import { askedLessons, lessonsOfCase } from "./open-cases.ts";
import { listBox, readCase, readsPaper } from "./read-cases.ts";
import { withdrawRequest } from "./withdraw-request.ts";

/** A request's way, from its form to its end. */
export const requests = {
  operations: offeredOperations,
  preview: previewRequest,
  file: fileRequest,
  list: listBox,
  read: readCase,
  decide: decideRequest,
  withdraw: withdrawRequest,
  coSign: coSignRequest,
  addPaper,
  handOver,
  return: returnRequest,
  close: closeRequest,
  readsPaper,
  askedLessons,
  lessonsOf: lessonsOfCase,
};

/** Posts lent for a while. */
export const delegations = {
  list: listDelegations,
  candidates: listCandidates,
  open: openDelegation,
  end: endDelegation,
};

/** Offices held by named persons (任命). */
export const appointments = {
  list: listAppointments,
  candidates: listOfficeCandidates,
  open: openAppointment,
  acknowledge: acknowledgeAppointment,
  end: endAppointment,
  vacant: vacantOffices,
};

/** Who holds the posts of this institution. */
export const bodies = { list: listBodies, name: nameBody, holder: holdsPost, holders: postHolders };
export { readInbox } from "./inbox.ts";

/** What others do with a grant beside taking it. */
export const grants = { noteLooked, taken: takenGrant };
export { type Grant, useGrant, viewGrants } from "./grants.ts";
export { listCases } from "./read-cases.ts";
export { sweepRequests } from "./sweep-requests.ts";
