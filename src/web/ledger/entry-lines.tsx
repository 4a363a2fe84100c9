import { Empty } from "../look/empty.tsx";
import { daySecond } from "../look/times.ts";
import { useWords } from "../words/index.ts";
import { actorWord, kindWord, summary, type Line } from "./entry-words.ts";
import "./ledger.css";

/** A short list of entries for a first page. */
export function EntryLines(props: { readonly lines: readonly Line[] }) {
  const { t } = useWords();
  if (props.lines.length === 0) return <Empty title={t("ledger/empty")} />;
  return (
    <ul className="entry-lines">
      {props.lines.map((line) => (
        <li key={line.entryId}>
          <span className="number">{daySecond(line.atMs)}</span>
          <b>{kindWord(t, line.kind)}</b>
          <span>{actorWord(t, line.actorName)}</span>
          <span className="quiet entry-more">{summary(t, line)}</span>
        </li>
      ))}
    </ul>
  );
}
