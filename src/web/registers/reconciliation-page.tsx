import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useState } from "react";
import type { AccessJoin, Reconciliation } from "../../contract/routes/registers.ts";
import { ask } from "../ask.ts";
import { Bones, Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { PageHead } from "../look/page-head.tsx";
import { SheetTable } from "../look/sheet-table.tsx";
import { Status } from "../look/status.tsx";
import { daySecond } from "../look/times.ts";
import { useMe } from "../session/me.ts";
import { useWords } from "../words/index.ts";
import { PeriodChoice } from "./period-choice.tsx";
import { SheetsTable } from "./sheets-table.tsx";
import { periods, usePeriod } from "./use-period.ts";
import "./registers.css";

/** Paper against record, and viewings against what allows them; what is left over is listed. */
export function ReconciliationPage() {
  const { t } = useWords();
  const chosen = usePeriod(periods.thisYear);
  const { period } = chosen;
  const papers = useQuery({
    queryKey: ["reconciliation", "papers", period],
    queryFn: ({ signal }) => ask("registers.reconcile", { query: { ...period }, signal }),
  });
  const access = useQuery({
    queryKey: ["reconciliation", "access", period],
    queryFn: ({ signal }) => ask("registers.join", { query: { ...period }, signal }),
  });
  return (
    <div className="page">
      <PageHead title={t("registers/reconcileTitle")} note={t("registers/reconcileNote")} />
      <div className="register-filter">
        <PeriodChoice chosen={chosen} />
      </div>
      {papers.isError ? <Failure error={papers.error} /> : null}
      {papers.data === undefined ? <Bones rows={6} /> : <Papers found={papers.data} />}
      {access.isError ? <Failure error={access.error} /> : null}
      {access.data === undefined ? <Bones rows={4} /> : <Access join={access.data} />}
    </div>
  );
}

function Figures(props: { readonly figures: readonly (readonly [string, number, boolean])[] }) {
  return (
    <dl className="register-figures">
      {props.figures.map(([name, value, alarm]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{alarm ? <Status tone="warn">{value}</Status> : value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Papers({ found }: { readonly found: Reconciliation }) {
  const { t } = useWords();
  const { printed, matched, missingPaper, missingElectronic } = found;
  const figures = [
    [t("registers/printedCount"), printed, false],
    [t("registers/matched"), matched, false],
    [t("registers/missingPaper"), missingPaper.length, missingPaper.length > 0],
    [t("registers/missingElectronic"), missingElectronic.length, missingElectronic.length > 0],
  ] as const;
  return (
    <>
      <Figures figures={figures} />
      <section className="register-section">
        <h2>{t("registers/missingPaperTitle")}</h2>
        <SheetsTable
          sheets={missingPaper}
          empty={
            <Empty
              title={t("registers/missingPaperNone")}
              next={t("registers/missingPaperNoneNext")}
            />
          }
        />
      </section>
      <section className="register-section">
        <h2>{t("registers/strayTitle")}</h2>
        <StrayForm />
        <SheetTable
          rows={missingElectronic}
          rowKey="serial"
          empty={<Empty title={t("registers/strayNone")} next={t("registers/strayNoneNext")} />}
          columns={[
            { title: t("registers/serial"), dataIndex: "serial", className: "number" },
            {
              title: t("registers/notedAt"),
              className: "number",
              render: (_: unknown, stray) => daySecond(stray.notedAtMs),
            },
            { title: t("registers/notedBy"), dataIndex: "notedBy" },
          ]}
        />
      </section>
    </>
  );
}

function StrayForm() {
  const { t } = useWords();
  const me = useMe();
  const queries = useQueryClient();
  const [serial, setSerial] = useState("");
  const note = useMutation({
    mutationFn: () => ask("registers.note-stray", { body: { serial: serial.trim() } }),
    onSuccess: async () => {
      setSerial("");
      await queries.invalidateQueries({ queryKey: ["reconciliation"] });
    },
  });
  if (me.role === "auditor") return null;
  return (
    <form
      className="register-filter"
      onSubmit={(event) => {
        event.preventDefault();
        note.mutate();
      }}
    >
      <Input
        value={serial}
        maxLength={64}
        aria-label={t("registers/strayInput")}
        placeholder={t("registers/strayInput")}
        onChange={(event) => setSerial(event.target.value)}
      />
      <Button htmlType="submit" disabled={serial.trim() === ""} loading={note.isPending}>
        {t("registers/strayAdd")}
      </Button>
      {note.isError ? <Failure error={note.error} /> : null}
    </form>
  );
}

function Access({ join }: { readonly join: AccessJoin }) {
  const { t } = useWords();
  const standing = join.byRight.reduce((sum, one) => sum + one.viewings, 0);
  const figures = [
    [t("registers/viewings"), join.viewings, false],
    [t("registers/byRight"), standing, false],
    [t("registers/byGrant"), join.byGrant, false],
    [t("registers/difference"), join.unmatched.length, join.unmatched.length > 0],
  ] as const;
  const counted = { uses: String(join.grantUses), rows: String(join.registerRows) };
  return (
    <section className="register-section">
      <h2>{t("registers/joinTitle")}</h2>
      <p className="quiet">
        {t("registers/joinNote")} · {t("registers/usesAndRows", counted)}
      </p>
      <Figures figures={figures} />
      <SheetTable
        rows={join.unmatched}
        rowKey="entryId"
        empty={
          <Empty title={t("registers/unmatchedNone")} next={t("registers/unmatchedNoneNext")} />
        }
        columns={[
          {
            title: t("registers/when"),
            className: "number",
            render: (_: unknown, one) => daySecond(one.atMs),
          },
          { title: t("registers/who"), dataIndex: "name" },
          { title: t("registers/claimed"), render: (_: unknown, one) => one.serial ?? "—" },
        ]}
      />
    </section>
  );
}
