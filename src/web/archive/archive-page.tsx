import { Alert, Select } from "antd";
import { useState } from "react";
import { Bones } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { PageHead } from "../look/page-head.tsx";
import { Status, type Tone } from "../look/status.tsx";
import { day } from "../look/times.ts";
import { useWords } from "../words/index.ts";
import { BookletPart } from "./booklet-part.tsx";
import { CandidatesPart } from "./candidates-part.tsx";
import { ItemsPart } from "./items-part.tsx";
import { ReceiptsPart } from "./receipts-part.tsx";
import { type Campaign, useCampaign } from "./use-archive.ts";
import "./archive.css";

const tones: Readonly<Record<Campaign["state"], Tone>> = {
  preparing: "plain",
  open: "warn",
  confirmed: "busy",
  "handed-over": "good",
};

/** 归档: the list of a December, its checks, packages, receipts and bound ledger (S0-16). */
export function ArchivePage() {
  const { t } = useWords();
  const [today] = useState(() => day(Date.now()));
  const thisYear = Number(today.slice(0, 4));
  // In January people come for the December that has just ended.
  const [year, setYear] = useState(today.slice(5, 7) === "01" ? thisYear - 1 : thisYear);
  const read = useCampaign(year);
  const years = Array.from({ length: 5 }, (_, back) => thisYear - back);
  return (
    <div className="page">
      <PageHead
        title={t("archivePage/title")}
        note={read.data === undefined ? t("archivePage/note") : <Standing one={read.data} />}
        tools={
          <Select
            aria-label={t("archivePage/year")}
            value={year}
            onChange={setYear}
            options={years.map((value) => ({ value, label: String(value) }))}
          />
        }
      />
      {read.isError ? <Failure error={read.error} onRetry={() => void read.refetch()} /> : null}
      {read.data === undefined ? (
        read.isError ? null : (
          <Bones rows={9} />
        )
      ) : (
        <Whole one={read.data} />
      )}
    </div>
  );
}

function Standing(props: { readonly one: Campaign }) {
  const { t } = useWords();
  const { one } = props;
  return (
    <span className="archive-note">
      <Status tone={tones[one.state]}>{t(`archivePage/states/${one.state}`)}</Status>
      <span>
        {t("archivePage/due")} {day(one.dueMs - 1)}
      </span>
      {one.overdue ? <Status tone="alarm">{t("archivePage/overdue")}</Status> : null}
    </span>
  );
}

function Whole(props: { readonly one: Campaign }) {
  const { t } = useWords();
  const { one } = props;
  return (
    <div className="stack">
      {one.state === "preparing" ? (
        <Alert type="info" showIcon title={t("archivePage/preparing")} />
      ) : null}
      {one.overdue ? (
        <Alert type="error" showIcon title={t("archivePage/late", { year: String(one.year) })} />
      ) : null}
      {one.confirmedAtMs === null ? <CandidatesPart one={one} /> : <ItemsPart one={one} />}
      {one.confirmedAtMs === null ? null : <ReceiptsPart one={one} />}
      <BookletPart one={one} />
    </div>
  );
}
