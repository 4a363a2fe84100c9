/** People: who they are, what they may, and whether they are here. */
import { authenticate, liveSignIns } from "./authenticate.ts";
import { changeAccount } from "./change-account.ts";
import { changeSecret } from "./change-secret.ts";
import { closeAccount } from "./close-account.ts";
import { forceOut, signOut } from "./close-sign-in.ts";
import { finishSetup } from "./finish-setup.ts";
import { listAccounts } from "./list-accounts.ts";
import { listSignIns } from "./list-sign-ins.ts";
import { openAccount } from "./open-account.ts";
import { openSignIn } from "./open-sign-in.ts";
import { notePresent, noteSilent, resumePresence } from "./presence.ts";
import { readMe } from "./read-me.ts";
import { reauthenticate } from "./reauthenticate.ts";
import { resetSecret } from "./reset-secret.ts";
import { openSetupGate, setupIsOpen } from "./setup-gate.ts";
import { sweepSignIns } from "./sweep-sign-ins.ts";

/** First run: from an empty house to its first administrator. */
export const setup = { openGate: openSetupGate, isOpen: setupIsOpen, finish: finishSetup };

/** Administration of accounts. */
export const accounts = {
  list: listAccounts,
  open: openAccount,
  change: changeAccount,
  close: closeAccount,
  resetSecret,
};

/** Sign-ins from their opening to one of their four ends. */
export const signIns = {
  open: openSignIn,
  authenticate,
  live: liveSignIns,
  signOut,
  forceOut,
  list: listSignIns,
  sweep: sweepSignIns,
  notePresent,
  noteSilent,
  resumePresence,
};

/** The person at the page. */
export const me = { read: readMe, changeSecret };

/** Shows again who acts, before a signature or a change that needs it. */
export { reauthenticate };

export { type KnownAccount, findAccounts, listTeachers, venueScope } from "./list-accounts.ts";
export type { SignedIn } from "./authenticate.ts";
export type { SetupGate } from "./setup-gate.ts";
