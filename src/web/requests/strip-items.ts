import type { Operation, Step } from "../../contract/approval.ts";
import type { PostWord } from "../institution/post-word.ts";
import { dayMinute } from "../look/times.ts";
import { clauseWord } from "../words/clauses.ts";
import type { Say } from "../words/index.ts";
import { listed } from "../words/listed.ts";
import { plainItem, type StripItem } from "./approval-strip.tsx";
import type { Case, Preview } from "./use-requests.ts";

/** Lent for a time, to a department or by request: what comes back (S0-11.1). Other copies are kept. */
function comesBack(operation: Operation): boolean {
  return operation === "department" || operation === "lend";
}

const over: readonly Case["state"][] = ["rejected", "withdrawn", "lapsed"];

function stepItem(
  t: Say,
  of: { readonly one: Case; readonly post: string },
  step: Step,
): StripItem {
  const { one, post } = of;
  const waits = step.state === "waiting" && !over.includes(one.state);
  const who =
    step.holders.length > 0
      ? t("approvalStrip/holders", { names: listed(step.holders) })
      : t("requestForm/vacant");
  const decided = step.state === "agreed" || step.state === "disagreed";
  return {
    ...plainItem,
    key: `step ${step.number}`,
    title: post,
    state: decided ? step.state : waits ? "waiting" : "to-come",
    name: step.name,
    atMs: step.decidedAtMs,
    opinion: decided ? (step.opinion ?? "") || t("approvalStrip/noOpinion") : null,
    notes: [
      ...(step.standingFor === null
        ? []
        : [t("approvalStrip/standingFor", { name: step.standingFor })]),
      ...(step.rule === "S3-Q2" ? [t("labels/whyStep")] : []),
      ...(waits ? [who] : []),
      ...(decided && step.vacancy ? [t("approvalStrip/vacancy")] : []),
    ],
    rule: clauseWord(t, step.rule),
    signature: step.signature,
  };
}

function handling(t: Say, one: Case): StripItem {
  const handed = one.handedOver;
  const granted = one.state === "granted" || one.state === "emergency";
  const done = handed !== null || (one.grantedAtMs !== null && !granted);
  return {
    ...plainItem,
    key: "handle",
    title: t("approvalStrip/handle"),
    state: done ? "done" : granted ? "waiting" : "to-come",
    name: handed?.name ?? null,
    atMs: handed?.atMs ?? (one.operation === "view" ? one.grantedAtMs : null),
    notes:
      handed === null
        ? []
        : [
            t("approvalStrip/receiver", { name: handed.receiver }),
            t("approvalStrip/medium", { name: handed.medium }),
          ],
  };
}

/** The way a case has come and what is before it. */
export function caseItems(t: Say, one: Case, postWord: PostWord): StripItem[] {
  const { returned } = one;
  const items: StripItem[] = [
    {
      ...plainItem,
      key: "filed",
      title: t("approvalStrip/filed"),
      state: "done",
      name: one.filedBy,
      atMs: one.filedAtMs,
    },
    ...one.steps.map((step) => stepItem(t, { one, post: postWord(step.post) }, step)),
  ];
  if (over.includes(one.state)) return items;
  items.push(handling(t, one));
  if (one.returnDueMs !== null || returned !== null) {
    items.push({
      ...plainItem,
      key: "return",
      title: t("approvalStrip/returned"),
      state: returned !== null ? "done" : one.state === "handed-over" ? "waiting" : "to-come",
      name: returned?.name ?? null,
      atMs: returned?.atMs ?? null,
      notes:
        returned !== null
          ? [t(`approvalStrip/how/${returned.how}`)]
          : one.returnDueMs === null
            ? []
            : [t("requests/dueAt", { at: dayMinute(one.returnDueMs) })],
    });
  }
  items.push({
    ...plainItem,
    key: "closed",
    title: t("approvalStrip/closed"),
    state: one.closedAtMs === null ? "to-come" : "done",
    atMs: one.closedAtMs,
  });
  return items;
}

/** The same way before it is walked. */
export function previewItems(
  t: Say,
  preview: Preview,
  who: { readonly by: string; readonly postWord: PostWord },
): StripItem[] {
  const { by, postWord } = who;
  const station = (key: "handle" | "returned" | "closed"): StripItem => ({
    ...plainItem,
    key,
    title: t(`approvalStrip/${key}`),
    state: "to-come",
  });
  return [
    { ...plainItem, key: "filed", title: t("approvalStrip/filed"), state: "waiting", name: by },
    ...preview.steps.map((step, at): StripItem => ({
      ...plainItem,
      key: `step ${at}`,
      title: postWord(step.post),
      state: "to-come",
      notes: [
        ...(step.rule === "S3-Q2" ? [t("labels/whyStep")] : []),
        step.holders.length === 0
          ? t("requestForm/vacant")
          : t("requestForm/decidedBy", { names: listed(step.holders) }),
      ],
      rule: clauseWord(t, step.rule),
    })),
    {
      ...station("handle"),
      notes: [t(`requestTerms/operations/${preview.operation}/after`)],
    },
    ...(comesBack(preview.operation) ? [station("returned")] : []),
    station("closed"),
  ];
}
