import { FilePdfOutlined, SafetyCertificateOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { Button, type TableColumnsType } from "antd";
import { useState } from "react";
import { address, ask } from "../ask.ts";
import { Bones, Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { PageHead } from "../look/page-head.tsx";
import { SheetTable } from "../look/sheet-table.tsx";
import { SignatureImage } from "../look/signature-pad.tsx";
import { Status } from "../look/status.tsx";
import { TextField } from "../look/text-field.tsx";
import { dayMinute } from "../look/times.ts";
import { SigningEnd } from "../requests/signing-end.tsx";
import { useSignedAct } from "../requests/use-act.ts";
import { type Say, useWords } from "../words/index.ts";
import { SampleNote } from "./sample-note.tsx";
import { type SpotCheck, afterSigning } from "./use-supervision.ts";

type Thing = SpotCheck["sample"][number];

/** One spot check: seed and method, the sample with its results, the report. */
export function SpotCheckPage() {
  const { t } = useWords();
  const params: { readonly checkId?: string } = useParams({ strict: false });
  const checkId = params.checkId ?? "";
  const check = useQuery({
    queryKey: ["supervision", "spot", checkId],
    queryFn: () => ask("spotChecks.read", { params: { checkId } }),
  });
  const one = check.data;
  return (
    <div className="page">
      <PageHead
        title={t("supervision/quarterly/title", { quarter: one?.quarter ?? "" })}
        note={
          <Link to="/supervision" search={{ tab: "quarterly" }}>
            {t("supervision/monthly/back")}
          </Link>
        }
        tools={one === undefined ? null : <Papers check={one} />}
      />
      {check.isPending ? <Bones rows={9} /> : null}
      {check.isError ? <Failure error={check.error} onRetry={() => void check.refetch()} /> : null}
      {one === undefined ? null : <Whole check={one} />}
    </div>
  );
}

function Papers(props: { readonly check: SpotCheck }) {
  const { t } = useWords();
  const params = { checkId: props.check.checkId };
  return (
    <>
      <Button icon={<FilePdfOutlined aria-hidden />} href={address("spotChecks.sheet", { params })}>
        {t("supervision/quarterly/print")}
      </Button>
      <Button
        icon={<SafetyCertificateOutlined aria-hidden />}
        href={address("spotChecks.pack", { params })}
        title={t("supervision/quarterly/packNote")}
      >
        {t("supervision/quarterly/pack")}
      </Button>
    </>
  );
}

function Whole(props: { readonly check: SpotCheck }) {
  const { t } = useWords();
  const { check } = props;
  return (
    <div className="stack">
      <Drawn check={check} />
      <SheetTable<Thing>
        rows={check.sample}
        rowKey="key"
        columns={columns(t, check)}
        empty={<Empty title={t("supervision/quarterly/none")} />}
      />
      {check.mine ? <Finish check={check} /> : null}
      {check.strokes === null || check.finishedAtMs === null ? null : (
        <section className="sheet" aria-label={t("supervision/quarterly/conclusion")}>
          <h2>{t("supervision/quarterly/conclusion")}</h2>
          <div className="sheet-body">
            <p>{check.conclusion}</p>
            <SignatureImage strokes={check.strokes} by={check.inspector} />
            <p className="quiet">
              {t("supervision/quarterly/signedBy", {
                name: check.inspector,
                at: dayMinute(check.finishedAtMs),
              })}
            </p>
          </div>
        </section>
      )}
    </div>
  );
}

/** How it was drawn, so that anybody can draw it again. */
function Drawn(props: { readonly check: SpotCheck }) {
  const { t } = useWords();
  const { check } = props;
  const lines: [string, string][] = [
    [
      t("supervision/quarterly/population"),
      t("supervision/quarterly/populationLine", {
        name: t(`supervision/quarterly/populations/${check.population}`),
        count: check.populationSize,
      }),
    ],
    [
      t("supervision/quarterly/unit"),
      `${t(`supervision/quarterly/units/${check.unit}`)} · ${check.inspector}`,
    ],
    [t("supervision/quarterly/drawn"), dayMinute(check.drawnAtMs)],
    [
      t("supervision/quarterly/earlier"),
      t("supervision/quarterly/earlierTimes", { n: check.earlier }),
    ],
    [t("supervision/quarterly/seed"), check.seed],
    [t("supervision/quarterly/digest"), check.populationSha256],
    [
      t("supervision/quarterly/method"),
      t("supervision/quarterly/methodText", { size: check.size }),
    ],
  ];
  return (
    <section className="sheet sheet-body" aria-label={t("supervision/quarterly/method")}>
      <dl className="supervision-lines">
        {lines.map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="number">{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function columns(t: Say, check: SpotCheck): TableColumnsType<Thing> {
  return [
    {
      title: t("supervision/quarterly/key"),
      render: (_, thing) => <span className="number">{thing.key}</span>,
    },
    {
      title: t("supervision/quarterly/name"),
      render: (_, thing) => <span className="supervision-name">{thing.name}</span>,
    },
    {
      title: t("supervision/quarterly/result"),
      render: (_, thing) =>
        check.mine ? (
          <SampleNote checkId={check.checkId} thing={thing} />
        ) : thing.result === null ? (
          <Status tone="plain">{t("supervision/quarterly/unset")}</Status>
        ) : (
          <>
            <Status tone={thing.result === "fit" ? "good" : "warn"}>
              {t(`supervision/quarterly/results/${thing.result}`)}
            </Status>{" "}
            {thing.note}
          </>
        ),
    },
  ];
}

function Finish(props: { readonly check: SpotCheck }) {
  const { t } = useWords();
  const { checkId, sample } = props.check;
  const [conclusion, setConclusion] = useState("");
  const sign = useSignedAct(
    (signing) => ask("spotChecks.finish", { params: { checkId }, body: { conclusion, signing } }),
    { onDone: afterSigning, said: t("supervision/quarterly/signed") },
  );
  const open = sample.some((thing) => thing.result === null);
  const lacks = open
    ? t("supervision/quarterly/lacksNotes")
    : conclusion.trim() === ""
      ? t("supervision/quarterly/conclusion")
      : null;
  return (
    <section className="sheet" aria-label={t("supervision/quarterly/sign")}>
      <h2>{t("supervision/quarterly/sign")}</h2>
      <form
        className="sheet-body stack"
        onSubmit={(event) => {
          event.preventDefault();
          sign.act.mutate();
        }}
      >
        <TextField
          long
          required
          label={t("supervision/quarterly/conclusion")}
          value={conclusion}
          onChange={setConclusion}
        />
        <SigningEnd of={sign} word={t("supervision/quarterly/sign")} lacks={lacks} />
      </form>
    </section>
  );
}
