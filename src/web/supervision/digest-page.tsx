import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { type Answer, ask, isRefusalCode } from "../ask.ts";
import { severityTones } from "../incidents/incident-tone.ts";
import { Bones } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { PageHead } from "../look/page-head.tsx";
import { SignatureImage } from "../look/signature-pad.tsx";
import { Status } from "../look/status.tsx";
import { TextField } from "../look/text-field.tsx";
import { dayMinute } from "../look/times.ts";
import { SigningEnd } from "../requests/signing-end.tsx";
import { useSignedAct } from "../requests/use-act.ts";
import { clauseWord } from "../words/clauses.ts";
import { useWords } from "../words/index.ts";
import { listed } from "../words/listed.ts";
import { digestTones } from "./digests-page.tsx";
import { afterSigning } from "./use-supervision.ts";
import "./supervision.css";

type Digest = Answer<"digests.read">;

/** One digest: exactly what was there, and the director's signature under it. */
export function DigestPage() {
  const { t } = useWords();
  const params: { readonly digestId?: string } = useParams({ strict: false });
  const digestId = params.digestId ?? "";
  const digest = useQuery({
    queryKey: ["supervision", "digest", digestId],
    queryFn: () => ask("digests.read", { params: { digestId } }),
  });
  const one = digest.data;
  return (
    <div className="page">
      <PageHead
        title={t("supervision/digest/title", { month: one?.month ?? "" })}
        note={<Link to="/digests">{t("supervision/tabs/digest")}</Link>}
      />
      {digest.isPending ? <Bones rows={9} /> : null}
      {digest.isError ? (
        <Failure error={digest.error} onRetry={() => void digest.refetch()} />
      ) : null}
      {one === undefined ? null : <Whole digest={one} />}
    </div>
  );
}

function Whole(props: { readonly digest: Digest }) {
  const { t } = useWords();
  const { digest } = props;
  return (
    <div className="stack">
      <p>
        <Status tone={digestTones[digest.state]}>
          {t(`supervision/digest/states/${digest.state}`)}
        </Status>{" "}
        <span className="quiet number">
          {t("supervision/digest/madeAt", {
            at: dayMinute(digest.madeAtMs),
            due: dayMinute(digest.dueMs),
          })}
        </span>
        {digest.escalatedAtMs === null ? null : (
          <span className="quiet number">
            {" · "}
            {t("supervision/digest/escalatedAt", { at: dayMinute(digest.escalatedAtMs) })}
          </span>
        )}
      </p>
      <OverdueTasks digest={digest} />
      <OpenIncidents digest={digest} />
      <Attempts digest={digest} />
      {digest.mine ? <Acknowledge digestId={digest.digestId} /> : null}
      <Acknowledged digest={digest} />
    </div>
  );
}

function Part(props: {
  readonly title: string;
  readonly count: number;
  readonly none: string;
  readonly listed: number;
  readonly children: ReactNode;
}) {
  const { t } = useWords();
  const { count, listed } = props;
  return (
    <section className="sheet" aria-label={props.title}>
      <h2>{`${props.title} ${count}`}</h2>
      <div className="sheet-body">
        {count === 0 ? (
          <Status tone="good">{props.none}</Status>
        ) : (
          <ul className="digest-lines">{props.children}</ul>
        )}
        {count > listed ? (
          <p className="quiet">{t("supervision/digest/more", { n: count - listed })}</p>
        ) : null}
      </div>
    </section>
  );
}

