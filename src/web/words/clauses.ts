import type { Say } from "./index.ts";
import { requestTerms } from "./zh-CN/requests.ts";
import { rules } from "./zh-CN/rules.ts";

type Clause = keyof typeof rules;
type Field = keyof typeof requestTerms.fields;
type Form = keyof typeof requestTerms.forms;

function isClause(name: string): name is Clause {
  return Object.hasOwn(rules, name);
}
function isField(name: string): name is Field {
  return Object.hasOwn(requestTerms.fields, name);
}
function isForm(name: string): name is Form {
  return Object.hasOwn(requestTerms.forms, name);
}

/** A route's clause in the regulation's own words; one from a later version as it came. */
export function clauseWord(t: Say, rule: string): string {
  return isClause(rule) ? t(`rules/${rule}`) : rule;
}

export function fieldWord(t: Say, field: string): string {
  return isField(field) ? t(`requestTerms/fields/${field}`) : field;
}

export function formWord(t: Say, form: string): string {
  return isForm(form) ? t(`requestTerms/forms/${form}`) : form;
}
