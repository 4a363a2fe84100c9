import type { ReactNode } from "react";
import { useEffect } from "react";
import { useWords } from "../words/index.ts";

/** The one heading of a page; also the title of the window. */
export function PageHead(props: {
  readonly title: string;
  readonly note?: ReactNode;
  readonly tools?: ReactNode;
}) {
  const { t } = useWords();
  const product = t("common/product");
  useEffect(() => {
    document.title = `${props.title} · ${product}`;
  }, [props.title, product]);
  return (
    <header className="page-head">
      <h1>{props.title}</h1>
      <div className="note">{props.note}</div>
      {props.tools === undefined ? null : <div className="tools">{props.tools}</div>}
    </header>
  );
}
