import type * as zh from "../zh-CN/account-refusals.ts";

export const accountRefusals: typeof zh.accountRefusals = {
  password_used: {
    what: "This password was used recently.",
    next: "None of the last five may return; choose another.",
  },
  password_own: {
    what: "The password contains your account or your name.",
    next: "Choose one that contains neither.",
  },
  one_time_expired: {
    what: "The one-time password was not used within 72 hours.",
    next: "Ask the system administrator for a new one.",
  },
  signed_in_elsewhere: {
    what: "This account is in use elsewhere.",
    next: "Sign out there first, or ask the system administrator to force it.",
  },
  factor_on: {
    what: "A one-time code is set up already.",
    next: "Remove it first to set up another device.",
  },
  factor_off: {
    what: "No one-time code is set up.",
    next: "Set it up on the page of your account.",
  },
  forbidden_pair: {
    what: "One person may not hold these two duties.",
    next: "An auditor holds no other role; give them to different people.",
  },
  own_rights: {
    what: "Nobody changes their own rights.",
    next: "Ask another system administrator.",
  },
  category_role: {
    what: "A person of this category cannot hold this role.",
    next: "Check the category, or choose a role it allows.",
  },
  code_needed: {
    what: "A one-time code is needed as well.",
    next: "Type the six digits of your authenticator, or a recovery code.",
  },
  code_wrong: {
    what: "The one-time code is wrong or was used before.",
    next: "Wait for the next code; each one counts once.",
  },
};
