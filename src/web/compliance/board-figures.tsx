import { useWords } from "../words/index.ts";
import { figureText, figureWord } from "./use-compliance.ts";

/** Figures in their order, with what must be zero; what makes it red is bold, not only red. */
export function BoardFigures(props: {
  readonly figures: Readonly<Record<string, number>>;
  readonly faults: readonly string[];
}) {
  const { t } = useWords();
  const shown = Object.entries(props.figures);
  if (shown.length === 0) return null;
  return (
    <dl className="board-figures">
      {shown.map(([name, value]) => (
        <div key={name} className={props.faults.includes(name) ? "wrong" : ""}>
          <dt>{figureWord(t, name)}</dt>
          <dd className="number">{figureText(name, value)}</dd>
        </div>
      ))}
    </dl>
  );
}
