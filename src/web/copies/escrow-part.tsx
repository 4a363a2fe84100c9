import { useMutation } from "@tanstack/react-query";
import { Button, Form, Input, Modal } from "antd";
import { useState } from "react";
import { type Answer, ask } from "../ask.ts";
import { Failure } from "../look/failure.tsx";
import { Status } from "../look/status.tsx";
import { dayMinute } from "../look/times.ts";
import { useWords } from "../words/index.ts";
import { KeySheet } from "./key-sheet.tsx";
import { type CopiesState, refetchCopies } from "./use-copies.ts";

type Escrow = CopiesState["escrow"];
type Sheet = Answer<"escrow.make">;

/** The key that people keep in a safe: whether there is one, and whether it was proved to be kept. */
export function EscrowPart(props: { readonly escrow: Escrow; readonly manages: boolean }) {
  const { t } = useWords();
  const [asking, setAsking] = useState(false);
  const [sheet, setSheet] = useState<Sheet>();
  const { escrow, manages } = props;
  const none = escrow.recipient === null;
  return (
    <section className="sheet" aria-labelledby="copies-escrow">
      <header className="copies-head">
        <h2 id="copies-escrow">{t("copiesPage/escrow")}</h2>
        {manages ? (
          <Button type={none ? "primary" : "default"} onClick={() => setAsking(true)}>
            {t(none ? "copiesPage/escrowMake" : "copiesPage/escrowRenew")}
          </Button>
        ) : null}
      </header>
      <EscrowState escrow={escrow} />
      {manages && !none && escrow.confirmedAtMs === null ? <TailForm /> : null}
      {asking ? (
        <MakeForm
          renew={!none}
          onClose={() => setAsking(false)}
          onMade={(made) => {
            setAsking(false);
            setSheet(made);
          }}
        />
      ) : null}
      {sheet === undefined ? null : (
        <KeySheet
          sheet={sheet}
          onClose={() => {
            setSheet(undefined);
            refetchCopies();
          }}
        />
      )}
    </section>
  );
}

function EscrowState(props: { readonly escrow: Escrow }) {
  const { t } = useWords();
  const { recipient, madeAtMs, confirmedAtMs } = props.escrow;
  if (recipient === null)
    return (
      <>
        <Status tone="alarm">{t("copiesPage/escrowNone")}</Status>
        <p className="quiet">{t("copiesPage/escrowNoneNote")}</p>
      </>
    );
  const kept = confirmedAtMs !== null;
  return (
    <>
      <Status tone={kept ? "good" : "warn"}>
        {t(kept ? "copiesPage/escrowKept" : "copiesPage/escrowOpen")}
      </Status>
      <p className="quiet">
        {madeAtMs === null ? "" : t("copiesPage/escrowMade", { at: dayMinute(madeAtMs) })}
        {kept ? ` · ${t("copiesPage/escrowConfirmed", { at: dayMinute(confirmedAtMs) })}` : ""}
        {" · "}
        <span className="exact">{recipient}</span>
      </p>
      {kept ? null : <p>{t("copiesPage/escrowOpenNote")}</p>}
    </>
  );
}

function TailForm() {
  const { t } = useWords();
  const confirm = useMutation({
    mutationFn: ({ tail }: { tail: string }) => ask("escrow.confirm", { body: { tail } }),
    onSuccess: refetchCopies,
  });
  const rules = [{ required: true, len: 8, message: t("common/required") }];
  return (
    <>
      <Form<{ tail: string }> layout="inline" onFinish={(typed) => confirm.mutate(typed)}>
        <Form.Item name="tail" label={t("copiesPage/tail")} rules={rules}>
          <Input className="exact" maxLength={8} spellCheck={false} autoComplete="off" />
        </Form.Item>
        <Button htmlType="submit" loading={confirm.isPending}>
          {t("copiesPage/tailCheck")}
        </Button>
      </Form>
      {confirm.isError ? <Failure error={confirm.error} /> : null}
    </>
  );
}

function MakeForm(props: {
  readonly renew: boolean;
  readonly onClose: () => void;
  readonly onMade: (sheet: Sheet) => void;
}) {
  const { t } = useWords();
  const [form] = Form.useForm<{ password: string; code?: string }>();
  const make = useMutation({
    mutationFn: ({ password, code }: { password: string; code?: string }) =>
      ask("escrow.make", {
        body: { password, code: code === undefined || code === "" ? null : code },
      }),
    onSuccess: props.onMade,
  });
  const rules = [{ required: true, message: t("common/required") }];
  return (
    <Modal
      open
      title={t(props.renew ? "copiesPage/escrowRenew" : "copiesPage/escrowMake")}
      okText={t("copiesPage/escrowMake")}
      cancelText={t("common/cancel")}
      confirmLoading={make.isPending}
      onOk={() => form.submit()}
      onCancel={props.onClose}
    >
      <p>{t(props.renew ? "copiesPage/escrowRenewNote" : "copiesPage/escrowNoneNote")}</p>
      <Form form={form} layout="vertical" onFinish={(typed) => make.mutate(typed)}>
        <Form.Item name="password" label={t("copiesPage/escrowPassword")} rules={rules}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Form.Item name="code" label={t("copiesPage/escrowCode")}>
          <Input inputMode="numeric" autoComplete="one-time-code" />
        </Form.Item>
        {make.isError ? <Failure error={make.error} /> : null}
      </Form>
    </Modal>
  );
}
