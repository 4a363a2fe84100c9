import type * as zh from "../zh-CN/my-account.ts";

export const lock: typeof zh.lock = {
  lock: "Lock",
  keys: "Lock the page (Ctrl + Alt + L)",
  title: "Page locked",
  lead: "You are still signed in. Type your password to go on; somebody else signs out first.",
  leadAway:
    "You came by the institution's sign-in service, so there is no password here: sign out and in again.",
  unlock: "Unlock",
  soon: "About to lock",
  soonText: "Locking in {{seconds}} second{{seconds, s}}. Click to stay.",
};

export const endedBy: typeof zh.endedBy = {
  "sign-out": "You have signed out.",
  idle: "Nobody was here for too long; the account was signed out.",
  forced: "An administrator ended the sign-in, or the account expired or was closed.",
  gone: "The browser was away for too long; the sign-in has ended.",
  displaced:
    "Your account has just signed in elsewhere, so this page has ended (one person, one account). If that was not you, sign in at once, change the password and tell the system administrator.",
};

export const secretPage: typeof zh.secretPage = {
  title: {
    first: "First, set a password of your own",
    expired: "This quarter's password change is overdue",
    weak: "The password is too short",
  },
  text: {
    first:
      "The initial password works once and others have seen it. Set your own to enter the system.",
    expired:
      "Article 13: passwords change every quarter, and the time of grace is over. Change it to go on.",
    weak: "The policy asks for a longer password where no one-time code is set up. Set one to go on.",
  },
  least:
    "At least {{n}} character{{n, s}}, for example a sentence; without your account or name, none of the last {{history}}.",
};

export const myAccount: typeof zh.myAccount = {
  title: "My account",
  reminder: "Change your password before {{at}}; afterwards only the change is open.",
  reminderDay: "Last day to change your password: from {{at}} only the change is open.",
  change: "Change password",
  who: "Account",
  password: "Password",
  setAt: "Last changed",
  dueAt: "Change before",
  dueNone: "No regular change",
  state: "State",
  age: "{{days}} day{{days, s}} old",
  factor: "One-time code",
  factorLead:
    "Six digits from an authenticator on your phone, beside the password, when you sign in or sign.",
  factorOff: "Not set up",
  factorOn: "Set up since {{at}}",
  codesLeft: "{{n}} recovery code{{n, s}} left",
  factorAdd: "Set up",
  factorRemove: "Remove",
  factorStart: "First your password, to be sure it is you.",
  factorScan:
    "Scan the code with an authenticator (any TOTP application) or type the key, then type the six digits it shows.",
  factorSecret: "Key",
  factorCode: "Six digits",
  factorConfirm: "Confirm",
  factorNext: "Next",
  qr: "QR code to set up the authenticator",
  codesTitle: "Recovery codes",
  codesText:
    "Shown only now. Without your phone, each one takes the place of a code one time. Write them down or print them.",
  codesDone: "I have kept them",
  code: "One-time or recovery code",
  signIns: "My sign-ins",
  signInsNote: "If one was not you, change your password now and tell the system administrator.",
  differs: "another terminal or address than before",
  here: "this one",
  lastSignIn: "Last sign-in",
  lastDiffers: "Your last sign-in was at another terminal or address: was it you?",
  noneBefore: "None before this one",
};

export const secretAges: typeof zh.secretAges = {
  title: "Password changes",
  note: "Article 13: managers and teachers change their password every quarter",
  pack: "Policy",
  age: "Age in days",
  setAt: "Last changed",
  dueAt: "Change before",
  factor: "One-time code",
  summary: "{{n}} account{{n, s}}, {{expired}} overdue, {{due}} due soon",
  empty: "No accounts",
  onlyOpen: "Only what is to do",
};

export const accountCare: typeof zh.accountCare = {
  online: "online",
  force: "Force out",
  forceTitle: "Force {{name}} to sign out?",
  forceText: "Every page of this account ends at once; the exit is entered as forced.",
  factor: "Remove code",
  factorTitle: "Remove {{name}}'s one-time code?",
  factorText:
    "For a lost phone. The account is signed out and next time needs only its password; ask the person to set it up again.",
  roster: "Export roster",
  compare: "Compare with HR list",
  compareTitle: "Compare with the personnel list",
  compareText:
    "Choose the personnel list (.xlsx or .csv, first row with a column “number” and a column “name”, or their Chinese headings). It is compared and not kept.",
  compareChoose: "Choose a file",
  comparePersons: "{{n}} person{{n, s}} listed",
  withoutAccount: "Listed, without an account",
  notListed: "With an account, not listed",
  otherName: "Another name",
  twice: "Listed twice",
  compareClean: "Accounts and list agree.",
  accountName: "Name of the account",
  checkTitle: "Checked before saving",
  checkClean: "No conflict: one person, one account, duties kept apart.",
  refusedMark: "Cannot be saved",
  warnedMark: "Please note",
  warnings: {
    person_has_account:
      "This number has an account already: {{login}} ({{name}}). One person, one account: change that one.",
    login_taken: "The account name {{login}} is in use; names of closed accounts are never reused.",
    forbidden_pair:
      "“{{role}}” and “{{otherRole}}” may not be one person: auditing stays apart from managing and approving.",
    own_rights:
      "Nobody changes their own role ({{role}} → {{otherRole}}); ask another administrator.",
    category_role: "“{{category}}” cannot hold the role “{{role}}”.",
    expiry_missing: "An external person's account needs an end.",
    last_admin: "This is the last lasting administrator's account and cannot be changed.",
    small_site:
      "An administrator manages both accounts and configuration. Small sites may give both to one person, and every evidence pack says so; an auditor never holds either.",
    same_name:
      "There is an account of the same name: {{login}} ({{personKey}}, {{role}}). Open no second one for the same person.",
  },
};

export const accountsDue: typeof zh.accountsDue = {
  title: "Accounts to look after",
  expiring: "{{name}}'s account ends at {{at}}",
  expired: "{{name}}'s password change is overdue",
  first: "{{name}} has not used the one-time password yet; it ends at {{at}}",
  firstOver: "{{name}}'s one-time password has ended; draw a new one",
  marks: { overdue: "overdue", ends: "ends soon", unused: "initial password" },
  more: "{{n}} more on the accounts page.",
  none: "Nothing to do: accounts are valid and passwords were changed in time.",
  toAccounts: "Accounts",
  toAges: "Password changes",
};

export const policy: typeof zh.policy = {
  title: "Security policy",
  note: "Each change is entered in the ledger with before and after",
  pack: "Password pack",
  packHints: {
    "CN-quarterly":
      "At least 12 characters; managers and teachers change by the quarter, with 14 days of grace at its start; none of the last 5.",
    modern:
      "At least 15 characters, or 12 with a one-time code; no regular change. The difference to Article 13 is stated in evidence packs.",
  },
  rotation: "Change by",
  rotationHint: "Only for the quarterly pack",
  secondSignIn: "A second sign-in of one account",
  lockMinutes: "Idle lock (minutes)",
  lockHint: "1 to 25 minutes; half an hour without anybody ends the sign-in",
  examLockMinutes: "Idle lock at examination desks (minutes)",
  examDesks: "Networks of examination desks",
  examDesksHint: "One CIDR a line, for example 10.9.0.0/24; terminals inside lock as such desks",
  saved: "Policy saved",
  common:
    "Both packs: common passwords are refused, account and name may not stand in it, repeated failures lock, one-time passwords end after 72 hours.",
};
