import { useMutation, useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { type Answer, ask } from "../ask.ts";
import { Failure } from "../look/failure.tsx";
import { Status } from "../look/status.tsx";
import { queries } from "../session/queries.ts";
import { useWords } from "../words/index.ts";
import { listed } from "../words/listed.ts";
import "./readiness.css";

type Rules = Answer<"rules.read">;

/** The rules of a lesson's course, where its trainee has not acknowledged them yet (S0-4.4). */
export function useUnreadRules(lessonId: string | undefined): Rules | undefined {
  const read = useQuery({
    queryKey: ["rules", lessonId],
    queryFn: () => ask("rules.read", { params: { lessonId: lessonId ?? "" } }),
    enabled: lessonId !== undefined,
    // Whoever is on no roster has no rules to acknowledge: the door says so itself.
    retry: false,
  });
  return read.data?.acknowledgedAtMs === null ? read.data : undefined;
}

/** Read before the first check-in of a course; one tap says so. */
export function RulesGate(props: { readonly lessonId: string; readonly rules: Rules }) {
  const { t, language } = useWords();
  const { lessonId, rules } = props;
  const { version } = rules;
  const acknowledge = useMutation({
    mutationFn: () => ask("rules.acknowledge", { params: { lessonId }, body: { version } }),
    onSuccess: (read) => void queries.setQueryData(["rules", lessonId], read),
  });
  return (
    <section className="stack" aria-label={t("readinessPage/rules")}>
      <b>{t("readinessPage/rules")}</b>
      <p className="quiet">{t("readinessPage/rulesNote", { version })}</p>
      <ol className="rules-list">
        {(language === "en" ? rules.en : rules.zh).map((rule) => (
          <li key={rule}>{rule}</li>
        ))}
      </ol>
      {acknowledge.isError ? <Failure error={acknowledge.error} /> : null}
      <Button
        type="primary"
        block
        loading={acknowledge.isPending}
        onClick={() => acknowledge.mutate()}
      >
        {t("readinessPage/rulesRead")}
      </Button>
    </section>
  );
}

/** For the teacher: who of the lesson has acknowledged them. */
export function RulesPanel(props: { readonly lessonId: string }) {
  const { t } = useWords();
  const { lessonId } = props;
  const read = useQuery({
    queryKey: ["rules-read", lessonId],
    queryFn: () => ask("rules.acknowledgements", { params: { lessonId } }, { background: true }),
    refetchInterval: 15_000,
  });
  const lines = read.data?.lines ?? [];
  if (lines.length === 0) return null;
  const open = lines.filter((line) => line.atMs === null);
  return (
    <section className="sheet" aria-label={t("readinessPage/rules")}>
      <div className="sheet-head">
        <h2>{t("readinessPage/rules")}</h2>
        <Status tone={open.length === 0 ? "good" : "busy"}>
          {t("readinessPage/rulesCount", { n: lines.length - open.length, all: lines.length })}
        </Status>
      </div>
      {open.length === 0 ? null : (
        <p className="sheet-body">
          {t("readinessPage/rulesOpen", { names: listed(open.map((line) => line.name)) })}
        </p>
      )}
    </section>
  );
}
