import { CameraOutlined, CheckCircleFilled } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { Button, Upload } from "antd";
import type { Paper, PaperKind } from "../../contract/approval.ts";
import { limits } from "../../contract/limits.ts";
import { upload } from "../ask.ts";
import { Failure } from "../look/failure.tsx";
import { size } from "../look/times.ts";
import { useWords } from "../words/index.ts";
import "./requests.css";

const accepted = "application/pdf,image/jpeg,image/png";

/** One kind of paper: dropped, chosen, or photographed by the phone. The house checks what it really is. */
export function PaperUpload(props: {
  readonly kind: PaperKind;
  readonly needed: boolean;
  readonly papers: readonly Paper[];
  readonly onAdd: (paper: Paper) => void;
  readonly onRemove?: (paper: Paper) => void;
}) {
  const { t } = useWords();
  const name = t(`requestTerms/papers/${props.kind}`);
  const keep = useMutation({
    mutationFn: (file: File) => upload("papers.keep", file, { kind: props.kind }),
    onSuccess: props.onAdd,
  });
  const there = props.papers.filter((paper) => paper.kind === props.kind);
  return (
    <div className="paper-upload" role="group" aria-label={name}>
      <p className="paper-head">
        <b>{name}</b>
        <span className="quiet">
          {props.needed ? t("requestForm/paperNeeded") : t("requestForm/paperOptional")}
        </span>
      </p>
      {there.map((paper) => (
        <p key={paper.paperId} className="paper-kept">
          <CheckCircleFilled aria-hidden />
          <span>
            {paper.fileName} <small className="quiet">{size(paper.sizeBytes)}</small>
          </span>
          {props.onRemove === undefined ? null : (
            <Button
              size="small"
              aria-label={t("requestForm/paperRemove", { name: paper.fileName })}
              onClick={() => props.onRemove?.(paper)}
            >
              {t("requestForm/remove")}
            </Button>
          )}
        </p>
      ))}
      <Upload.Dragger
        accept={accepted}
        multiple={false}
        showUploadList={false}
        disabled={keep.isPending}
        beforeUpload={(file) => {
          keep.mutate(file);
          return false;
        }}
      >
        <p>
          <CameraOutlined aria-hidden />{" "}
          {keep.isPending ? t("requestForm/paperBusy") : t("requestForm/paperDrop")}
        </p>
        <p className="quiet">
          {t("requestForm/paperHint", { size: `${Math.floor(limits.paperBytes / 1_000_000)} MB` })}
        </p>
      </Upload.Dragger>
      {keep.isError ? <Failure error={keep.error} /> : null}
    </div>
  );
}
