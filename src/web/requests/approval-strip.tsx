import {
  CheckCircleFilled,
  ClockCircleFilled,
  CloseCircleFilled,
  MinusCircleOutlined,
} from "@ant-design/icons";
import type { ReactNode } from "react";
import type { Strokes } from "../../contract/approval.ts";
import { SignatureImage } from "../look/signature-pad.tsx";
import { dayMinute } from "../look/times.ts";
import { useWords } from "../words/index.ts";
import "./strip.css";

export type StripState = "done" | "agreed" | "disagreed" | "waiting" | "to-come";

/** One station of a case on its way; what is not known yet is null. */
export interface StripItem {
  readonly key: string;
  readonly title: string;
  readonly state: StripState;
  readonly name: string | null;
  readonly atMs: number | null;
  readonly opinion: string | null;
  readonly notes: readonly string[];
  readonly rule: string | null;
  readonly signature: Strokes | null;
}

export const plainItem = {
  name: null,
  atMs: null,
  opinion: null,
  notes: [],
  rule: null,
  signature: null,
} as const;

const icons: Record<StripState, ReactNode> = {
  done: <CheckCircleFilled aria-hidden />,
  agreed: <CheckCircleFilled aria-hidden />,
  disagreed: <CloseCircleFilled aria-hidden />,
  waiting: <ClockCircleFilled aria-hidden />,
  "to-come": <MinusCircleOutlined aria-hidden />,
};

/** 申请 → 各级意见 → 办理 → 归还 → 归档: what was said and signed, what waits, what is to come. */
export function ApprovalStrip(props: {
  readonly items: readonly StripItem[];
  readonly label: string;
}) {
  return (
    <ol className="strip" aria-label={props.label}>
      {props.items.map((item) => (
        <li key={item.key} className={`strip-${item.state}`}>
          <span className="strip-dot">{icons[item.state]}</span>
          <div className="strip-body">
            <Item item={item} />
          </div>
        </li>
      ))}
    </ol>
  );
}

function stateWord(state: StripState): "toCome" | "waiting" | "done" | "agreed" | "disagreed" {
  return state === "to-come" ? "toCome" : state;
}

function Item(props: { readonly item: StripItem }) {
  const { t } = useWords();
  const { item } = props;
  return (
    <>
      <p className="strip-head">
        <b>{item.title}</b>
        <span className="strip-word">{t(`approvalStrip/${stateWord(item.state)}`)}</span>
      </p>
      {item.opinion === null ? null : <p className="strip-opinion">{item.opinion}</p>}
      {item.signature === null ? null : (
        <SignatureImage strokes={item.signature} by={item.name ?? ""} />
      )}
      {item.name === null && item.atMs === null ? null : (
        <p className="strip-who">
          {item.name === null ? null : <span>{item.name}</span>}
          {item.atMs === null ? null : <span className="number">{dayMinute(item.atMs)}</span>}
        </p>
      )}
      {item.notes.map((note) => (
        <p key={note} className="quiet">
          {note}
        </p>
      ))}
      {item.rule === null ? null : <p className="strip-rule">{item.rule}</p>}
    </>
  );
}
