import type { ReactNode } from "react";

/** One sheet of the first page. */
export function Section(props: {
  readonly title: string;
  readonly tools?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <section className="sheet" aria-label={props.title}>
      <div className="sheet-head">
        <h2>{props.title}</h2>
        <span className="tools">{props.tools}</span>
      </div>
      {props.children}
    </section>
  );
}
