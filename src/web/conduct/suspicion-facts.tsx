import type { EntryKind } from "../../contract/entries.ts";
import { entryKinds } from "../../contract/entries.ts";
import { type RouteName, routes } from "../../contract/routes.ts";
import { type Language, type Say, useWords } from "../words/index.ts";
import { conductTerms } from "../words/zh-CN/conduct.ts";

type FactName = keyof typeof conductTerms.facts;
const isFact = (name: string): name is FactName => Object.hasOwn(conductTerms.facts, name);
const isEntry = (name: string): name is EntryKind => Object.hasOwn(entryKinds, name);
const isRoute = (name: string): name is RouteName => Object.hasOwn(routes, name);

/** What was tried, in the words of its entry or of the way it came in by. */
function attemptedWord(t: Say, language: Language, name: string): string {
  if (isEntry(name)) return t(`terms/entryKinds/${name}`);
  return isRoute(name) ? routes[name].title[language === "en" ? "en" : "zh"] : name;
}

/** What a suspicion rests on, in a line each. */
export function SuspicionFacts(props: {
  readonly facts: Readonly<Record<string, string | number>>;
}) {
  const { t, language } = useWords();
  return (
    <dl className="tending-facts">
      {Object.entries(props.facts).map(([name, value]) => (
        <div key={name}>
          <dt>{isFact(name) ? t(`conductTerms/facts/${name}`) : name}</dt>
          <dd className="number">
            {name === "attempted" ? attemptedWord(t, language, String(value)) : value}
          </dd>
        </div>
      ))}
    </dl>
  );
}
