import type { AnswerFigure } from "../../contract/board-figures.ts";
import type { InspectorAnswer } from "../../contract/compliance.ts";
import { type Question, questions } from "./questions.ts";

export type AnswerFacts = Readonly<Partial<Record<AnswerFigure, number>>>;

/** Every question with its answer, from figures alone; what no room keeps is said, not guessed. */
export function answerQuestions(facts: AnswerFacts): InspectorAnswer[] {
  return questions.map((question) => {
    const faults = question.faults.filter((name) => valueOf(facts, name) > 0);
    const missing = question.needs.filter((name) => valueOf(facts, name) === 0);
    const names = [...question.shows, ...question.faults];
    return {
      no: question.no,
      state: stateOf(question, facts, faults.length + missing.length),
      figures: Object.fromEntries(names.map((name) => [name, valueOf(facts, name)])),
      faults: [...faults, ...missing],
      path: question.path,
      tables: [...question.tables],
    };
  });
}

function stateOf(
  { absent }: Question,
  facts: AnswerFacts,
  wrong: number,
): InspectorAnswer["state"] {
  const nothing =
    absent === true || (absent !== undefined && absent.every((name) => valueOf(facts, name) === 0));
  if (nothing) return "not-kept";
  return wrong > 0 ? "lacking" : "shown";
}

const valueOf = (facts: AnswerFacts, name: AnswerFigure): number => facts[name] ?? 0;
