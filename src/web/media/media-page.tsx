import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Checkbox } from "antd";
import { useState } from "react";
import { type Answer, ask } from "../ask.ts";
import { AddButton } from "../look/add-button.tsx";
import { Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { PageHead } from "../look/page-head.tsx";
import { SheetTable } from "../look/sheet-table.tsx";
import { dayMinute } from "../look/times.ts";
import { useMay } from "../session/me.ts";
import { type Say, useWords } from "../words/index.ts";
import { MediumStatus } from "./medium-state.tsx";
import { RegisterDialog } from "./register-dialog.tsx";

type MediumLine = Answer<"media.list">["media"][number];

/** 登记介质: what a copy may leave on, and where each one is (S3-Q4). */
export function MediaPage() {
  const { t } = useWords();
  const may = useMay();
  const [adding, setAdding] = useState(false);
  const [onlyOut, setOnlyOut] = useState(false);
  const listed = useQuery({
    queryKey: ["media", ""],
    queryFn: () => ask("media.list", { query: {} }),
  });
  const rows = listed.data?.media.filter((one) => !onlyOut || one.state !== "in-store");
  const add = may("medium.manage") ? (
    <AddButton word={t("mediaPage/add")} onClick={() => setAdding(true)} />
  ) : null;
  return (
    <div className="page">
      <PageHead
        title={t("mediaPage/title")}
        note={t("mediaPage/note")}
        tools={
          <>
            <Checkbox checked={onlyOut} onChange={(event) => setOnlyOut(event.target.checked)}>
              {t("mediaPage/onlyOut")}
            </Checkbox>
            {add}
          </>
        }
      />
      {listed.isError ? (
        <Failure error={listed.error} onRetry={() => void listed.refetch()} />
      ) : null}
      <SheetTable<MediumLine>
        rows={rows}
        rowKey="mediumId"
        columns={columns(t)}
        empty={<Empty title={t("mediaPage/empty")} next={t("mediaPage/emptyNext")} />}
      />
      {adding ? <RegisterDialog onClose={() => setAdding(false)} /> : null}
    </div>
  );
}

function columns(t: Say) {
  return [
    {
      title: t("mediaPage/label"),
      key: "label",
      render: (_: unknown, one: MediumLine) => (
        <Link to="/media/$mediumId" params={{ mediumId: one.mediumId }}>
          {one.label}
        </Link>
      ),
    },
    {
      title: t("mediaPage/kind"),
      key: "kind",
      render: (_: unknown, one: MediumLine) => t(`mediaTerms/kinds/${one.kind}`),
    },
    { title: t("mediaPage/makerSerial"), dataIndex: "makerSerial", key: "makerSerial" },
    {
      title: t("mediaPage/secrecy"),
      key: "secrecy",
      render: (_: unknown, one: MediumLine) => t(`mediaTerms/secrecy/${one.secrecy}`),
    },
    {
      title: t("mediaPage/state"),
      key: "state",
      render: (_: unknown, one: MediumLine) => <MediumStatus state={one.state} owed={one.owed} />,
    },
    { title: t("mediaPage/forCase"), dataIndex: "serial", key: "serial" },
    { title: t("mediaPage/holder"), dataIndex: "holder", key: "holder" },
    { title: t("mediaPage/custodian"), dataIndex: "custodian", key: "custodian" },
    {
      title: t("mediaPage/since"),
      key: "since",
      render: (_: unknown, one: MediumLine) => dayMinute(one.movedAtMs),
    },
  ];
}
