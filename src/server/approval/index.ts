/** Approval: who asks, who decides in which order, and what is granted by it. */
import { addPaper } from "./add-paper.ts";
import { closeRequest, handOver, returnRequest } from "./carry-out.ts";
import { coSignRequest } from "./co-sign-request.ts";
import { decideRequest } from "./decide-request.ts";
import { listBodies, nameBody } from "./bodies.ts";
import { endDelegation, listCandidates, listDelegations, openDelegation } from "./delegations.ts";
import { fileRequest, previewRequest } from "./file-request.ts";
import { noteLooked, takenGrant } from "./grants.ts";
import { listBox, readCase, readsPaper } from "./read-cases.ts";
import { withdrawRequest } from "./withdraw-request.ts";

/** A request's way, from its form to its end. */
export const requests = {
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
};

/** Posts lent for a while. */
export const delegations = {
  list: listDelegations,
  candidates: listCandidates,
  open: openDelegation,
  end: endDelegation,
};

/** Who holds the posts of this institution. */
export const bodies = { list: listBodies, name: nameBody };
export { readInbox } from "./inbox.ts";

/** What others do with a grant beside taking it. */
export const grants = { noteLooked, taken: takenGrant };
export { type Grant, useGrant, viewGrants } from "./grants.ts";
export { listCases } from "./read-cases.ts";
export { sweepRequests } from "./sweep-requests.ts";
