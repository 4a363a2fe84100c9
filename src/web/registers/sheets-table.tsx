import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Modal, type TableColumnsType, Upload } from "antd";
import { type ReactNode, useState } from "react";
import type { SheetState } from "../../contract/forms.ts";
import type { Sheet } from "../../contract/routes/registers.ts";
import { address, ask, upload } from "../ask.ts";
import { Failure } from "../look/failure.tsx";
import { SheetTable } from "../look/sheet-table.tsx";
import { Status, type Tone } from "../look/status.tsx";
import { dayMinute } from "../look/times.ts";
import { useMay, useMe } from "../session/me.ts";
import { type Say, useWords } from "../words/index.ts";

const tones: Record<SheetState, Tone> = {
  printed: "plain",
  received: "good",
  scanned: "good",
  missing: "alarm",
};

/** Printed sheets with where their papers are; who may say so gets the buttons. */
export function SheetsTable(props: {
  readonly sheets: readonly Sheet[] | undefined;
  readonly empty: ReactNode;
}) {
  const { t } = useWords();
  const me = useMe();
  const may = useMay();
  const [attachTo, setAttachTo] = useState<Sheet>();
  const pair = usePairing();
  const says = me.role !== "auditor";
  const acts = (sheet: Sheet) => (
    <div className="sheet-acts">
      <Button
        size="small"
        download
        href={fileOf(sheet)}
        aria-label={`${t("registers/download")} ${sheet.serial}`}
      >
        {t("registers/download")}
      </Button>
      {sheet.paperId === null ? null : (
        <Button
          size="small"
          download
          href={address("papers.bytes", { params: { paperId: sheet.paperId } })}
        >
          {t("registers/scan")}
        </Button>
      )}
      {says && sheet.state !== "received" && sheet.state !== "scanned" ? (
        <Button
          size="small"
          aria-label={`${t("registers/received")} ${sheet.serial}`}
          onClick={() => pair.mutate({ sheet, state: "received", paperId: null })}
        >
          {t("registers/received")}
        </Button>
      ) : null}
      {says && may("request.file") && sheet.state !== "scanned" ? (
        <Button size="small" onClick={() => setAttachTo(sheet)}>
          {t("registers/attach")}
        </Button>
      ) : null}
      {says && sheet.state === "printed" ? (
        <Button
          size="small"
          onClick={() => pair.mutate({ sheet, state: "missing", paperId: null })}
        >
          {t("registers/lost")}
        </Button>
      ) : null}
    </div>
  );
  return (
    <>
      {pair.isError ? <Failure error={pair.error} /> : null}
      <SheetTable<Sheet>
        rows={props.sheets}
        rowKey="sheetId"
        columns={columnsOf(t, acts)}
        empty={props.empty}
      />
      <Attach sheet={attachTo} onDone={() => setAttachTo(undefined)} />
    </>
  );
}

function columnsOf(t: Say, acts: (sheet: Sheet) => ReactNode): TableColumnsType<Sheet> {
  return [
    { title: t("registers/serial"), dataIndex: "serial", className: "number" },
    {
      title: t("registers/lines"),
      render: (_: unknown, sheet) =>
        sheet.requestId === null
          ? t("registers/linesText", {
              first: sheet.firstRow,
              last: sheet.lastRow,
              count: String(sheet.rows),
            })
          : `${t("registers/oneCase")} ${sheet.firstRow}`,
    },
    {
      title: t("registers/printedAt"),
      className: "number",
      render: (_: unknown, sheet) => `${dayMinute(sheet.printedAtMs)} ${sheet.printedBy}`,
    },
    {
      title: t("registers/paper"),
      render: (_: unknown, sheet) => (
        <>
          <Status tone={tones[sheet.state]}>{t(`registers/states/${sheet.state}`)}</Status>
          {sheet.stateAtMs === null ? null : (
            <small className="quiet">
              {" "}
              {dayMinute(sheet.stateAtMs)} {sheet.stateBy}
            </small>
          )}
        </>
      ),
    },
    { title: t("registers/acts"), key: "acts", render: (_: unknown, sheet) => acts(sheet) },
  ];
}

interface Saying {
  readonly sheet: Sheet;
  readonly state: SheetState;
  readonly paperId: string | null;
}

function usePairing() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ sheet, state, paperId }: Saying) =>
      ask("registers.pair", { params: { sheetId: sheet.sheetId }, body: { state, paperId } }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["register-sheets"] });
      await queries.invalidateQueries({ queryKey: ["reconciliation"] });
    },
  });
}

function Attach(props: { readonly sheet: Sheet | undefined; readonly onDone: () => void }) {
  const { t } = useWords();
  const pair = usePairing();
  const keep = useMutation({
    mutationFn: (file: File) => upload("papers.keep", file, { kind: "signed-scan" }),
    onSuccess: async ({ paperId }) => {
      if (props.sheet === undefined) return;
      await pair.mutateAsync({ sheet: props.sheet, state: "scanned", paperId });
      props.onDone();
    },
  });
  return (
    <Modal
      open={props.sheet !== undefined}
      title={t("registers/attachTitle", { serial: props.sheet?.serial ?? "" })}
      footer={null}
      destroyOnHidden
      onCancel={() => {
        keep.reset();
        props.onDone();
      }}
    >
      <Upload.Dragger
        accept="application/pdf,image/jpeg,image/png"
        multiple={false}
        showUploadList={false}
        disabled={keep.isPending}
        beforeUpload={(file) => {
          keep.mutate(file);
          return false;
        }}
      >
        <p>{keep.isPending ? t("registers/attachBusy") : t("registers/attachDrop")}</p>
        <p className="quiet">{t("registers/attachHint")}</p>
      </Upload.Dragger>
      {keep.isError ? <Failure error={keep.error} /> : null}
    </Modal>
  );
}

const fileOf = (sheet: Sheet): string =>
  address("registers.sheet-file", { params: { sheetId: sheet.sheetId } });
