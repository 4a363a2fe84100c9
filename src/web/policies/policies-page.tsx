import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Button, Tabs, type TableColumnsType } from "antd";
import { Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { PageHead } from "../look/page-head.tsx";
import { SheetTable } from "../look/sheet-table.tsx";
import { Status } from "../look/status.tsx";
import { day } from "../look/times.ts";
import { RulesVersions } from "../readiness/rules-versions.tsx";
import { useMay } from "../session/me.ts";
import { type Say, useWords } from "../words/index.ts";
import { RulesTab } from "./rules-tab.tsx";
import { type PolicyLine, policyTones, usePolicies } from "./use-policies.ts";

const tabs = ["documents", "rules", "conduct"] as const;

/** 制度文件: documents in their versions, and the rules that rest on them. */
export function PoliciesPage() {
  const { t } = useWords();
  const may = useMay();
  const navigate = useNavigate();
  const search: { readonly tab?: string } = useSearch({ strict: false });
  return (
    <div className="page">
      <PageHead
        title={t("policies/title")}
        note={t("policies/note")}
        tools={
          may("policy.manage") ? (
            <Link to="/policies/publish">
              <Button type="primary">{t("policies/add")}</Button>
            </Link>
          ) : null
        }
      />
      <Tabs
        activeKey={tabs.find((one) => one === search.tab) ?? "documents"}
        onChange={(key) => void navigate({ to: "/policies", search: { tab: key } })}
        destroyOnHidden
        items={[
          { key: "documents", label: t("policies/tabs/documents"), children: <Documents /> },
          { key: "rules", label: t("policies/tabs/rules"), children: <RulesTab /> },
          { key: "conduct", label: t("policies/tabs/conduct"), children: <RulesVersions /> },
        ]}
      />
    </div>
  );
}

function Documents() {
  const { t } = useWords();
  const list = usePolicies();
  return (
    <section className="stack" aria-label={t("policies/tabs/documents")}>
      {list.isError ? <Failure error={list.error} onRetry={() => void list.refetch()} /> : null}
      <SheetTable<PolicyLine>
        rows={list.data?.policies ?? (list.isError ? [] : undefined)}
        rowKey="sha256"
        columns={columns(t)}
        empty={<Empty title={t("policies/none")} next={t("policies/noneNext")} />}
      />
    </section>
  );
}

/** From when until when a version is in force. */
export function effectiveWord(t: Say, line: PolicyLine): string {
  const from = day(line.effectiveFromMs);
  return line.effectiveToMs === null
    ? t("policies/since", { from })
    : t("policies/until", { from, to: day(line.effectiveToMs - 1) });
}

function columns(t: Say): TableColumnsType<PolicyLine> {
  return [
    {
      title: t("policies/document"),
      render: (_, line) => (
        <>
          <b>{line.title}</b> <span className="quiet">{line.number}</span>{" "}
          <span className="number">{t("policies/version", { version: line.version })}</span>
        </>
      ),
    },
    {
      title: t("policies/effective"),
      render: (_, line) => <span className="number">{effectiveWord(t, line)}</span>,
    },
    { title: t("policies/approved"), dataIndex: "approvedBy" },
    {
      title: t("policies/state"),
      render: (_, line) => (
        <>
          <Status tone={policyTones[line.state]}>{t(`policies/states/${line.state}`)}</Status>{" "}
          {line.mustRead ? <Status tone="warn">{t("policies/mustRead")}</Status> : null}
        </>
      ),
    },
    {
      title: t("policies/receipts"),
      render: (_, line) => t("policies/receiptsCount", { n: line.receipts }),
    },
    {
      title: "",
      fixed: "right",
      render: (_, line) => (
        <Link
          to="/policies/$policyId/$version"
          params={{ policyId: line.policyId, version: String(line.version) }}
        >
          <Button
            size="small"
            type={line.mustRead ? "primary" : "default"}
            aria-label={`${t("policies/open")} ${line.title} ${line.version}`}
          >
            {t("policies/open")}
          </Button>
        </Link>
      ),
    },
  ];
}
