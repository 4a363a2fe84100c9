import { Fragment, type ReactNode } from "react";
import { useLocks } from "./lock.ts";

/** Pictures begin anew after a lock, with a viewing of their own; forms stay as they were typed. */
export function Afresh(props: { readonly children: ReactNode }) {
  return <Fragment key={useLocks()}>{props.children}</Fragment>;
}
