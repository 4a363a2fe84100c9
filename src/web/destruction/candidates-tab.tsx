import { Link, useNavigate } from "@tanstack/react-router";
import { Alert, Button, Checkbox } from "antd";
import { useState } from "react";
import { ask } from "../ask.ts";
import { Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { SheetTable } from "../look/sheet-table.tsx";
import { Status } from "../look/status.tsx";
import { day } from "../look/times.ts";
import { useAct } from "../requests/use-act.ts";
import { useWords, type Say } from "../words/index.ts";
import { afterCase, type Candidate, useCandidates } from "./use-destruction.ts";

/** Everything whose term has ended; what must be kept on all the same says why and cannot be chosen. */
export function CandidatesTab() {
  const { t } = useWords();
  const go = useNavigate();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const found = useCandidates(true);
  const list = useAct(
    () => ask("destruction.list-items", { body: { itemIds: [...chosen] } }),
    afterCase({
      onDone: (next) => void go({ to: "/destruction/$caseId", params: { caseId: next.caseId } }),
    }),
  );
  const toggle = (itemId: string, on: boolean) =>
    setChosen((before) => (on ? [...before, itemId] : before.filter((one) => one !== itemId)));
  return (
    <div className="stack">
      {found.isError ? <Failure error={found.error} onRetry={() => void found.refetch()} /> : null}
      {list.isError ? <Failure error={list.error} /> : null}
      {found.data?.more === true ? (
        <Alert type="info" showIcon title={t("destruction/more")} />
      ) : null}
      <SheetTable<Candidate>
        rows={found.data?.candidates}
        rowKey="itemId"
        columns={columns(t, chosen, toggle)}
        empty={<Empty title={t("destruction/noneDue")} next={t("destruction/noneDueNext")} />}
      />
      {chosen.length === 0 ? null : (
        <div className="destruction-foot">
          <span>{t("destruction/chosen", { count: chosen.length })}</span>
          <Button type="primary" loading={list.isPending} onClick={() => list.mutate()}>
            {t("destruction/choose", { count: chosen.length })}
          </Button>
        </div>
      )}
    </div>
  );
}

function columns(t: Say, chosen: readonly string[], toggle: (itemId: string, on: boolean) => void) {
  return [
    {
      title: t("destruction/number"),
      key: "number",
      render: (_: unknown, one: Candidate) => (
        <Checkbox
          checked={chosen.includes(one.itemId)}
          disabled={!one.selectable}
          onChange={(event) => toggle(one.itemId, event.target.checked)}
        >
          <span className="destruction-number">{one.number}</span>
        </Checkbox>
      ),
    },
    {
      title: t("destruction/why"),
      key: "why",
      render: (_: unknown, one: Candidate) => <Why one={one} />,
    },
    {
      title: t("destruction/name"),
      key: "name",
      render: (_: unknown, one: Candidate) => <span className="destruction-name">{one.name}</span>,
    },
    {
      title: t("destruction/class"),
      key: "class",
      render: (_: unknown, one: Candidate) => t(`retention/classes/${one.class}`),
    },
    {
      title: t("destruction/formed"),
      key: "formed",
      render: (_: unknown, one: Candidate) => day(one.formedMs),
    },
    {
      title: t("destruction/due"),
      key: "due",
      render: (_: unknown, one: Candidate) => (one.minUntilMs === null ? "" : day(one.minUntilMs)),
    },
  ];
}

function Why(props: { readonly one: Candidate }) {
  const { t } = useWords();
  const { one } = props;
  if (one.selectable) return <Status tone="good">{t("destruction/may")}</Status>;
  if (one.why.length === 0)
    return (
      <Link to="/retention/$itemId" params={{ itemId: one.itemId }}>
        {t("destruction/notFootage")}
      </Link>
    );
  return (
    <span className="destruction-whys">
      {one.why.map((why) => (
        <Status key={why} tone={why === "in-destruction" ? "busy" : "warn"}>
          {t(`retention/reasons/${why}`)}
        </Status>
      ))}
    </span>
  );
}
