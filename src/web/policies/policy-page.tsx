import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { Button } from "antd";
import { address, ask } from "../ask.ts";
import { Bones } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { PageHead } from "../look/page-head.tsx";
import { Status } from "../look/status.tsx";
import { day, dayMinute } from "../look/times.ts";
import { useAct } from "../requests/use-act.ts";
import { useMay } from "../session/me.ts";
import { useWords } from "../words/index.ts";
import { effectiveWord } from "./policies-page.tsx";
import { type Policy, afterPolicies, policyTones } from "./use-policies.ts";
import "./policies.css";

/** One version of a document: what it says, who approved it, who has read it. */
export function PolicyPage() {
  const { t } = useWords();
  const params: { readonly policyId?: string; readonly version?: string } = useParams({
    strict: false,
  });
  const ids = { policyId: params.policyId ?? "", version: Number(params.version) };
  const read = useQuery({
    queryKey: ["policies", "one", ids.policyId, params.version],
    queryFn: () => ask("policies.read", { params: ids }),
  });
  const policy = read.data;
  return (
    <div className="page">
      <PageHead
        title={policy?.title ?? t("policies/title")}
        note={<Link to="/policies">{t("policies/back")}</Link>}
        tools={policy === undefined ? null : <Tools policy={policy} />}
      />
      {read.isPending ? <Bones rows={9} /> : null}
      {read.isError ? <Failure error={read.error} onRetry={() => void read.refetch()} /> : null}
      {policy === undefined ? null : <Whole policy={policy} />}
    </div>
  );
}

function Tools(props: { readonly policy: Policy }) {
  const { t } = useWords();
  const may = useMay();
  const { policyId, version, paperId } = props.policy;
  return (
    <>
      {paperId === null ? null : (
        <Button href={address("papers.bytes", { params: { paperId } })} target="_blank">
          {t("policies/scan")}
        </Button>
      )}
      {may("policy.manage") ? (
        <Link to="/policies/publish" search={{ policy: policyId, from: String(version) }}>
          <Button>{t("policies/nextVersion")}</Button>
        </Link>
      ) : null}
    </>
  );
}

function Whole(props: { readonly policy: Policy }) {
  const { t } = useWords();
  const may = useMay();
  const { policy } = props;
  return (
    <div className="stack">
      <p>
        <Status tone={policyTones[policy.state]}>{t(`policies/states/${policy.state}`)}</Status>{" "}
        <span className="number">{t("policies/version", { version: policy.version })}</span>{" "}
        {policy.number} <span className="number">{effectiveWord(t, policy)}</span>
      </p>
      <p className="quiet">
        {t("policies/approvedBy", { name: policy.approvedBy, day: day(policy.approvedAtMs) })}
        {" · "}
        {t("policies/publishedBy", {
          name: policy.publishedBy,
          at: dayMinute(policy.publishedAtMs),
        })}
      </p>
      {policy.text === "" ? null : (
        <section className="sheet sheet-body" aria-label={policy.title}>
          <div className="policy-text">{policy.text}</div>
        </section>
      )}
      <Receipt policy={policy} />
      {policy.rules.length === 0 ? null : (
        <section className="sheet sheet-body" aria-label={t("policies/restsHere")}>
          <h2>{t("policies/restsHere")}</h2>
          <p>{policy.rules.map((rule) => t(`policies/rules/${rule}`)).join("、")}</p>
        </section>
      )}
      {may("policy.manage") || may("supervision.read") ? <ReadBy policy={policy} /> : null}
      <p className="quiet number policy-text">{`${t("policies/digest")} ${policy.sha256}`}</p>
    </div>
  );
}

function Receipt(props: { readonly policy: Policy }) {
  const { t } = useWords();
  const { policyId, version, mineAtMs, mustRead } = props.policy;
  const read = useAct(
    () => ask("policies.acknowledge", { params: { policyId, version }, body: {} }),
    { onDone: afterPolicies, said: t("policies/acknowledged") },
  );
  if (mineAtMs !== null)
    return (
      <p>
        <Status tone="good">{t("policies/mineAt", { at: dayMinute(mineAtMs) })}</Status>
      </p>
    );
  return (
    <p>
      <Button
        size="large"
        type={mustRead ? "primary" : "default"}
        loading={read.isPending}
        onClick={() => read.mutate()}
      >
        {t("policies/acknowledge")}
      </Button>
      {read.isError ? <Failure error={read.error} /> : null}
    </p>
  );
}

function ReadBy(props: { readonly policy: Policy }) {
  const { t } = useWords();
  const { acknowledged } = props.policy;
  return (
    <section className="sheet sheet-body" aria-label={t("policies/readBy")}>
      <h2>{`${t("policies/readBy")} ${acknowledged.length}`}</h2>
      {acknowledged.length === 0 ? (
        <p className="quiet">{t("policies/readByNone")}</p>
      ) : (
        <ul>
          {acknowledged.map((one) => (
            <li key={one.accountId}>
              {one.name} <span className="quiet number">{dayMinute(one.atMs)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
