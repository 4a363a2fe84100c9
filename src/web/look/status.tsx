import {
  CheckCircleFilled,
  CloseCircleFilled,
  ExclamationCircleFilled,
  MinusCircleOutlined,
  PlayCircleFilled,
} from "@ant-design/icons";
import type { ReactNode } from "react";

export type Tone = "good" | "busy" | "warn" | "alarm" | "plain";

const icons: Record<Tone, ReactNode> = {
  good: <CheckCircleFilled aria-hidden />,
  busy: <PlayCircleFilled aria-hidden />,
  warn: <ExclamationCircleFilled aria-hidden />,
  alarm: <CloseCircleFilled aria-hidden />,
  plain: <MinusCircleOutlined aria-hidden />,
};

/** A state by colour, icon and word; never by colour alone. */
export function Status(props: {
  readonly tone: Tone;
  readonly icon?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <span className={`status status-${props.tone}`}>
      {props.icon ?? icons[props.tone]}
      <span>{props.children}</span>
    </span>
  );
}
