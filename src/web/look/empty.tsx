import type { ReactNode } from "react";
import { useWords } from "../words/index.ts";

/** Nothing here: says so, and what to do next. */
export function Empty(props: {
  readonly title: string;
  readonly next?: ReactNode;
  readonly tools?: ReactNode;
}) {
  return (
    <div className="empty">
      <strong>{props.title}</strong>
      <span>{props.next}</span>
      {props.tools === undefined ? null : <div className="tools">{props.tools}</div>}
    </div>
  );
}

/** The structure of what is coming. */
export function Bones(props: { readonly rows?: number }) {
  const { t } = useWords();
  return (
    <output className="bones" aria-label={t("common/loading")}>
      {Array.from({ length: props.rows ?? 5 }, (_, at) => (
        <span key={at} style={{ width: `${92 - ((at * 17) % 41)}%` }} />
      ))}
    </output>
  );
}
