import { useQuery } from "@tanstack/react-query";
import { type Answer, ask } from "../ask.ts";
import { Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { Status } from "../look/status.tsx";
import { dayMinute, size } from "../look/times.ts";
import { useWords } from "../words/index.ts";

type Trial = Answer<"restore.trials">["trials"][number];
type Report = NonNullable<Trial["report"]>;
const tones = { running: "busy", sound: "good", failed: "alarm" } as const;
const minutes = (ms: number) => Math.round(ms / 6_000) / 10;

/** The newest trial restore of the whole house: what came back, and what would have been lost (S0-8.1c). */
export function HouseTrialPart() {
  const { t } = useWords();
  const trials = useQuery({
    queryKey: ["copy-trials"],
    queryFn: () => ask("restore.trials", {}, { background: true }),
    refetchInterval: 60_000,
  });
  const [newest] = trials.data?.trials ?? [];
  return (
    <section className="sheet" aria-labelledby="copies-trial">
      <h2 id="copies-trial">{t("restoreTrial/title")}</h2>
      {trials.isError ? (
        <Failure error={trials.error} onRetry={() => void trials.refetch()} />
      ) : null}
      {trials.isSuccess && newest === undefined ? (
        <Empty title={t("restoreTrial/none")} next={t("restoreTrial/next")} />
      ) : null}
      {newest === undefined ? null : <TrialFacts trial={newest} />}
    </section>
  );
}

function TrialFacts(props: { readonly trial: Trial }) {
  const { t } = useWords();
  const { trial } = props;
  const { week, targetName: target } = trial;
  return (
    <>
      <p>
        {t("restoreTrial/week", { week, target })}{" "}
        <Status tone={tones[trial.result]}>{t(`restoreTrial/results/${trial.result}`)}</Status>{" "}
        <span className="quiet">{dayMinute(trial.endedAtMs ?? trial.startedAtMs)}</span>
      </p>
      <ul className="copies-reds">
        {trial.reasons.map((reason) => (
          <li key={reason}>{t(`restoreTrial/reasons/${reason}`)}</li>
        ))}
      </ul>
      {trial.report === null ? null : <ReportFacts report={trial.report} />}
    </>
  );
}

function ReportFacts(props: { readonly report: Report }) {
  const { t } = useWords();
  const { report } = props;
  const { ledger, sample, restored, here } = report;
  return (
    <>
      <dl className="facts">
        <dt>{t("restoreTrial/at")}</dt>
        <dd>{report.recoveredToMs === null ? "—" : dayMinute(report.recoveredToMs)}</dd>
        <dt>{t("restoreTrial/ledger")}</dt>
        <dd>
          {ledger.same
            ? t("restoreTrial/ledgerOf", { entries: ledger.entries })
            : t("restoreTrial/ledgerOther", { entries: ledger.entries })}
        </dd>
        <dt>{t("restoreTrial/rows")}</dt>
        <dd>{t("restoreTrial/rowsOf", { restored: restored.segments, here: here.segments })}</dd>
        <dt>{t("restoreTrial/sample")}</dt>
        <dd>
          {t("restoreTrial/sampleOf", {
            homes: sample.homes,
            segments: sample.segments,
            size: size(sample.sizeBytes),
          })}{" "}
          {sample.left === 0 ? null : t("restoreTrial/left", { count: sample.left })}
        </dd>
        <dt>{t("restoreTrial/lost")}</dt>
        <dd>
          <Amount amount={report.lost} />
        </dd>
        <Risk report={report} />
      </dl>
      <ul className="copies-reds">
        {report.refused.map((one) => (
          <li key={one.name}>
            <Status tone="alarm">{t("restoreTrial/refused")}</Status>{" "}
            <span className="exact">{one.name}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Lost data by its amount: what no archived log segment and no night had brought away. */
function Risk(props: { readonly report: Report }) {
  const { t } = useWords();
  const { ledger, waiting, behindMs } = props.report;
  return (
    <>
      <dt>{t("restoreTrial/risk")}</dt>
      <dd>
        {t("restoreTrial/riskLedger", {
          seconds: Math.round((behindMs ?? 0) / 1_000),
          entries: ledger.behind,
        })}
        <br />
        {waiting.segments === 0
          ? null
          : t("restoreTrial/riskFootage", {
              segments: waiting.segments,
              minutes: minutes(waiting.durationMs),
              size: size(waiting.sizeBytes),
            })}
      </dd>
    </>
  );
}

function Amount(props: { readonly amount: Report["lost"] }) {
  const { t } = useWords();
  const { segments, durationMs, sizeBytes } = props.amount;
  return segments === 0
    ? t("restoreTrial/nothing")
    : t("restoreTrial/lostOf", { segments, minutes: minutes(durationMs), size: size(sizeBytes) });
}
