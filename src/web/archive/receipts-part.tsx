import { FilePdfOutlined } from "@ant-design/icons";
import { Button, Radio } from "antd";
import { useState } from "react";
import type { Paper, Strokes } from "../../contract/approval.ts";
import { type NewReceipt, type Receiver, receivers } from "../../contract/archive.ts";
import { address, ask } from "../ask.ts";
import { Failure } from "../look/failure.tsx";
import { SignatureImage, SignaturePadField } from "../look/signature-pad.tsx";
import { Status } from "../look/status.tsx";
import { dayMinute } from "../look/times.ts";
import { TextField } from "../look/text-field.tsx";
import { PaperUpload } from "../requests/paper-upload.tsx";
import { SigningFields } from "../requests/signing-fields.tsx";
import { useSigning } from "../requests/use-signing.ts";
import { useWords } from "../words/index.ts";
import { type Campaign, type Receipt, useCampaignAct } from "./use-archive.ts";

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
        <span className="quiet">{t("archivePage/scanned")}</span>
      ) : (
        <SignatureImage strokes={given.strokes} by={given.receiverName} />
      )}
      <span>
        {t("archivePage/receivedText", { name: given.receiverName, at: dayMinute(given.atMs) })}
      </span>
    </>
  );
}

function ReceiveForm(props: { readonly one: Campaign; readonly open: readonly Receiver[] }) {
  const { t } = useWords();
  const { one, open } = props;
  const [who, setWho] = useState<TypedWho>({ receiver: open[0] ?? "cabinet", receiverName: "" });
  const [how, setHow] = useState<TypedHow>({ way: "signed", strokes: null, papers: [] });
  const signing = useSigning();
  const by = byOf(how);
  const receive = useCampaignAct(
    async () =>
      signing.signing === null || by === null
        ? null
        : ask("archive.receive", {
            params: { year: one.year },
            body: { receipt: { ...who, by }, signing: signing.signing },
          }),
    { onError: signing.refused },
  );
  return (
    <form
      className="stack archive-receive"
      aria-label={t("archivePage/receiveTitle")}
      onSubmit={(event) => {
        event.preventDefault();
        receive.mutate();
      }}
    >
      <h3>{t("archivePage/receiveTitle")}</h3>
      <Who open={open} who={who} onChange={setWho} />
      <How how={how} onChange={setHow} />
      <p className="quiet">{t("archivePage/handerHand")}</p>
      <SigningFields signing={signing} />
      {receive.isError ? <Failure error={receive.error} /> : null}
      <Button
        type="primary"
        htmlType="submit"
        disabled={by === null || who.receiverName.trim() === "" || signing.missing !== null}
        loading={receive.isPending}
      >
        {t("archivePage/receive")}
      </Button>
      <p className="quiet">
        {signing.missing === null ? "" : t(`signing/lacks/${signing.missing}`)}
      </p>
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