function OverdueTasks(props: { readonly digest: Digest }) {
  const { t } = useWords();
  const { tasks } = props.digest.content;
  return (
    <Part
      title={t("supervision/digest/tasks")}
      count={tasks.length}
      listed={tasks.length}
      none={t("supervision/digest/noTasks")}
    >
      {[...Map.groupBy(tasks, (task) => task.kind)].map(([kind, all]) => (
        <li key={kind}>
          <b>{t(`tending/taskKinds/${kind}`)}</b> <span className="number">{all.length}</span>{" "}
          <span className="quiet number">
            {`${t("supervision/digest/since")} ${dayMinute(Math.min(...all.map((task) => task.dueMs)) - 60_000)}`}
          </span>
          <br />
          <span className="number">
            {listed(all.map((task) => `${task.period} ${task.about}`.trim()))}
          </span>
        </li>
      ))}
    </Part>
  );
}

function OpenIncidents(props: { readonly digest: Digest }) {
  const { t } = useWords();
  const { incidents, incidentsTotal } = props.digest.content;
  return (
    <Part
      title={t("supervision/digest/incidents")}
      count={incidentsTotal}
      listed={incidents.length}
      none={t("supervision/digest/noIncidents")}
    >
      {incidents.map((one) => (
        <li key={one.incidentId}>
          <Status tone={severityTones[one.severity]}>
            {t(`tending/severities/${one.severity}`)}
          </Status>{" "}
          <b>{t(`tending/incidentKinds/${one.kind}`)}</b>{" "}
          <span className="quiet number">
            {`${t(`tending/incidentStates/${one.state}`)} · ${dayMinute(one.firstSeenMs)} · ${t("supervision/digest/times", { n: one.count })}`}
          </span>
        </li>
      ))}
    </Part>
  );
}

function Attempts(props: { readonly digest: Digest }) {
  const { t } = useWords();
  const { content, names } = props.digest;
  return (
    <Part
      title={t("supervision/digest/refusals")}
      count={content.refusalsTotal}
      listed={content.refusals.length}
      none={t("supervision/digest/noRefusals")}
    >
      {content.refusals.map((one) => (
        <li key={one.entryId}>
          <span className="number">{dayMinute(one.atMs)}</span>{" "}
          <b>
            {one.accountId === null
              ? t("supervision/digest/system")
              : (names[one.accountId] ?? one.accountId)}
          </b>{" "}
          {isRefusalCode(one.code) ? t(`refusals/${one.code}/what`) : one.code}{" "}
          <span className="quiet">{clauseWord(t, one.rule)}</span>
        </li>
      ))}
    </Part>
  );
}

function Acknowledge(props: { readonly digestId: string }) {
  const { t } = useWords();
  const { digestId } = props;
  const [remark, setRemark] = useState("");
  const sign = useSignedAct(
    (signing) => ask("digests.acknowledge", { params: { digestId }, body: { remark, signing } }),
    { onDone: afterSigning, said: t("supervision/digest/signed") },
  );
  return (
    <section className="sheet" aria-label={t("supervision/digest/sign")}>
      <h2>{t("supervision/digest/sign")}</h2>
      <form
        className="sheet-body stack"
        onSubmit={(event) => {
          event.preventDefault();
          sign.act.mutate();
        }}
      >
        <TextField
          long
          label={t("supervision/digest/remark")}
          value={remark}
          onChange={setRemark}
        />
        <SigningEnd of={sign} word={t("supervision/digest/sign")} lacks={null} />
      </form>
    </section>
  );
}

function Acknowledged(props: { readonly digest: Digest }) {
  const { t } = useWords();
  const { acknowledged, strokes, remark, sha256 } = props.digest;
  return (
    <section className="sheet sheet-body" aria-label={t("supervision/digest/seal")}>
      {acknowledged === null || strokes === null ? null : (
        <>
          {remark === "" ? null : <p>{remark}</p>}
          <SignatureImage strokes={strokes} by={acknowledged.name} />
          <p className="quiet">
            {t("supervision/digest/signedBy", {
              name: acknowledged.name,
              at: dayMinute(acknowledged.atMs),
            })}
          </p>
        </>
      )}
      <p className="quiet number supervision-name">{`${t("supervision/digest/seal")} ${sha256}`}</p>
    </section>
  );
}
