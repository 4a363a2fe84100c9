import { entryKinds, type Leaf } from "../../contract/entries.ts";

/** Follows sign-ins through the entries: 登录时间 and 操作时长 must agree (S0-5.1.1). */
export class SignInCheck {
  readonly #open = new Map<string, number>();

  /** What is not sane about this entry, if it closes a sign-in; undefined when all is well. */
  check(leaf: Leaf): string | undefined {
    if (leaf.kind === "sign-in.opened@1" || leaf.kind === "sign-in.opened@2") {
      const opened = entryKinds[leaf.kind].safeParse(leaf.body).data;
      if (opened !== undefined) this.#open.set(opened.signInId, opened.startedAtMs);
      return opened === undefined ? `body of ${leaf.kind}` : undefined;
    }
    if (leaf.kind !== "sign-in.closed@1" && leaf.kind !== "sign-in.closed@2") return undefined;
    const closed = entryKinds[leaf.kind].safeParse(leaf.body).data;
    if (closed === undefined) return `body of ${leaf.kind}`;
    const { signInId, startedAtMs, endedAtMs, durationMs } = closed;
    if (endedAtMs - startedAtMs !== durationMs)
      return `${durationMs} ms from ${startedAtMs} to ${endedAtMs}`;
    const openedAtMs = this.#open.get(signInId);
    if (openedAtMs === undefined) return `sign-in ${signInId} is closed but not open`;
    this.#open.delete(signInId);
    return openedAtMs === startedAtMs
      ? undefined
      : `opened at ${openedAtMs}, closed as ${startedAtMs}`;
  }
}
