import { useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { Button, Radio } from "antd";
import { useState } from "react";
import { reportedMatters } from "../../contract/conduct.ts";
import { ask } from "../ask.ts";
import { Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { nowMs } from "../look/now.ts";
import { PageHead } from "../look/page-head.tsx";
import { TextField } from "../look/text-field.tsx";
import { dayMinute } from "../look/times.ts";
import { useAct } from "../requests/use-act.ts";
import { useMay } from "../session/me.ts";
import { useWords } from "../words/index.ts";
import { told } from "../words/listed.ts";
import { MattersTable } from "./matters-table.tsx";
import { minuteTyped } from "./typed-minute.ts";
import { conductChanged, conductKey } from "./use-conduct.ts";

/** 报告与说明: what anybody of the staff tells, and what concerns them; also on a phone. */
export function ReportPage() {
  const { t } = useWords();
  const search: { readonly lesson?: string } = useSearch({ strict: false });
  const mine = useQuery({
    queryKey: [...conductKey, "mine"],
    queryFn: () => ask("conduct.mine", {}),
  });
  return (
    <div className="page">
      <PageHead title={t("reportPage/title")} note={t("reportPage/note")} />
      <div className="stack">
        <section className="sheet" aria-label={t("reportPage/send")}>
          <div className="sheet-body">
            <ReportForm lessonId={search.lesson ?? null} />
          </div>
        </section>
        <section aria-label={t("reportPage/mine")}>
          <div className="sheet-head">
            <h2>{t("reportPage/mine")}</h2>
          </div>
          {mine.isError ? <Failure error={mine.error} onRetry={() => void mine.refetch()} /> : null}
          <MattersTable
            matters={mine.data?.matters}
            empty={<Empty title={t("reportPage/empty")} next={t("reportPage/emptyNext")} />}
          />
        </section>
      </div>
    </div>
  );
}

type Kind = (typeof reportedMatters)[number];

function ReportForm(props: { readonly lessonId: string | null }) {
  const { t } = useWords();
  const { lessonId } = props;
  const [kind, setKind] = useState<Kind>("damage");
  const [text, setText] = useState("");
  const [place, setPlace] = useState("");
  const [at, setAt] = useState<string | null>(null);
  const noticed = () => (at === null ? nowMs() : minuteTyped(at));
  const act = useAct(
    async () => {
      const noticedAtMs = noticed();
      return noticedAtMs === undefined
        ? null
        : ask("conduct.report", {
            body: { kind, text, place, noticedAtMs, lessonId, cameraId: null },
          });
    },
    {
      onDone: () => {
        setText("");
        setPlace("");
        conductChanged();
      },
      said: t("reportPage/sent"),
    },
  );
  return (
    <div className="matter-form">
      {lessonId === null ? null : <OfLesson lessonId={lessonId} />}
      <Radio.Group
        aria-label={t("reportPage/kind")}
        optionType="button"
        value={kind}
        onChange={(event) =>
          setKind(reportedMatters.find((one) => one === event.target.value) ?? "damage")
        }
        options={reportedMatters.map((value) => ({
          value,
          label: t(`conductTerms/kinds/${value}`),
        }))}
      />
      <TextField
        long
        required
        label={t("reportPage/text")}
        hint={t("reportPage/textHint")}
        value={text}
        onChange={setText}
      />
      <TextField label={t("reportPage/place")} value={place} onChange={setPlace} />
      <NoticedField at={at} onChange={setAt} />
      {act.isError ? <Failure error={act.error} /> : null}
      <Button
        type="primary"
        loading={act.isPending}
        disabled={text.trim() === "" || (at !== null && minuteTyped(at) === undefined)}
        onClick={() => act.mutate()}
      >
        {t("reportPage/send")}
      </Button>
    </div>
  );
}

/** When it was noticed: just now, or at a time typed in. */
function NoticedField(props: {
  readonly at: string | null;
  readonly onChange: (at: string | null) => void;
}) {
  const { t } = useWords();
  const { at, onChange } = props;
  return (
    <>
      <div className="signing-field">
        <span aria-hidden>{t("reportPage/noticed")}</span>
        <Radio.Group
          aria-label={t("reportPage/noticed")}
          value={at === null ? "now" : "earlier"}
          onChange={(event) =>
            onChange(event.target.value === "earlier" ? dayMinute(nowMs()) : null)
          }
          options={[
            { value: "now", label: t("reportPage/now") },
            { value: "earlier", label: t("reportPage/earlier") },
          ]}
        />
        <small className="quiet">{t("reportPage/noticedHint")}</small>
      </div>
      {at === null ? null : (
        <TextField required label={t("reportPage/earlierAt")} value={at} onChange={onChange} />
      )}
    </>
  );
}

/** The lesson it happened in, where the report began on its page. */
function OfLesson(props: { readonly lessonId: string }) {
  const { t } = useWords();
  const may = useMay();
  const { lessonId } = props;
  const read = useQuery({
    queryKey: ["lessons", lessonId],
    queryFn: () => ask("lessons.read", { params: { lessonId } }),
    enabled: may("lesson.read"),
  });
  return <p className="quiet">{told(t("reportPage/ofLesson"), read.data?.officialName ?? "…")}</p>;
}
