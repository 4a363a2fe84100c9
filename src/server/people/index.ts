/** People: who they are, what they may, and whether they are here. */
import { changePolicy, readPolicy } from "./account-policy.ts";
import { authenticate, exitsOf, liveSignIns, standingSignIns, whyEnded } from "./authenticate.ts";
import { barAccount, judgeBar, listBarred, unbarAccount } from "./bar-account.ts";
import { changeAccount } from "./change-account.ts";
import { changeSecret } from "./change-secret.ts";
import { closeAccount } from "./close-account.ts";
import { forceOut, forceOutAccount, signOut } from "./close-sign-in.ts";
import { compareRoster } from "./compare-roster.ts";
import { finishSetup } from "./finish-setup.ts";
import { judgeAccount } from "./judge-account.ts";
import { listAccounts, listActing, listByRole } from "./list-accounts.ts";
import { listSignIns } from "./list-sign-ins.ts";
import { lockPage, unlockPage } from "./lock-page.ts";
import { openAccount } from "./open-account.ts";
import {
  accountOfPerson,
  guessAtLogin,
  openFederated,
  openVouchedAccount,
} from "./open-federated.ts";
import { openSignIn } from "./open-sign-in.ts";
import { listOwnSignIns } from "./own-sign-ins.ts";
import { presentPerson } from "./present-person.ts";
import { notePresent, noteSilent, resumePresence } from "./presence.ts";
import { readMe, readMyAccount } from "./read-me.ts";
import { reauthenticate } from "./reauthenticate.ts";
import { resetSecret } from "./reset-secret.ts";
import { revokeSignIns } from "./revoke-sign-ins.ts";
import { writeRoster } from "./roster-sheet.ts";
import {
  confirmSecondFactor,
  removeLostFactor,
  removeSecondFactor,
  startSecondFactor,
} from "./second-factor.ts";
import { listSecretAges } from "./secret-ages.ts";
import { openSetupGate, setupIsOpen } from "./setup-gate.ts";
import { registerOfSignIns } from "./sign-in-register.ts";
import { sweepSignIns } from "./sweep-sign-ins.ts";

/** First run: from an empty house to its first administrator. */
export const setup = { openGate: openSetupGate, isOpen: setupIsOpen, finish: finishSetup };

/** Administration of accounts. */
export const accounts = {
  list: listAccounts,
  withRole: listByRole,
  acting: listActing,
  open: openAccount,
  ofPerson: accountOfPerson,
  openVouched: openVouchedAccount,
  change: changeAccount,
  close: closeAccount,
  bar: barAccount,
  unbar: unbarAccount,
  judgeBar,
  barred: listBarred,
  resetSecret,
  judge: judgeAccount,
  removeFactor: removeLostFactor,
  forceOut: forceOutAccount,
  secretAges: listSecretAges,
  roster: writeRoster,
  compare: compareRoster,
  present: presentPerson,
};

/** What the institution decides about accounts. */
export const accountPolicy = { read: readPolicy, change: changePolicy };

/** Sign-ins from their opening to one of their five ends. */
export const signIns = {
  open: openSignIn,
  openFederated,
  guess: guessAtLogin,
  authenticate,
  live: liveSignIns,
  standing: standingSignIns,
  whyEnded,
  exits: exitsOf,
  lock: lockPage,
  unlock: unlockPage,
  signOut,
  forceOut,
  revoke: revokeSignIns,
  list: listSignIns,
  register: registerOfSignIns,
  sweep: sweepSignIns,
  notePresent,
  noteSilent,
  resumePresence,
};

/** The person at the page. */
export const me = {
  read: readMe,
  account: readMyAccount,
  signIns: listOwnSignIns,
  changeSecret,
  startFactor: startSecondFactor,
  confirmFactor: confirmSecondFactor,
  removeFactor: removeSecondFactor,
};

/** Shows again who acts, before a signature or a change that needs it. */
export { reauthenticate };

export {
  type KnownAccount,
  findAccounts,
  listStudents,
  listTeachers,
  venueScope,
} from "./list-accounts.ts";
export type { SignedIn } from "./authenticate.ts";
export type { OpenedSignIn, Standing } from "./open-sign-in.ts";
export type { SetupGate } from "./setup-gate.ts";
