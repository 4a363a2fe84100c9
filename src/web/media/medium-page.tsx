import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { Button } from "antd";
import { useState } from "react";
import { address, ask } from "../ask.ts";
import { Bones } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { PageHead } from "../look/page-head.tsx";
import { DataTable } from "../look/scroll.tsx";
import { SignatureImage } from "../look/signature-pad.tsx";
import { dayMinute } from "../look/times.ts";
import { useMay } from "../session/me.ts";
import { type Say, useWords } from "../words/index.ts";
import { MediumStatus } from "./medium-state.tsx";
import { type MediumNow, MoveDialog } from "./move-dialog.tsx";

type ChainLink = MediumNow["chain"][number];

/** The whole chain of one medium on one page, for the screen and for paper. */
export function MediumPage() {
  const { t } = useWords();
  const may = useMay();
  const { mediumId } = useParams({ strict: false });
  const id = mediumId ?? "";
  const [move, setMove] = useState<MediumNow["can"][number] | null>(null);
  const read = useQuery({
    queryKey: ["media", id],
    queryFn: () => ask("media.read", { params: { mediumId: id } }),
  });
  const medium = read.data;
  const offered = may("medium.manage") ? (medium?.can ?? []) : [];
  return (
    <div className="page">
      <PageHead
        title={medium?.label ?? t("mediaPage/chain")}
        note={<Link to="/media">{t("mediaPage/back")}</Link>}
        tools={
          <>
            {offered.map((one) => (
              <Button key={one} danger={one === "destroy"} onClick={() => setMove(one)}>
                {one === "issue" ? t("mediaPage/issue") : t(`mediaTerms/moves/${one}`)}
              </Button>
            ))}
            <Button href={address("media.table", { params: { mediumId: id } })} download>
              {t("mediaPage/table")}
            </Button>
          </>
        }
      />
      {read.isError ? <Failure error={read.error} onRetry={() => void read.refetch()} /> : null}
      {read.isPending ? <Bones rows={8} /> : null}
      {medium === undefined ? null : (
        <>
          <Facts medium={medium} />
          <section className="sheet" aria-label={t("mediaPage/chain")} style={{ marginTop: 14 }}>
            <div className="sheet-head">
              <h2>{t("mediaPage/chain")}</h2>
            </div>
            <p className="quiet sheet-body">{t("mediaPage/chainNote")}</p>
            <DataTable<ChainLink>
              size="small"
              rowKey="number"
              columns={columns(t)}
              dataSource={medium.chain}
              pagination={false}
              scroll={{ x: "max-content" }}
            />
          </section>
          {move === null ? null : (
            <MoveDialog medium={medium} move={move} onClose={() => setMove(null)} />
          )}
        </>
      )}
    </div>
  );
}

function Facts(props: { readonly medium: MediumNow }) {
  const { t } = useWords();
  const { medium } = props;
  return (
    <section className="sheet">
      <div className="sheet-body">
        <dl className="facts">
          <dt>{t("mediaPage/kind")}</dt>
          <dd>{t(`mediaTerms/kinds/${medium.kind}`)}</dd>
          <dt>{t("mediaPage/makerSerial")}</dt>
          <dd className="exact">{medium.makerSerial}</dd>
          <dt>{t("mediaPage/secrecy")}</dt>
          <dd>{t(`mediaTerms/secrecy/${medium.secrecy}`)}</dd>
          <dt>{t("mediaPage/custodian")}</dt>
          <dd>{medium.custodian}</dd>
          <dt>{t("mediaPage/state")}</dt>
          <dd>
            <MediumStatus state={medium.state} owed={medium.owed} />
          </dd>
        </dl>
      </div>
    </section>
  );
}

function columns(t: Say) {
  return [
    { title: t("mediaPage/number"), dataIndex: "number", key: "number" },
    {
      title: t("mediaPage/move"),
      key: "move",
      render: (_: unknown, link: ChainLink) => t(`mediaTerms/moves/${link.move}`),
    },
    {
      title: t("mediaPage/after"),
      key: "after",
      render: (_: unknown, link: ChainLink) => t(`mediaTerms/states/${link.state}`),
    },
    {
      title: t("mediaPage/at"),
      key: "at",
      render: (_: unknown, link: ChainLink) => dayMinute(link.atMs),
    },
    { title: t("mediaPage/by"), dataIndex: "name", key: "name" },
    { title: t("mediaPage/forCase"), dataIndex: "serial", key: "serial" },
    { title: t("mediaPage/holder"), dataIndex: "holder", key: "holder" },
    { title: t("mediaPage/remark"), dataIndex: "note", key: "note" },
    {
      title: t("mediaPage/signature"),
      key: "signature",
      render: (_: unknown, link: ChainLink) => (
        <SignatureImage strokes={link.signature} by={link.name} />
      ),
    },
  ];
}
