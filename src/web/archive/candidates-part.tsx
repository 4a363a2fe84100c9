import { Alert, Button, Checkbox } from "antd";
import { useState } from "react";
import { ask } from "../ask.ts";
import { Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { SheetTable } from "../look/sheet-table.tsx";
import { Status } from "../look/status.tsx";
import { day } from "../look/times.ts";
import { SigningEnd } from "../requests/signing-end.tsx";
import { useAct, useSignedAct } from "../requests/use-act.ts";
import { useWords, type Say } from "../words/index.ts";
import { ReportDialog } from "./report-dialog.tsx";
import { afterCampaign, type Campaign, type Candidate } from "./use-archive.ts";

/** What will be archived; its scope is chosen and its list signed here. */
export function CandidatesPart(props: { readonly one: Campaign }) {
  const { t } = useWords();
  const { one } = props;
  const [asked, setAsked] = useState<string | null>(null);
  const params = { year: one.year };
  const choose = useAct(
    (fiveYears: boolean) => ask("archive.choose", { params, body: { fiveYears } }),
    afterCampaign(),
  );
  return (
    <>
      <section className="sheet" aria-label={t("archivePage/scope")}>
        <h2>{t("archivePage/scope")}</h2>
        <div className="sheet-body archive-scope">
          <span>{t("archivePage/scopePermanent")}</span>
          <Checkbox
            checked={one.fiveYears}
            disabled={!one.can.includes("choose") || choose.isPending}
            onChange={(event) => choose.mutate(event.target.checked)}
          >
            {t("archivePage/fiveYears")}
          </Checkbox>
          {choose.isError ? <Failure error={choose.error} /> : null}
        </div>
      </section>
      <h2 className="archive-head">
        {t("archivePage/candidates")}
        <small className="quiet">
          {t("archivePage/candidatesText", { count: one.candidates.length })}
        </small>
      </h2>
      {one.more ? <Alert type="warning" showIcon title={t("archivePage/more")} /> : null}
      <SheetTable<Candidate>
        rows={one.candidates}
        rowKey="itemId"
        columns={columns(t, setAsked)}
        empty={<Empty title={t("archivePage/none")} next={t("archivePage/noneNext")} />}
      />
      {one.can.includes("confirm") ? <ConfirmPanel one={one} /> : null}
      <ReportDialog year={one.year} itemId={asked} onClose={() => setAsked(null)} />
    </>
  );
}

function columns(t: Say, onAsk: (itemId: string) => void) {
  return [
    { title: t("archivePage/number"), dataIndex: "number", key: "number" },
    {
      title: t("archivePage/name"),
      key: "name",
      render: (_: unknown, one: Candidate) => <span className="archive-name">{one.name}</span>,
    },
    {
      title: t("archivePage/scope"),
      key: "scope",
      render: (_: unknown, one: Candidate) => (
        <Status tone={one.mandatory ? "warn" : "plain"}>
          {t(one.mandatory ? "archivePage/mandatory" : "archivePage/chosen")}
        </Status>
      ),
    },
    {
      title: t("archivePage/class"),
      key: "class",
      render: (_: unknown, one: Candidate) => t(`retention/classes/${one.class}`),
    },
    {
      title: t("archivePage/carrier"),
      key: "carrier",
      render: (_: unknown, one: Candidate) => t(`archivePage/carriers/${one.carrier}`),
    },
    {
      title: t("archivePage/formed"),
      key: "formed",
      render: (_: unknown, one: Candidate) => day(one.formedMs),
    },
    {
      title: t("archivePage/report"),
      key: "report",
      render: (_: unknown, one: Candidate) =>
        one.carrier === "electronic" ? (
          <Button size="small" onClick={() => onAsk(one.itemId)}>
            {t("archivePage/examine")}
          </Button>
        ) : null,
    },
  ];
}

function ConfirmPanel(props: { readonly one: Campaign }) {
  const { t } = useWords();
  const { one } = props;
  const confirm = useSignedAct(
    (signing) => ask("archive.confirm", { params: { year: one.year }, body: { signing } }),
    afterCampaign(),
  );
  return (
    <section className="sheet" aria-label={t("archivePage/confirmTitle")}>
      <h2>{t("archivePage/confirmTitle")}</h2>
      <form
        className="sheet-body stack"
        onSubmit={(event) => {
          event.preventDefault();
          confirm.act.mutate();
        }}
      >
        <p className="quiet">{t("archivePage/confirmText")}</p>
        <SigningEnd of={confirm} word={t("archivePage/confirm")} lacks={null} />
      </form>
    </section>
  );
}
