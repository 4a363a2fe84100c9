import {
  CheckOutlined,
  ClockCircleFilled,
  InboxOutlined,
  RollbackOutlined,
  SwapOutlined,
  ThunderboltFilled,
} from "@ant-design/icons";
import type { ReactNode } from "react";
import type { RequestState } from "../../contract/approval.ts";
import type { PostWord } from "../institution/post-word.ts";
import { Status, type Tone } from "../look/status.tsx";
import { useWords, type Say } from "../words/index.ts";
import type { Line } from "./use-requests.ts";

const tones: Record<RequestState, Tone> = {
  waiting: "busy",
  emergency: "alarm",
  granted: "good",
  rejected: "alarm",
  withdrawn: "plain",
  "handed-over": "busy",
  returned: "good",
  closed: "plain",
  lapsed: "plain",
};
const icons: Partial<Record<RequestState, ReactNode>> = {
  waiting: <ClockCircleFilled aria-hidden />,
  emergency: <ThunderboltFilled aria-hidden />,
  withdrawn: <RollbackOutlined aria-hidden />,
  "handed-over": <SwapOutlined aria-hidden />,
  returned: <CheckOutlined aria-hidden />,
  closed: <InboxOutlined aria-hidden />,
};

export function RequestStatus(props: { readonly state: RequestState }) {
  const { t } = useWords();
  return (
    <Status tone={tones[props.state]} icon={icons[props.state]}>
      {t(`requestTerms/states/${props.state}`)}
    </Status>
  );
}

type Waiting = Pick<Line, "state" | "operation" | "waitingFor" | "profile" | "dueMs">;

/** What waits for whom, in one phrase. */
export function waitWord(t: Say, line: Waiting, postWord: PostWord): string {
  if (line.waitingFor !== null && (line.state === "waiting" || line.state === "emergency")) {
    const post = postWord(line.waitingFor);
    return line.waitingFor === "administrator"
      ? t("requests/waitsForRegister", { post })
      : t("requests/waitsFor", { post });
  }
  if (line.state === "emergency") return t("requests/waitsPapers");
  if (line.state === "granted")
    return line.operation === "view" ? t("requests/usable") : t("requests/waitsHandOver");
  if (line.state === "handed-over")
    return line.dueMs === null ? t("requests/waitsClose") : t("requests/waitsReturn");
  return line.state === "returned" ? t("requests/waitsClose") : t("requests/nothingWaits");
}
