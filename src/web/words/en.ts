import { enFacts as facts } from "./en/facts.ts";
import { refusalWords, rules } from "./en/rules.ts";
import { common, failure, session, setup, shell } from "./en/shell.ts";
import { terms } from "./en/terms.ts";
import type { Words } from "./zh-CN.ts";

export const en: Words = { common, failure, session, setup, shell, terms, rules, facts, refusals: refusalWords };
