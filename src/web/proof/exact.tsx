import { CopyButton } from "../look/copy.tsx";

/** A text byte for byte, folded, with a way to take it along. */
export function Exact(props: { readonly title: string; readonly text: string }) {
  return (
    <details className="exact">
      <summary>{props.title}</summary>
      <pre className="mono">{props.text}</pre>
      <CopyButton text={props.text} />
    </details>
  );
}
