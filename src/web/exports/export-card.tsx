import { useQuery } from "@tanstack/react-query";
import { Button, Progress } from "antd";
import { useState } from "react";
import { address, ask } from "../ask.ts";
import { CopyButton } from "../look/copy.tsx";
import { MediumChoice } from "../media/medium-choice.tsx";
import { Bones } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { dayMinute, daySecond, secondOfDay, size } from "../look/times.ts";
import { queries } from "../session/queries.ts";
import { useWords } from "../words/index.ts";
import { ExportStatus } from "./export-state.tsx";
import { isWorking, percentOf, type Line } from "./use-exports.ts";

/** One export: how far it is, its file once it is ready, and what it was made of. */
export function ExportCard(props: {
  readonly line: Line;
  /** The clause by which it leaves on a registered medium only. */
  readonly rule: string | null;
}) {
  const [mediumId, setMediumId] = useState<string | null>(null);
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  const { line } = props;
  return (
    <article className="export-card" aria-label={t(`exportTerms/forms/${line.form}`)}>
      <header>
        <b>{t(`exportTerms/forms/${line.form}`)}</b> <ExportStatus line={line} />{" "}
        <span className="quiet">
          {line.startedBy} · {dayMinute(line.startedAtMs)}
        </span>
      </header>
      {isWorking(line) ? (
        <Progress
          percent={line.state === "queued" ? 0 : percentOf(line)}
          aria-label={t("exportsPanel/progress")}
        />
      ) : null}
      {line.failure === null ? null : (
        <p role="alert">
          {t(`exportTerms/failures/${line.failure}`)} {t("exportsPanel/failedAgain")}
        </p>
      )}
      {line.fileName === null || line.sha256 === null ? null : <FileFacts line={line} />}
      <div className="tools">
        {line.state === "ready" ? (
          <>
            <MediumChoice
              requestId={line.requestId}
              state="issued"
              rule={props.rule}
              value={mediumId}
              onChange={setMediumId}
            />
            <Button
              type="primary"
              disabled={props.rule !== null && mediumId === null}
              href={address("exports.bytes", {
                params: { exportId: line.exportId },
                query: { mediumId: mediumId ?? undefined },
              })}
              download
              onClick={() => void queries.invalidateQueries({ queryKey: ["exports"] })}
            >
              {t("exportsPanel/take")}
            </Button>
          </>
        ) : null}
        <Button aria-expanded={open} onClick={() => setOpen(!open)}>
          {t("exportsPanel/sources")}
        </Button>
      </div>
      {open ? <Sources exportId={line.exportId} /> : null}
    </article>
  );
}

function FileFacts(props: { readonly line: Line }) {
  const { t } = useWords();
  const { line } = props;
  const told = [
    ...(line.masks === 0 ? [] : [t("masking/count", { masks: line.masks })]),
    ...(line.muted ? [t("masking/muted")] : []),
    ...(line.nobodyElse === null ? [] : [t("masking/stated", { reason: line.nobodyElse })]),
  ];
  const removed = line.removedByMs === null ? "" : dayMinute(line.removedByMs);
  return (
    <dl className="facts">
      <dt>{t("exportsPanel/name")}</dt>
      <dd>
        {line.fileName} {line.sizeBytes === null ? "" : `（${size(line.sizeBytes)}）`}
      </dd>
      <dt>{t("exportsPanel/protection")}</dt>
      <dd>{t(`exportTerms/protections/${line.protection}`)}</dd>
      <dt>{t("exportsPanel/sha256")}</dt>
      <dd className="export-digest">
        {line.sha256} <CopyButton text={line.sha256 ?? ""} />
      </dd>
      {told.length === 0 ? null : (
        <>
          <dt>{t("masking/title")}</dt>
          <dd>{told.join(" · ")}</dd>
        </>
      )}
      <dt>{t("exportsPage/state")}</dt>
      <dd>
        {t("exportsPanel/taken", { times: line.taken })}
        {removed === ""
          ? ""
          : ` · ${t(line.state === "removed" ? "exportsPanel/removed" : "exportsPanel/removedBy", { at: removed })}`}
      </dd>
    </dl>
  );
}

/** S0-12.2a: a new recording names its parents; holes are told, not hidden. */
function Sources(props: { readonly exportId: string }) {
  const { t } = useWords();
  const { exportId } = props;
  const read = useQuery({
    queryKey: ["export", exportId],
    queryFn: () => ask("exports.read", { params: { exportId } }),
  });
  if (read.isError) return <Failure error={read.error} onRetry={() => void read.refetch()} />;
  if (read.data === undefined) return <Bones rows={3} />;
  const { derived, gaps } = read.data;
  return (
    <div className="export-sources">
      {derived.length === 0 ? <p>{t("exportsPanel/sourcesNone")}</p> : null}
      <ul>
        {derived.map((one) => (
          <li key={`${one.name} ${one.segmentId}`}>
            {one.name} ← {daySecond(one.startMs)}–{secondOfDay(one.endMs)}
            <span className="quiet exact">
              {t("exportsPanel/parent")} {one.parentSha256}
            </span>
          </li>
        ))}
      </ul>
      <h3>{t("exportsPanel/gaps")}</h3>
      {gaps.length === 0 ? <p>{t("exportsPanel/gapsNone")}</p> : null}
      <ul>
        {gaps.map((gap) => (
          <li key={`${gap.label} ${gap.startMs}`}>
            {gap.label} {daySecond(gap.startMs)}–{secondOfDay(gap.endMs)}{" "}
            {t(`terms/gapCauses/${gap.cause}`)}
          </li>
        ))}
      </ul>
    </div>
  );
}
