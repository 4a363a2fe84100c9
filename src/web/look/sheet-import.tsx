import { DownloadOutlined, UploadOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { Button, Modal, Upload } from "antd";
import { type ReactNode, useState } from "react";
import { useWords } from "../words/index.ts";
import { Failure } from "./failure.tsx";

interface Reading {
  readonly faults: readonly unknown[];
}

/** A sheet is checked first, shown as it was read, and taken whole or not at all. */
export function SheetImport<R extends Reading>(props: {
  readonly title: string;
  readonly lead: string;
  readonly take: string;
  readonly template: string;
  readonly send: (file: File, step: "check" | "take") => Promise<R>;
  readonly onTaken: (reading: R) => void;
  readonly onClose: () => void;
  readonly children: (reading: R) => ReactNode;
}) {
  const { t } = useWords();
  const { send, onTaken, onClose } = props;
  const [file, setFile] = useState<File | null>(null);
  const read = useMutation({ mutationFn: (chosen: File) => send(chosen, "check") });
  const take = useMutation({
    mutationFn: (chosen: File) => send(chosen, "take"),
    onSuccess: onTaken,
  });
  const ready = read.data !== undefined && read.data.faults.length === 0 && file !== null;
  return (
    <Modal
      open
      width={720}
      title={props.title}
      okText={props.take}
      cancelText={t("common/cancel")}
      okButtonProps={{ disabled: !ready, loading: take.isPending }}
      onOk={() => (file === null ? undefined : take.mutate(file))}
      onCancel={onClose}
    >
      <div className="stack">
        <p className="quiet">{props.lead}</p>
        <div className="tool-line">
          <Upload
            accept=".xlsx,.csv"
            multiple={false}
            showUploadList={false}
            beforeUpload={(chosen) => {
              setFile(chosen);
              read.mutate(chosen);
              return false;
            }}
          >
            <Button icon={<UploadOutlined aria-hidden />} loading={read.isPending}>
              {t("sheetImport/choose")}
            </Button>
          </Upload>
          <Button icon={<DownloadOutlined aria-hidden />} href={props.template} download>
            {t("sheetImport/template")}
          </Button>
        </div>
        {read.isError ? <Failure error={read.error} /> : null}
        {take.isError ? <Failure error={take.error} /> : null}
        {read.data === undefined ? null : props.children(read.data)}
      </div>
    </Modal>
  );
}
