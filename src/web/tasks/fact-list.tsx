import { useWords } from "../words/index.ts";
import { factPairs } from "./tending-words.ts";

/** Facts side by side: their names quiet, their values to be read. */
export function FactList(props: { readonly facts: Readonly<Record<string, string | number>> }) {
  const { t } = useWords();
  return (
    <dl className="tending-facts">
      {factPairs(t, props.facts).map(({ name, text }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className="number">{text}</dd>
        </div>
      ))}
    </dl>
  );
}
