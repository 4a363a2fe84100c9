import { Button, Modal } from "antd";
import { useState } from "react";
import { address, ask } from "../ask.ts";
import { Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { SheetTable } from "../look/sheet-table.tsx";
import { Status, type Tone } from "../look/status.tsx";
import { day, size } from "../look/times.ts";
import { TextField } from "../look/text-field.tsx";
import { SigningFields } from "../requests/signing-fields.tsx";
import { useAct, useSignedAct } from "../requests/use-act.ts";
import { useMay } from "../session/me.ts";
import { useWords, type Say } from "../words/index.ts";
import { listed, told } from "../words/listed.ts";
import { ReportDialog } from "./report-dialog.tsx";
import { afterCampaign, type Campaign, type Listed } from "./use-archive.ts";

const tones: Readonly<Record<Listed["step"], Tone>> = {
  waiting: "plain",
  defective: "alarm",
  packing: "busy",
  archived: "good",
};

interface Acts {
  readonly manages: boolean;
  readonly year: number;
  readonly report: (itemId: string) => void;
  readonly retry: (itemId: string) => void;
  readonly accept: (one: Listed) => void;
}

/** The confirmed list: how far each item is, what its check found, and its package. */
export function ItemsPart(props: { readonly one: Campaign }) {
  const { t } = useWords();
  const may = useMay();
  const { one } = props;
  const [asked, setAsked] = useState<string | null>(null);
  const [accepting, setAccepting] = useState<Listed | null>(null);
  const retry = useAct(
    (itemId: string) => ask("archive.retry", { params: { year: one.year, itemId } }),
    afterCampaign(),
  );
  const acts: Acts = {
    manages: may("retention.manage"),
    year: one.year,
    report: setAsked,
    retry: (itemId) => retry.mutate(itemId),
    accept: setAccepting,
  };
  return (
    <>
      <h2 className="archive-head">
        {t("archivePage/items")}
        <small className="quiet">
          {one.confirmedBy}　{one.confirmedAtMs === null ? "" : day(one.confirmedAtMs)}
        </small>
      </h2>
      {retry.isError ? <Failure error={retry.error} /> : null}
      <SheetTable<Listed>
        rows={one.items}
        rowKey="itemId"
        columns={columns(t, acts)}
        empty={<Empty title={t("archivePage/none")} next={t("archivePage/noneNext")} />}
      />
      <ReportDialog year={one.year} itemId={asked} onClose={() => setAsked(null)} />
      {accepting === null ? null : (
        <AcceptDialog year={one.year} one={accepting} onClose={() => setAccepting(null)} />
      )}
    </>
  );
}

function columns(t: Say, acts: Acts) {
  return [
    { title: t("archivePage/number"), dataIndex: "number", key: "number" },
    {
      title: t("archivePage/step"),
      key: "step",
      render: (_: unknown, one: Listed) => <Step one={one} />,
    },
    {
      title: t("archivePage/name"),
      key: "name",
      render: (_: unknown, one: Listed) => <span className="archive-name">{one.name}</span>,
    },
    {
      title: t("archivePage/carrier"),
      key: "carrier",
      render: (_: unknown, one: Listed) => t(`archivePage/carriers/${one.carrier}`),
    },
    {
      title: t("archivePage/size"),
      key: "size",
      render: (_: unknown, one: Listed) =>
        one.packageBytes === null ? "" : size(one.packageBytes),
    },
    {
      title: t("archivePage/package"),
      key: "acts",
      render: (_: unknown, one: Listed) => <ItemActs one={one} acts={acts} />,
    },
  ];
}

const troubles = ["interrupted", "absent", "state-changed"] as const;

function Step(props: { readonly one: Listed }) {
  const { t } = useWords();
  const { one } = props;
  const trouble = troubles.find((name) => name === one.trouble) ?? "other";
  return (
    <span className="archive-step">
      <Status tone={tones[one.step]}>{t(`archivePage/steps/${one.step}`)}</Status>
      {one.failed.length === 0 ? null : (
        <small>{listed(one.failed.map((check) => t(`archivePage/checks/${check}`)))}</small>
      )}
      {one.trouble === null ? null : <small>{t(`archivePage/troubles/${trouble}`)}</small>}
      {one.accepted === null ? null : (
        <small className="quiet">{told(t("archivePage/accept"), one.accepted)}</small>
      )}
    </span>
  );
}

function ItemActs(props: { readonly one: Listed; readonly acts: Acts }) {
  const { t } = useWords();
  const { one, acts } = props;
  const params = { year: acts.year, itemId: one.itemId };
  return (
    <span className="archive-acts">
      {one.checkedAtMs === null ? null : (
        <Button size="small" onClick={() => acts.report(one.itemId)}>
          {t("archivePage/report")}
        </Button>
      )}
      {acts.manages && one.packageSha256 !== null ? (
        <Button size="small" href={address("archive.package", { params })}>
          {t("archivePage/take")}
        </Button>
      ) : null}
      {acts.manages && one.step === "defective" ? (
        <Button size="small" onClick={() => acts.retry(one.itemId)}>
          {t("archivePage/retry")}
        </Button>
      ) : null}
      {acts.manages && one.mayAccept ? (
        <Button size="small" onClick={() => acts.accept(one)}>
          {t("archivePage/accept")}
        </Button>
      ) : null}
    </span>
  );
}

function AcceptDialog(props: {
  readonly year: number;
  readonly one: Listed;
  readonly onClose: () => void;
}) {
  const { t } = useWords();
  const [reason, setReason] = useState("");
  const { signing, act } = useSignedAct(
    (signed) =>
      ask("archive.accept", {
        params: { year: props.year, itemId: props.one.itemId },
        body: { reason, signing: signed },
      }),
    afterCampaign(props.onClose),
  );
  return (
    <Modal
      open
      title={t("archivePage/acceptTitle")}
      onCancel={props.onClose}
      okText={t("archivePage/accept")}
      okButtonProps={{ disabled: reason.trim() === "" || signing.missing !== null }}
      confirmLoading={act.isPending}
      onOk={() => act.mutate()}
    >
      <div className="stack">
        <p>{t("archivePage/acceptText")}</p>
        <TextField
          long
          required
          label={t("archivePage/reason")}
          value={reason}
          onChange={setReason}
        />
        <SigningFields signing={signing} />
        {act.isError ? <Failure error={act.error} /> : null}
      </div>
    </Modal>
  );
}
