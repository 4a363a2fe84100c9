import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Evidence, Matter } from "../../contract/conduct.ts";
import { address, ask } from "../ask.ts";
import { Bones } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { PageHead } from "../look/page-head.tsx";
import { dayMinute, daySecond } from "../look/times.ts";
import { useMay } from "../session/me.ts";
import { useWords } from "../words/index.ts";
import { told } from "../words/listed.ts";
import { AnswerForm, CloseForm, LinkForms, PeopleForm } from "./matter-forms.tsx";
import { MatterKindWord, MatterStatus } from "./matter-status.tsx";
import { placeOf } from "./matters-table.tsx";
import { conductKey } from "./use-conduct.ts";

/** One matter whole: what, whom it concerns, what backs it, what was said and what was done. */
export function MatterPage() {
  const { t } = useWords();
  const may = useMay();
  const { matterId } = useParams({ strict: false });
  const id = matterId ?? "";
  const read = useQuery({
    queryKey: [...conductKey, "one", id],
    queryFn: () => ask("conduct.read", { params: { matterId: id } }),
  });
  const matter = read.data?.matter;
  const back = may("conduct.read") ? (
    <Link to="/conduct">{t("matterPage/back")}</Link>
  ) : (
    <Link to="/report">{t("matterPage/backMine")}</Link>
  );
  return (
    <div className="page">
      <PageHead title={t("matterPage/title")} note={back} />
      {read.isError ? <Failure error={read.error} onRetry={() => void read.refetch()} /> : null}
      {read.isPending ? <Bones rows={8} /> : null}
      {matter === undefined ? null : (
        <div className="stack">
          <Facts matter={matter} />
          {matter.mayHandle ? (
            <Part title={t("matterPage/people")}>
              <PeopleForm key={matter.responsible?.name ?? ""} matter={matter} />
            </Part>
          ) : null}
          <Part title={t("matterPage/evidence")}>
            <EvidenceList evidence={matter.evidence} />
            {matter.closedAtMs === null ? <LinkForms matter={matter} /> : null}
          </Part>
          <Part title={t("matterPage/statements")}>
            <Statements matter={matter} />
            {matter.closedAtMs === null && (matter.mayAnswer || matter.mayHandle) ? (
              <AnswerForm matter={matter} />
            ) : null}
          </Part>
          {matter.closedAtMs === null && !matter.mayHandle ? null : (
            <Part title={t("matterPage/close")}>
              {matter.closedAtMs === null ? (
                <CloseForm matter={matter} offered={read.data?.sanctions ?? []} />
              ) : (
                <Closed matter={matter} />
              )}
            </Part>
          )}
        </div>
      )}
    </div>
  );
}

function Part(props: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="sheet" aria-label={props.title}>
      <div className="sheet-head">
        <h2>{props.title}</h2>
      </div>
      <div className="sheet-body stack">{props.children}</div>
    </section>
  );
}

function Facts(props: { readonly matter: Matter }) {
  const { t } = useWords();
  const { matter } = props;
  return (
    <section className="sheet">
      <div className="sheet-body">
        <dl className="facts">
          <dt>{t("conductPage/kind")}</dt>
          <dd>
            <MatterKindWord matter={matter} />
          </dd>
          <dt>{t("conductPage/state")}</dt>
          <dd>
            <MatterStatus matter={matter} />
          </dd>
          <dt>{t("matterPage/text")}</dt>
          <dd className="matter-text">{matter.text}</dd>
          <dt>{t("conductPage/place")}</dt>
          <dd>{placeOf(matter)}</dd>
          <dt>{t("conductPage/at")}</dt>
          <dd className="number">{dayMinute(matter.noticedAtMs)}</dd>
          <dt>{t("conductPage/reported")}</dt>
          <dd className="number">{dayMinute(matter.reportedAtMs)}</dd>
          {matter.reportedBy === null ? null : (
            <>
              <dt>{t("matterPage/reportedBy")}</dt>
              <dd>{matter.reportedBy}</dd>
            </>
          )}
          <dt>{t("conductPage/person")}</dt>
          <dd>{matter.person?.name ?? t("conductPage/unknown")}</dd>
          <dt>{t("conductPage/responsible")}</dt>
          <dd>{matter.responsible?.name ?? "—"}</dd>
        </dl>
      </div>
    </section>
  );
}

function EvidenceList(props: { readonly evidence: readonly Evidence[] }) {
  const { t } = useWords();
  if (props.evidence.length === 0) return <p className="quiet">{t("matterPage/noEvidence")}</p>;
  return (
    <ul className="matter-list">
      {props.evidence.map((one) => (
        <li key={one.evidenceId}>
          <EvidenceLink evidence={one} />{" "}
          <small className="quiet">{`${one.addedBy} · ${dayMinute(one.addedAtMs)}`}</small>
        </li>
      ))}
    </ul>
  );
}

function EvidenceLink(props: { readonly evidence: Evidence }) {
  const { t } = useWords();
  const may = useMay();
  const { what, label } = props.evidence;
  if (what.type === "paper")
    return (
      <a href={address("papers.bytes", { params: { paperId: what.paperId } })} target="_blank">
        {told(t("matterPage/openPaper"), label)}
      </a>
    );
  if (what.type === "recording")
    return (
      <>
        <Link to="/lessons/$lessonId" params={{ lessonId: what.lessonId }}>
          {label}
        </Link>{" "}
        <span className="number">{`${daySecond(what.startMs)} – ${daySecond(what.endMs)}`}</span>
      </>
    );
  const text = <code className="exact">{what.entryId}</code>;
  return (
    <>
      {may("ledger.read") ? <Link to="/ledger">{t("matterPage/openLedger")}</Link> : null} {text}
    </>
  );
}

function Statements(props: { readonly matter: Matter }) {
  const { t } = useWords();
  const { statements } = props.matter;
  if (statements.length === 0) return <p className="quiet">{t("matterPage/noStatements")}</p>;
  return (
    <ul className="matter-list">
      {statements.map((one) => (
        <li key={one.statementId}>
          <strong>{one.saidBy}</strong>{" "}
          <small className="quiet">
            {one.notedBy === null ? "" : `${t("matterPage/noted", { name: one.notedBy })} · `}
            {dayMinute(one.atMs)}
          </small>
          <p>{one.text}</p>
        </li>
      ))}
    </ul>
  );
}

function Closed(props: { readonly matter: Matter }) {
  const { t } = useWords();
  const { matter } = props;
  return (
    <>
      <p className="matter-text">{matter.disposition}</p>
      {matter.sanctions.length === 0 ? null : (
        <p>{matter.sanctions.map((one) => t(`conductTerms/sanctions/${one}`)).join("、")}</p>
      )}
      <p className="quiet">
        {t("matterPage/closedLine", {
          name: matter.closedBy ?? "",
          at: dayMinute(matter.closedAtMs ?? 0),
        })}
      </p>
    </>
  );
}
