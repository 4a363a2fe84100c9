import { Modal, Select } from "antd";
import { useState } from "react";
import { partitionNames } from "../../contract/lesson.ts";
import { isDownward } from "../../kernel/retention/classes.ts";
import { ask } from "../ask.ts";
import { Failure } from "../look/failure.tsx";
import { TextField } from "../look/text-field.tsx";
import { useAct } from "../requests/use-act.ts";
import { useWords } from "../words/index.ts";
import { type ItemView, afterKeeping } from "./use-retention.ts";

/** Proposes another class or partition; says beforehand whether it waits for the director. */
export function MoveForm(props: { readonly view: ItemView; readonly onClose: () => void }) {
  const { t } = useWords();
  const { item } = props.view;
  const [to, setTo] = useState(item.class);
  const [partition, setPartition] = useState(item.partition);
  const [reason, setReason] = useState("");
  const waits = isDownward(item.class, to) || partition !== item.partition;
  const changed = to !== item.class || partition !== item.partition;
  const act = useAct(
    () =>
      ask("retention.propose-move", {
        params: { itemId: item.itemId },
        body: { class: to, partition, reason },
      }),
    afterKeeping(t(waits ? "retentionPage/moveWaits" : "retentionPage/moveDone"), props.onClose),
  );
  return (
    <Modal
      open
      title={t("retentionPage/moveItem")}
      okText={t("retentionPage/propose")}
      cancelText={t("common/cancel")}
      okButtonProps={{ disabled: !changed || reason.trim() === "", loading: act.isPending }}
      onOk={() => act.mutate()}
      onCancel={props.onClose}
    >
      <div className="stack keeping-dialog">
        <Where
          view={props.view}
          to={to}
          partition={partition}
          onClass={setTo}
          onPartition={setPartition}
        />
        <p className="quiet">{t(waits ? "retentionPage/moveDown" : "retentionPage/moveUp")}</p>
        <TextField
          long
          required
          label={t("retentionPage/reason")}
          value={reason}
          onChange={setReason}
        />
        {act.isError ? <Failure error={act.error} /> : null}
      </div>
    </Modal>
  );
}

/** The classes this kind of item knows, and the partitions it may lie in. */
function Where(props: {
  readonly view: ItemView;
  readonly to: ItemView["item"]["class"];
  readonly partition: ItemView["item"]["partition"];
  readonly onClass: (to: ItemView["item"]["class"]) => void;
  readonly onPartition: (partition: ItemView["item"]["partition"]) => void;
}) {
  const { t } = useWords();
  const { item, classes } = props.view;
  return (
    <>
      <div className="signing-field">
        <span>{t("retentionPage/class")}</span>
        <Select<ItemView["item"]["class"]>
          aria-label={t("retentionPage/class")}
          value={props.to}
          onChange={props.onClass}
          options={classes.map((name) => ({
            value: name,
            label: `${t(`retention/classes/${name}`)} · ${t(`retention/terms/${name}`)}`,
          }))}
        />
      </div>
      <div className="signing-field">
        <span>{t("retentionPage/partition")}</span>
        <Select<ItemView["item"]["partition"]>
          aria-label={t("retentionPage/partition")}
          value={props.partition}
          onChange={props.onPartition}
          // What is sealed lies where its activity put it, for good.
          disabled={item.kind === "footage"}
          options={partitionNames.map((name) => ({
            value: name,
            label: t(`retentionPage/partitions/${name}`),
          }))}
        />
      </div>
    </>
  );
}
