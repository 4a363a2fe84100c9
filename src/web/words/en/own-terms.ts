import type {
  ownTermEntryKinds as zhKinds,
  ownTermFields as zhFields,
  ownTerms as chinese,
} from "../zh-CN/own-terms.ts";

export const ownTermEntryKinds: Record<keyof typeof zhKinds, string> = {
  "retention.term-set@1": "Own term of keeping set",
  "retention.term-applied@1": "Kept longer by a new term",
};

export const ownTermFields: Record<keyof typeof zhFields, string> = {
  termId: "term",
  termBefore: "term before",
  termAfter: "new term",
  termMinimum: "least term by the rule",
  lookedAt: "looked at",
  prolonged: "prolonged",
};

export const ownTerms: Record<keyof typeof chinese, string> = {
  title: "Terms",
  text: "The rule says how long at least; the director may sign for longer. A new term holds from now on, and keeps what is there longer, never shorter.",
  minimum: "At least, by the rule",
  inForce: "In force",
  byRule: "by the rule",
  byHouse: "the institution's own",
  decided: "Decided by, and why",
  atWork: "prolonging what is kept",
  change: "Change",
  changeTitle: "Term of keeping: {{name}}",
  changeText: "Not shorter than {{minimum}}. What is kept already is only ever kept longer.",
  changed: "Set; what is kept already is being prolonged",
  term: "Term",
  unit: "Unit",
  unitYears: "years",
  unitDays: "days",
  years: "{{n}} yr",
  days: "{{n}} day{{n, s}}",
  chooseCase: "By its number or its lessons",
};
