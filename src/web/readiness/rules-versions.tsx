import { useMutation, useQuery } from "@tanstack/react-query";
import { Button, Modal } from "antd";
import { useState } from "react";
import { type Answer, ask } from "../ask.ts";
import { DayField } from "../look/day-field.tsx";
import { Bones } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { nowMs } from "../look/now.ts";
import { Status, type Tone } from "../look/status.tsx";
import { TextField } from "../look/text-field.tsx";
import { day, dayMinute, dayStart, instantOf } from "../look/times.ts";
import { useMay } from "../session/me.ts";
import { queries } from "../session/queries.ts";
import { useWords } from "../words/index.ts";
import "./readiness.css";

type Line = Answer<"rules.versions">["versions"][number];
const key = ["rules-versions"] as const;
const tones: Readonly<Record<Line["stands"], Tone>> = {
  "in-force": "good",
  coming: "busy",
  past: "plain",
};

/** The rules of conduct for trainees in their versions; what was read is never changed (S0-4.4). */
export function RulesVersions() {
  const { t } = useWords();
  const may = useMay();
  const [writing, setWriting] = useState(false);
  const read = useQuery({ queryKey: key, queryFn: () => ask("rules.versions", {}) });
  const versions = read.data?.versions ?? [];
  const [newest] = versions;
  return (
    <section className="stack" aria-label={t("readinessPage/rules")}>
      <p className="quiet">{t("readinessPage/rulesVersionsNote")}</p>
      {read.isPending ? <Bones rows={6} /> : null}
      {read.isError ? <Failure error={read.error} onRetry={() => void read.refetch()} /> : null}
      {may("rules.publish") && newest !== undefined ? (
        <div>
          <Button type="primary" onClick={() => setWriting(true)}>
            {t("readinessPage/rulesPublish")}
          </Button>
        </div>
      ) : null}
      {versions.map((line) => (
        <Version key={line.version} line={line} />
      ))}
      {writing && newest !== undefined ? (
        <PublishDialog newest={newest} onClose={() => setWriting(false)} />
      ) : null}
    </section>
  );
}

function Version({ line }: { readonly line: Line }) {
  const { t, language } = useWords();
  const { version, publishedBy, publishedAtMs, fromMs } = line;
  const title = t("readinessPage/rulesVersion", { version });
  return (
    <article className="sheet" aria-label={title}>
      <div className="sheet-head">
        <h2>{title}</h2>
        <Status tone={tones[line.stands]}>{t(`readinessPage/rulesStands/${line.stands}`)}</Status>
      </div>
      <div className="sheet-body stack">
        <p className="quiet">
          {publishedAtMs === null
            ? t("readinessPage/rulesShipped")
            : t("readinessPage/rulesFrom", {
                from: day(fromMs),
                name: publishedBy ?? "",
                at: dayMinute(publishedAtMs),
              })}
        </p>
        <ol className="rules-list">
          {(language === "en" ? line.en : line.zh).map((rule) => (
            <li key={rule}>{rule}</li>
          ))}
        </ol>
      </div>
    </article>
  );
}

const linesOf = (text: string) =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
const textMost = 12_000;

/** The next version begins with the words of the newest one. */
function PublishDialog(props: { readonly newest: Line; readonly onClose: () => void }) {
  const { t } = useWords();
  const { newest, onClose } = props;
  const [zh, setZh] = useState(newest.zh.join("\n"));
  const [en, setEn] = useState(newest.en.join("\n"));
  const [date, setDate] = useState(() => day(nowMs()));
  const publish = useMutation({
    mutationFn: () =>
      ask("rules.publish", {
        body: {
          after: newest.version,
          zh: linesOf(zh),
          en: linesOf(en),
          fromMs: dayStart(instantOf(date, "12:00"), 0),
        },
      }),
    onSuccess: (after) => {
      queries.setQueryData(key, after);
      onClose();
    },
  });
  const unchanged =
    linesOf(zh).join("\n") === newest.zh.join("\n") &&
    linesOf(en).join("\n") === newest.en.join("\n");
  const lacking = linesOf(zh).length === 0 || linesOf(en).length === 0;
  return (
    <Modal
      open
      width={720}
      title={t("readinessPage/rulesPublishTitle", { version: newest.version + 1 })}
      okText={t("readinessPage/rulesPublish")}
      okButtonProps={{ disabled: unchanged || lacking, loading: publish.isPending }}
      onOk={() => publish.mutate()}
      onCancel={onClose}
    >
      <div className="stack">
        <p>{t("readinessPage/rulesPublishText")}</p>
        <TextField
          label={t("readinessPage/rulesZh")}
          hint={t("readinessPage/rulesLines")}
          value={zh}
          long
          most={textMost}
          required
          onChange={setZh}
        />
        <TextField
          label={t("readinessPage/rulesEn")}
          value={en}
          long
          most={textMost}
          required
          onChange={setEn}
        />
        <DayField label={t("readinessPage/rulesDay")} value={date} onChange={setDate} />
        {publish.isError ? <Failure error={publish.error} /> : null}
      </div>
    </Modal>
  );
}
