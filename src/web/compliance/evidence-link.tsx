import { useRouter } from "@tanstack/react-router";
import type { MouseEvent } from "react";

/** The page where the evidence stands; the board names it by its address. */
export function EvidenceLink(props: {
  readonly path: string;
  readonly word: string;
  /** What it is the evidence of, so that links can be told apart. */
  readonly of: string;
}) {
  const { history } = useRouter();
  const go = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    history.push(props.path);
  };
  return (
    <a href={props.path} onClick={go} aria-label={`${props.word} ${props.of}`}>
      {props.word}
    </a>
  );
}
