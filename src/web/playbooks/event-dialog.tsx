import { Modal } from "antd";
import type { ReactNode } from "react";
import { Failure } from "../look/failure.tsx";
import { useWords } from "../words/index.ts";

/** A dialog of one act: what it asks, what was refused, and the act itself. */
export function EventDialog(props: {
  readonly title: string;
  readonly word: string;
  readonly ready: boolean;
  readonly danger?: boolean;
  readonly act: {
    readonly isPending: boolean;
    readonly isError: boolean;
    readonly error: unknown;
  };
  readonly onOk: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const { t } = useWords();
  const { act, danger = false } = props;
  return (
    <Modal
      open
      title={props.title}
      okText={props.word}
      cancelText={t("common/cancel")}
      okButtonProps={{ disabled: !props.ready, loading: act.isPending, danger }}
      onOk={props.onOk}
      onCancel={props.onClose}
    >
      <div className="stack">
        {props.children}
        {act.isError ? <Failure error={act.error} /> : null}
      </div>
    </Modal>
  );
}
