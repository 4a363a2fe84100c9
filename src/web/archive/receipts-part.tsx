import { FilePdfOutlined } from "@ant-design/icons";
import { Button, Radio } from "antd";
import { useState } from "react";
import type { Paper, Strokes } from "../../contract/approval.ts";
import { type NewReceipt, type Receiver, receivers } from "../../contract/archive.ts";
import { address, ask } from "../ask.ts";
import { SignatureImage, SignaturePadField } from "../look/signature-pad.tsx";
import { Status } from "../look/status.tsx";
import { dayMinute } from "../look/times.ts";
import { TextField } from "../look/text-field.tsx";
import { PaperUpload } from "../requests/paper-upload.tsx";
import { SigningEnd } from "../requests/signing-end.tsx";
import { useSignedAct } from "../requests/use-act.ts";
import { useWords } from "../words/index.ts";
import { afterCampaign, type Campaign, type Receipt } from "./use-archive.ts";

/** Two receivers, each with its list and its receipt. */
export function ReceiptsPart(props: { readonly one: Campaign }) {
  const { t } = useWords();
  const { one } = props;
  const open = receivers.filter((name) => one.receipts.every((given) => given.receiver !== name));
  return (
    <section className="sheet" aria-label={t("archivePage/receipts")}>
      <h2>{t("archivePage/receipts")}</h2>
      <div className="sheet-body stack">
        <div className="archive-receipts">
          {receivers.map((receiver) => (
            <div key={receiver} className="archive-receipt">
              <h3>{t(`archivePage/receivers/${receiver}`)}</h3>
              <Given given={one.receipts.find((given) => given.receiver === receiver)} />
              <Button
                icon={<FilePdfOutlined aria-hidden />}
                href={address("archive.handover", { params: { year: one.year, receiver } })}
                target="_blank"
              >
                {t("archivePage/handover")}
              </Button>
            </div>
          ))}
        </div>
        {one.can.includes("receive") ? (
          <ReceiveForm key={open.join(" ")} one={one} open={open} />
        ) : null}
        {!one.can.includes("receive") && open.length > 0 ? (
          <p className="quiet">{t("archivePage/notYet")}</p>
        ) : null}
      </div>
    </section>
  );
}

function Given(props: { readonly given: Receipt | undefined }) {
  const { t } = useWords();
  const { given } = props;
  if (given === undefined) return <Status tone="warn">{t("archivePage/missing")}</Status>;
  return (
    <>
      <Status tone="good">{t("archivePage/received")}</Status>
      {given.late ? <Status tone="warn">{t("archivePage/receivedLate")}</Status> : null}
      {given.strokes === null ? (
        <Scan paperId={given.paperId} />
      ) : (
        <SignatureImage strokes={given.strokes} by={given.receiverName} />
      )}
      <span>
        {t("archivePage/receivedText", { name: given.receiverName, at: dayMinute(given.atMs) })}
      </span>
    </>
  );
}

/** The signed original, scanned: opened by whoever reads archiving. */
function Scan(props: { readonly paperId: string | null }) {
  const { t } = useWords();
  const { paperId } = props;
  if (paperId === null) return <span className="quiet">{t("archivePage/scanned")}</span>;
  return (
    <a href={address("papers.bytes", { params: { paperId } })} target="_blank" rel="noreferrer">
      {t("archivePage/scanned")}
    </a>
  );
}

function ReceiveForm(props: { readonly one: Campaign; readonly open: readonly Receiver[] }) {
  const { t } = useWords();
  const { one, open } = props;
  const [who, setWho] = useState<TypedWho>({ receiver: open[0] ?? "cabinet", receiverName: "" });
  const [how, setHow] = useState<TypedHow>({ way: "signed", strokes: null, papers: [] });
  const by = byOf(how);
  const receive = useSignedAct(
    async (signing) =>
      by === null
        ? null
        : ask("archive.receive", {
            params: { year: one.year },
            body: { receipt: { ...who, by }, signing },
          }),
    afterCampaign(),
  );
  const lacks =
    who.receiverName.trim() === ""
      ? t("archivePage/receiverName")
      : by === null
        ? t(how.way === "scan" ? "archivePage/wayScan" : "archivePage/receiverHand")
        : null;
  return (
    <form
      className="stack archive-receive"
      aria-label={t("archivePage/receiveTitle")}
      onSubmit={(event) => {
        event.preventDefault();
        receive.act.mutate();
      }}
    >
      <h3>{t("archivePage/receiveTitle")}</h3>
      <Who open={open} who={who} onChange={setWho} />
      <How how={how} onChange={setHow} />
      <p className="quiet">{t("archivePage/handerHand")}</p>
      <SigningEnd of={receive} word={t("archivePage/receive")} lacks={lacks} />
    </form>
  );
}

interface TypedWho {
  readonly receiver: Receiver;
  readonly receiverName: string;
}

function Who(props: {
  readonly open: readonly Receiver[];
  readonly who: TypedWho;
  readonly onChange: (who: TypedWho) => void;
}) {
  const { t } = useWords();
  const { open, who, onChange } = props;
  return (
    <>
      <Radio.Group
        aria-label={t("archivePage/receiver")}
        value={who.receiver}
        onChange={(event) =>
          onChange({ ...who, receiver: event.target.value === "school" ? "school" : "cabinet" })
        }
        options={open.map((value) => ({ value, label: t(`archivePage/receivers/${value}`) }))}
      />
      <TextField
        required
        label={t("archivePage/receiverName")}
        value={who.receiverName}
        onChange={(receiverName) => onChange({ ...who, receiverName })}
      />
    </>
  );
}

interface TypedHow {
  readonly way: "signed" | "scan";
  readonly strokes: Strokes | null;
  readonly papers: readonly Paper[];
}

function How(props: { readonly how: TypedHow; readonly onChange: (how: TypedHow) => void }) {
  const { t } = useWords();
  const { how, onChange } = props;
  return (
    <>
      <Radio.Group
        aria-label={t("archivePage/way")}
        value={how.way}
        onChange={(event) =>
          onChange({ ...how, way: event.target.value === "scan" ? "scan" : "signed" })
        }
        options={[
          { value: "signed", label: t("archivePage/waySigned") },
          { value: "scan", label: t("archivePage/wayScan") },
        ]}
      />
      {how.way === "signed" ? (
        <div role="group" aria-label={t("archivePage/receiverHand")}>
          <p className="quiet">{t("archivePage/receiverHand")}</p>
          <SignaturePadField
            value={how.strokes}
            onChange={(strokes) => onChange({ ...how, strokes })}
          />
        </div>
      ) : (
        <PaperUpload
          kind="signed-scan"
          needed
          papers={how.papers}
          onAdd={(paper) => onChange({ ...how, papers: [paper] })}
          onRemove={() => onChange({ ...how, papers: [] })}
        />
      )}
    </>
  );
}

function byOf({ way, strokes, papers }: TypedHow): NewReceipt["by"] | null {
  if (way === "signed") return strokes === null ? null : { way, strokes };
  const [paper] = papers;
  return paper === undefined ? null : { way, paperId: paper.paperId };
}
