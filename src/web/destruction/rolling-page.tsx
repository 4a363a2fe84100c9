import { useQuery } from "@tanstack/react-query";
import { Button, Modal } from "antd";
import { useState } from "react";
import { ask } from "../ask.ts";
import { Bones, Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { PageHead } from "../look/page-head.tsx";
import { SheetTable } from "../look/sheet-table.tsx";
import { Status } from "../look/status.tsx";
import { day, dayMinute } from "../look/times.ts";
import { TextField } from "../look/text-field.tsx";
import { SigningFields } from "../requests/signing-fields.tsx";
import { useAct, useSignedAct } from "../requests/use-act.ts";
import { queries } from "../session/queries.ts";
import { useWords } from "../words/index.ts";
import { OldestDays, Weeks } from "./rolling-proof.tsx";
import type { Rolling } from "./use-destruction.ts";
import "./destruction.css";

type Order = Rolling["orders"][number];

/** 滚动录像处置令: the yearly order, what went by it, and the oldest playable day of each camera. */
export function RollingPage() {
  const { t } = useWords();
  const read = useQuery({ queryKey: ["rolling"], queryFn: () => ask("rolling.read", {}) });
  return (
    <div className="page">
      <PageHead title={t("destruction/rolling/title")} note={t("destruction/rolling/note")} />
      {read.isError ? <Failure error={read.error} onRetry={() => void read.refetch()} /> : null}
      {read.data === undefined ? (
        read.isError ? null : (
          <Bones rows={8} />
        )
      ) : (
        <div className="stack">
          <Standing rolling={read.data} />
          <OldestDays days={read.data.oldest} />
          <Weeks weeks={read.data.weeks} />
          <History orders={read.data.orders.filter((order) => !order.inForce)} />
        </div>
      )}
    </div>
  );
}

function Standing(props: { readonly rolling: Rolling }) {
  const { t } = useWords();
  const { rolling } = props;
  const [open, setOpen] = useState<"sign" | "end" | null>(null);
  const order = rolling.orders.find((one) => one.inForce);
  return (
    <section className="sheet" aria-label={t("destruction/rolling/title")}>
      <div className="sheet-body rolling-state">
        {order === undefined ? (
          <Empty
            title={t("destruction/rolling/none")}
            next={t("destruction/rolling/noneNext")}
            tools={
              rolling.maySign ? (
                <Button type="primary" onClick={() => setOpen("sign")}>
                  {t("destruction/rolling/sign")}
                </Button>
              ) : undefined
            }
          />
        ) : (
          <>
            <Status tone="good">{t("destruction/rolling/inForce")}</Status>
            <OrderText order={order} />
            {rolling.maySign ? (
              <Button onClick={() => setOpen("end")}>{t("destruction/rolling/end")}</Button>
            ) : null}
          </>
        )}
      </div>
      {open === "sign" ? <SignDialog onClose={() => setOpen(null)} /> : null}
      {open === "end" && order !== undefined ? (
        <EndDialog order={order} onClose={() => setOpen(null)} />
      ) : null}
    </section>
  );
}

function OrderText(props: { readonly order: Order }) {
  const { t } = useWords();
  const { order } = props;
  return (
    <span>
      {t("destruction/rolling/untilText", { from: day(order.fromMs), until: day(order.untilMs) })}
      {"　"}
      {t("destruction/rolling/signedBy", { name: order.signedBy, at: dayMinute(order.signedAtMs) })}
      {order.standingFor === null
        ? ""
        : `（${t("destruction/standingFor", { name: order.standingFor })}）`}
    </span>
  );
}

function orderChanged(onClose: () => void): void {
  void queries.invalidateQueries({ queryKey: ["rolling"] });
  onClose();
}

function SignDialog(props: { readonly onClose: () => void }) {
  const { t } = useWords();
  const { signing, act } = useSignedAct(
    (signed) => ask("rolling.sign", { body: { signing: signed } }),
    { onDone: () => orderChanged(props.onClose) },
  );
  return (
    <Modal
      open
      title={t("destruction/rolling/signTitle")}
      okText={t("destruction/rolling/sign")}
      okButtonProps={{ disabled: signing.missing !== null, loading: act.isPending }}
      onOk={() => act.mutate()}
      onCancel={props.onClose}
    >
      <div className="stack">
        <p>{t("destruction/rolling/signText")}</p>
        <SigningFields signing={signing} />
        {act.isError ? <Failure error={act.error} /> : null}
      </div>
    </Modal>
  );
}

function EndDialog(props: { readonly order: Order; readonly onClose: () => void }) {
  const { t } = useWords();
  const [reason, setReason] = useState("");
  const end = useAct(
    () => ask("rolling.end", { params: { orderId: props.order.orderId }, body: { reason } }),
    { onDone: () => orderChanged(props.onClose) },
  );
  return (
    <Modal
      open
      title={t("destruction/rolling/endTitle")}
      okText={t("destruction/rolling/end")}
      okButtonProps={{ disabled: reason.trim() === "", loading: end.isPending, danger: true }}
      onOk={() => end.mutate()}
      onCancel={props.onClose}
    >
      <div className="stack">
        <TextField
          long
          required
          label={t("destruction/rolling/endReason")}
          value={reason}
          onChange={setReason}
        />
        {end.isError ? <Failure error={end.error} /> : null}
      </div>
    </Modal>
  );
}

function History(props: { readonly orders: readonly Order[] }) {
  const { t } = useWords();
  if (props.orders.length === 0) return null;
  return (
    <>
      <h2 className="destruction-head">{t("destruction/rolling/history")}</h2>
      <SheetTable<Order>
        rows={props.orders}
        rowKey="orderId"
        empty={null}
        columns={[
          {
            title: t("destruction/rolling/status"),
            key: "state",
            render: (_: unknown, order: Order) => (
              <Status tone="plain">
                {order.endedAtMs === null
                  ? t("destruction/rolling/over")
                  : t("destruction/rolling/ended")}
              </Status>
            ),
          },
          {
            title: t("destruction/rolling/title"),
            key: "order",
            render: (_: unknown, order: Order) => <OrderText order={order} />,
          },
          {
            title: t("destruction/reason"),
            key: "reason",
            render: (_: unknown, order: Order) => order.endReason ?? "",
          },
        ]}
      />
    </>
  );
}
