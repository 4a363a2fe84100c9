import { zhFacts as facts } from "./zh-CN/facts.ts";
import { refusalWords, rules } from "./zh-CN/rules.ts";
import { common, failure, session, setup, shell } from "./zh-CN/shell.ts";
import { terms } from "./zh-CN/terms.ts";

/** Chinese comes first: its shape is the shape every language must have. */
export const zhCN = { common, failure, session, setup, shell, terms, rules, facts, refusals: refusalWords };
export type Words = typeof zhCN;
