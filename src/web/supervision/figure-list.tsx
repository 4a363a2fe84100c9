import { useWords } from "../words/index.ts";
import { figurePairs } from "./use-supervision.ts";
import "../tasks/tending.css";

/** Figures side by side: their names quiet, their values to be read. */
export function FigureList(props: { readonly figures: Readonly<Record<string, number>> }) {
  const { t } = useWords();
  return (
    <dl className="tending-facts">
      {figurePairs(t, props.figures).map(({ name, text }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className="number">{text}</dd>
        </div>
      ))}
    </dl>
  );
}
