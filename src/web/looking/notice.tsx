import { useMutation, useQuery } from "@tanstack/react-query";
import { Button, Checkbox } from "antd";
import { useState } from "react";
import { ask } from "../ask.ts";
import { Bones } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { queries } from "../session/queries.ts";
import { useWords } from "../words/index.ts";
import "./looking.css";

export const noticeKey = ["notice"] as const;

/** The notice that stands and whether this sign-in has accepted it. */
export function useNotice() {
  return useQuery({
    queryKey: noticeKey,
    queryFn: () => ask("notice.read", {}),
    staleTime: 30_000,
  });
}

/** 保密须知 before the first frame (S3-8.3): read, agreed to, entered. */
export function NoticeGate(props: { readonly onAccepted: () => void }) {
  const { t, language } = useWords();
  const notice = useNotice();
  const [agreed, setAgreed] = useState(false);
  const accept = useMutation({
    mutationFn: (version: number) => ask("notice.accept", { body: { version } }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: noticeKey });
      props.onAccepted();
    },
    onError: () => void notice.refetch(),
  });
  if (notice.isPending) return <Bones rows={7} />;
  if (notice.isError) return <Failure error={notice.error} onRetry={() => void notice.refetch()} />;
  const { version, zh, en } = notice.data.notice;
  const text = language === "en" ? en : zh;
  return (
    <section className="sheet notice" aria-label={t("looking/noticeTitle")}>
      <h2>
        {t("looking/noticeTitle")}{" "}
        <span className="quiet">{t("looking/noticeVersion", { version })}</span>
      </h2>
      <div className="sheet-body stack">
        {text.split("\n").map((line) => (
          <p key={line}>{line}</p>
        ))}
        <Checkbox checked={agreed} onChange={(event) => setAgreed(event.target.checked)}>
          {t("looking/noticeAgree")}
        </Checkbox>
        {accept.isError ? <Failure error={accept.error} /> : null}
        <div className="tools">
          <Button
            type="primary"
            disabled={!agreed}
            loading={accept.isPending}
            onClick={() => accept.mutate(version)}
          >
            {t("looking/noticeOpen")}
          </Button>
          <span className="quiet">{t("looking/noticeNote")}</span>
        </div>
      </div>
    </section>
  );
}
