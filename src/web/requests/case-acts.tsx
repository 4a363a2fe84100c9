import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useState } from "react";
import { useMay } from "../session/me.ts";
import { useWords } from "../words/index.ts";
import {
  AddPaperDialog,
  CloseDialog,
  CoSignDialog,
  HandOverDialog,
  ReturnDialog,
  WithdrawDialog,
} from "./act-dialogs.tsx";
import type { Case } from "./use-requests.ts";

const acts = ["co-sign", "hand-over", "return", "close", "add-paper", "withdraw"] as const;
type Act = (typeof acts)[number];

const words = {
  "co-sign": "requestCase/coSign",
  "hand-over": "requestCase/handOver",
  return: "requestCase/doReturn",
  close: "requestCase/close",
  "add-paper": "requestCase/addPaper",
  withdraw: "requestCase/withdraw",
} as const;

const dialogs = {
  "co-sign": CoSignDialog,
  "hand-over": HandOverDialog,
  return: ReturnDialog,
  close: CloseDialog,
  "add-paper": AddPaperDialog,
  withdraw: WithdrawDialog,
} as const;

/** Exactly the acts the house would allow this reader now. */
export function CaseActs(props: { readonly one: Case }) {
  const { t } = useWords();
  const may = useMay();
  const [open, setOpen] = useState<Act | null>(null);
  const { one } = props;
  const offered = acts.filter((act) => one.can.includes(act));
  const Dialog = open === null ? null : dialogs[open];
  const looks = one.own && one.operation === "view" && one.state === "granted";
  const [first] = one.lessons;
  return (
    <>
      {looks && may("viewing.open") && first !== undefined ? (
        <Link to="/lessons/$lessonId/recording" params={{ lessonId: first.lessonId }}>
          <Button type="primary">{t("requestCase/openRecording")}</Button>
        </Link>
      ) : null}
      {offered.map((act) => (
        <Button
          key={act}
          type={act === "hand-over" || act === "return" ? "primary" : "default"}
          danger={act === "withdraw" || act === "co-sign"}
          onClick={() => setOpen(act)}
        >
          {t(words[act])}
        </Button>
      ))}
      {Dialog === null ? null : <Dialog one={one} onClose={() => setOpen(null)} />}
    </>
  );
}
