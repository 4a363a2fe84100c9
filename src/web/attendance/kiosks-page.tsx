import { useMutation, useQuery } from "@tanstack/react-query";
import { App, Button, Modal, Select, type TableColumnsType } from "antd";
import { useState } from "react";
import { ask, type Answer } from "../ask.ts";
import { AddButton } from "../look/add-button.tsx";
import { CopyButton } from "../look/copy.tsx";
import { Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { PageHead } from "../look/page-head.tsx";
import { SheetTable } from "../look/sheet-table.tsx";
import { Status } from "../look/status.tsx";
import { TextField } from "../look/text-field.tsx";
import { dayMinute, minuteOfDay } from "../look/times.ts";
import { queries } from "../session/queries.ts";
import { useWords } from "../words/index.ts";
import "./attendance.css";

const key = ["kiosks"] as const;
type KioskNow = Answer<"kiosks.list">["kiosks"][number];

/** Devices at the doors: registered here, put to work there by a code. */
export function KiosksPage() {
  const { t } = useWords();
  const { modal } = App.useApp();
  const [adding, setAdding] = useState(false);
  const list = useQuery({ queryKey: key, queryFn: () => ask("kiosks.list", {}) });
  const close = useMutation({
    mutationFn: (kioskId: string) => ask("kiosks.close", { params: { kioskId } }),
    onSuccess: (left) => queries.setQueryData(key, left),
  });
  const columns = useColumns((kiosk) => {
    void modal.confirm({
      title: t("kiosksPage/closeTitle"),
      content: t("kiosksPage/closeText"),
      okText: t("kiosksPage/close"),
      cancelText: t("common/cancel"),
      onOk: () => close.mutateAsync(kiosk.kioskId).catch(() => undefined),
    });
  });
  return (
    <div className="page">
      <PageHead
        title={t("kiosksPage/title")}
        note={t("kiosksPage/note")}
        tools={<AddButton word={t("kiosksPage/register")} onClick={() => setAdding(true)} />}
      />
      <div className="stack">
        {list.isError ? (
          <Failure error={list.error} onRetry={() => void list.refetch()} />
        ) : (
          <SheetTable<KioskNow>
            rows={list.data?.kiosks}
            rowKey="kioskId"
            columns={columns}
            empty={<Empty title={t("kiosksPage/none")} next={t("kiosksPage/noneNext")} />}
          />
        )}
        {close.isError ? <Failure error={close.error} /> : null}
      </div>
      {adding ? <RegisterDialog onClose={() => setAdding(false)} /> : null}
    </div>
  );
}

function useColumns(onClose: (kiosk: KioskNow) => void): TableColumnsType<KioskNow> {
  const { t } = useWords();
  return [
    { title: t("kiosksPage/name"), dataIndex: "name" },
    { title: t("kiosksPage/venue"), dataIndex: "venueName" },
    {
      title: t("kiosksPage/registered"),
      className: "number",
      render: (_, kiosk) => dayMinute(kiosk.registeredAtMs),
    },
    {
      title: t("kiosksPage/entered"),
      render: (_, kiosk) =>
        kiosk.enteredAtMs === null ? (
          <Status tone="warn">{t("kiosksPage/waiting")}</Status>
        ) : (
          <span className="number">{dayMinute(kiosk.enteredAtMs)}</span>
        ),
    },
    {
      title: t("common/actions"),
      render: (_, kiosk) => (
        <Button size="small" danger onClick={() => onClose(kiosk)}>
          {t("kiosksPage/close")}
        </Button>
      ),
    },
  ];
}

function RegisterDialog(props: { readonly onClose: () => void }) {
  const { t } = useWords();
  const [name, setName] = useState("");
  const [venueId, setVenueId] = useState<string | null>(null);
  const venues = useQuery({ queryKey: ["venues"], queryFn: () => ask("venues.list", {}) });
  const register = useMutation({
    mutationFn: (body: { readonly venueId: string; readonly name: string }) =>
      ask("kiosks.register", { body }),
    onSuccess: () => void queries.invalidateQueries({ queryKey: key }),
  });
  const made = register.data;
  const open = (venues.data?.venues ?? []).filter((venue) => venue.state === "open");
  return (
    <Modal
      open
      title={t("kiosksPage/register")}
      okText={made === undefined ? t("kiosksPage/register") : t("kiosksPage/done")}
      okButtonProps={{
        disabled: made === undefined && (venueId === null || name.trim() === ""),
        loading: register.isPending,
      }}
      onOk={() => {
        if (made !== undefined) return props.onClose();
        if (venueId !== null) register.mutate({ venueId, name: name.trim() });
      }}
      onCancel={props.onClose}
    >
      {made === undefined ? (
        <div className="stack">
          <div className="signing-field">
            <label htmlFor="kiosk-venue" className="required">
              {t("kiosksPage/venue")}
            </label>
            <Select<string>
              id="kiosk-venue"
              value={venueId}
              onChange={setVenueId}
              loading={venues.isPending}
              options={open.map((venue) => ({ value: venue.venueId, label: venue.name }))}
            />
          </div>
          <TextField
            label={t("kiosksPage/name")}
            hint={t("kiosksPage/nameHint")}
            value={name}
            onChange={setName}
            required
          />
          {register.isError ? <Failure error={register.error} /> : null}
        </div>
      ) : (
        <Code made={made} />
      )}
    </Modal>
  );
}

function Code(props: { readonly made: Answer<"kiosks.register"> }) {
  const { t } = useWords();
  const { code, expiresAtMs } = props.made;
  const address = `${window.location.origin}/kiosk`;
  return (
    <div className="stack">
      <p>{t("kiosksPage/codeText", { at: minuteOfDay(expiresAtMs) })}</p>
      <dl className="facts">
        <dt>{t("kiosksPage/address")}</dt>
        <dd className="mono">{address}</dd>
        <dt>{t("kiosksPage/code")}</dt>
        <dd>
          <b className="mono kiosk-code">{code}</b> <CopyButton text={code} />
        </dd>
      </dl>
    </div>
  );
}
