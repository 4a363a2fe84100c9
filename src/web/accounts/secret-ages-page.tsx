import { useQuery } from "@tanstack/react-query";
import { Checkbox, type TableColumnsType } from "antd";
import { useState } from "react";
import { limits } from "../../contract/limits.ts";
import { ask, type Answer } from "../ask.ts";
import { Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { PageHead } from "../look/page-head.tsx";
import { SheetTable } from "../look/sheet-table.tsx";
import { Status } from "../look/status.tsx";
import { dayMinute } from "../look/times.ts";
import { useWords, type Say } from "../words/index.ts";
import { secretTones } from "./secret-tones.ts";

type Line = Answer<"accounts.secret-ages">["lines"][number];

const inOrder = new Set(["kept", "exempt"]);

/** 密码更换情况: who has changed when, who owes it; for the administration and the auditor. */
export function SecretAgesPage() {
  const { t } = useWords();
  const [onlyOpen, setOnlyOpen] = useState(false);
  const ages = useQuery({
    queryKey: ["secret-ages"],
    queryFn: () => ask("accounts.secret-ages", {}),
  });
  const lines = ages.data?.lines ?? [];
  const counted = {
    n: lines.length,
    expired: lines.filter((line) => line.state === "expired" || line.state === "weak").length,
    due: lines.filter((line) => line.state === "due").length,
  };
  return (
    <div className="page">
      <PageHead
        title={t("secretAges/title")}
        note={t("secretAges/note")}
        tools={
          <Checkbox checked={onlyOpen} onChange={(event) => setOnlyOpen(event.target.checked)}>
            {t("secretAges/onlyOpen")}
          </Checkbox>
        }
      />
      {ages.isError ? <Failure error={ages.error} onRetry={() => void ages.refetch()} /> : null}
      <div className="stack">
        {ages.data === undefined ? null : (
          <p className="quiet">
            {`${t("secretAges/pack")} ${t(`terms/packs/${ages.data.policy.pack}`)} · ${t("secretAges/summary", counted)}`}
          </p>
        )}
        <SheetTable
          rows={
            ages.isPending
              ? undefined
              : lines.filter((line) => !onlyOpen || !inOrder.has(line.state))
          }
          rowKey="accountId"
          columns={columns(t)}
          empty={<Empty title={t("secretAges/empty")} />}
        />
      </div>
    </div>
  );
}

/** A one-time password ends by itself (C-47); the others by the pack. */
function dueText(t: Say, line: Line): string {
  if (line.state === "first") return dayMinute(line.setAtMs + limits.oneTimeSecretMs);
  return line.dueMs === null ? t("myAccount/dueNone") : dayMinute(line.dueMs);
}

function columns(t: Say): TableColumnsType<Line> {
  return [
    { title: t("accounts/login"), dataIndex: "login", className: "number" },
    { title: t("accounts/name"), dataIndex: "name" },
    { title: t("accounts/category"), render: (_, line) => t(`terms/categories/${line.category}`) },
    { title: t("accounts/role"), render: (_, line) => t(`terms/roles/${line.role}`) },
    {
      title: t("secretAges/setAt"),
      className: "number",
      render: (_, line) => dayMinute(line.setAtMs),
    },
    { title: t("secretAges/age"), dataIndex: "ageDays", className: "number" },
    {
      title: t("secretAges/dueAt"),
      className: "number",
      render: (_, line) => dueText(t, line),
    },
    {
      title: t("accounts/state"),
      render: (_, line) => (
        <Status tone={secretTones[line.state]}>{t(`terms/secretStates/${line.state}`)}</Status>
      ),
    },
    {
      title: t("secretAges/factor"),
      render: (_, line) => (line.secondFactor ? t("common/yes") : t("common/no")),
    },
  ];
}
