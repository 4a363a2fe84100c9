import { useMutation, useQuery } from "@tanstack/react-query";
import { App, DatePicker, Modal, Select } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useId, useState } from "react";
import { limits } from "../../contract/limits.ts";
import { roleNames } from "../../contract/roles.ts";
import { ask, type Answer } from "../ask.ts";
import { AddButton } from "../look/add-button.tsx";
import { Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { nowMs } from "../look/now.ts";
import { PageHead } from "../look/page-head.tsx";
import { RowAct } from "../look/row-act.tsx";
import { SheetTable } from "../look/sheet-table.tsx";
import { Status, type Tone } from "../look/status.tsx";
import { day, dayMinute, dayStart, instantOf } from "../look/times.ts";
import { TextField } from "../look/text-field.tsx";
import { queries } from "../session/queries.ts";
import { useWords, type Say } from "../words/index.ts";
import { SigningFields } from "./signing-fields.tsx";
import { useSigning } from "./use-signing.ts";
import "./requests.css";

type Delegation = Answer<"delegations.list">["delegations"][number];
const listKey = ["delegations"] as const;
const longestDays = limits.delegationLongestMs / 86_400_000;

type State = "planned" | "running" | "over" | "ended";
const tones: Record<State, Tone> = {
  planned: "busy",
  running: "good",
  over: "plain",
  ended: "plain",
};

function stateOf(one: Delegation): State {
  const now = nowMs();
  if (one.endedAtMs !== null) return "ended";
  if (now < one.startMs) return "planned";
  return now < one.endMs ? "running" : "over";
}

/** 委托代办: a post lent for a while; every step taken says for whom. */
export function DelegationsPage() {
  const { t } = useWords();
  const [adding, setAdding] = useState(false);
  const [ending, setEnding] = useState<Delegation | null>(null);
  const list = useQuery({ queryKey: listKey, queryFn: () => ask("delegations.list", {}) });
  const add = <AddButton word={t("delegations/add")} onClick={() => setAdding(true)} />;
  return (
    <div className="page">
      <PageHead title={t("delegations/title")} note={t("delegations/note")} tools={add} />
      {list.isError ? <Failure error={list.error} onRetry={() => void list.refetch()} /> : null}
      <SheetTable<Delegation>
        rows={list.data?.delegations}
        rowKey="delegationId"
        columns={columns(t, setEnding)}
        empty={<Empty title={t("delegations/empty")} next={t("delegations/emptyNext")} />}
      />
      {adding ? <OpenDialog onClose={() => setAdding(false)} /> : null}
      {ending === null ? null : <EndDialog one={ending} onClose={() => setEnding(null)} />}
    </div>
  );
}

function columns(t: Say, onEnd: (one: Delegation) => void) {
  return [
    {
      title: t("delegations/post"),
      render: (_: unknown, one: Delegation) => t(`delegations/posts/${one.post}`),
    },
    { title: t("delegations/from"), dataIndex: "fromName" },
    { title: t("delegations/to"), dataIndex: "toName" },
    {
      title: t("delegations/span"),
      className: "number",
      render: (_: unknown, one: Delegation) =>
        `${dayMinute(one.startMs)} ${t("common/to")} ${dayMinute(one.endMs)}`,
    },
    { title: t("delegations/reason"), dataIndex: "reason" },
    {
      title: t("delegations/state"),
      render: (_: unknown, one: Delegation) => {
        const state = stateOf(one);
        return <Status tone={tones[state]}>{t(`delegations/states/${state}`)}</Status>;
      },
    },
    {
      title: t("common/actions"),
      render: (_: unknown, one: Delegation) => {
        const state = stateOf(one);
        return state === "running" || state === "planned" ? (
          <RowAct danger word={t("delegations/end")} row={one.toName} onClick={() => onEnd(one)} />
        ) : null;
      },
    },
  ];
}

function EndDialog(props: { readonly one: Delegation; readonly onClose: () => void }) {
  const { t } = useWords();
  const end = useMutation({
    mutationFn: () => ask("delegations.end", { params: { delegationId: props.one.delegationId } }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: listKey });
      props.onClose();
    },
  });
  return (
    <Modal
      open
      title={t("delegations/endTitle", { name: props.one.toName })}
      okText={t("delegations/end")}
      okButtonProps={{ danger: true, loading: end.isPending }}
      onOk={() => end.mutate()}
      onCancel={props.onClose}
    >
      <div className="stack">
        <p>{t("delegations/endText")}</p>
        {end.isError ? <Failure error={end.error} /> : null}
      </div>
    </Modal>
  );
}

interface Typed {
  readonly toAccountId: string | null;
  readonly span: readonly [Dayjs, Dayjs];
  readonly reason: string;
}

function useOpen(onClose: () => void) {
  const { t } = useWords();
  const { message } = App.useApp();
  const signing = useSigning();
  const [typed, setTyped] = useState<Typed>(() => ({
    toAccountId: null,
    span: [dayjs(day(nowMs())), dayjs(day(dayStart(nowMs(), 6)))],
    reason: "",
  }));
  const open = useMutation({
    mutationFn: async () => {
      const { toAccountId, span, reason } = typed;
      if (toAccountId === null || signing.signing === null) return null;
      const from = instantOf(span[0].format("YYYY-MM-DD"), "00:00");
      const endMs = dayStart(instantOf(span[1].format("YYYY-MM-DD"), "12:00"), 1);
      // A delegation that begins today begins now: nothing is lent backwards.
      const startMs = Math.max(from, nowMs());
      return ask("delegations.open", {
        body: { toAccountId, startMs, endMs, reason, signing: signing.signing },
      });
    },
    onSuccess: (made) => {
      if (made === null) return;
      void queries.invalidateQueries({ queryKey: listKey });
      void message.success(t("delegations/opened", { name: made.toName }));
      onClose();
    },
    onError: signing.refused,
  });
  const ready =
    typed.toAccountId !== null && typed.reason.trim() !== "" && signing.signing !== null;
  return {
    typed,
    change: (part: Partial<Typed>) => setTyped({ ...typed, ...part }),
    signing,
    open,
    ready,
  };
}

function OpenDialog(props: { readonly onClose: () => void }) {
  const { t } = useWords();
  const { typed, change, signing, open, ready } = useOpen(props.onClose);
  const spanId = useId();
  return (
    <Modal
      open
      title={t("delegations/add")}
      okText={t("delegations/submit")}
      okButtonProps={{ disabled: !ready, loading: open.isPending }}
      onOk={() => open.mutate()}
      onCancel={props.onClose}
    >
      <div className="stack">
        <Candidates value={typed.toAccountId} onChange={(toAccountId) => change({ toAccountId })} />
        <div className="signing-field">
          <label htmlFor={spanId}>{t("delegations/span")}</label>
          <DatePicker.RangePicker
            id={spanId}
            allowClear={false}
            value={[typed.span[0], typed.span[1]]}
            minDate={dayjs(day(nowMs()))}
            maxDate={dayjs(day(dayStart(nowMs(), longestDays - 1)))}
            onChange={(days) => {
              const [from, to] = days ?? [null, null];
              if (from !== null && to !== null) change({ span: [from, to] });
            }}
          />
          <small className="quiet">{t("delegations/spanHint")}</small>
        </div>
        <TextField
          required
          most={limits.reasonCharacters}
          label={t("delegations/reason")}
          value={typed.reason}
          onChange={(reason) => change({ reason })}
        />
        <SigningFields signing={signing} />
        {open.isError ? <Failure error={open.error} /> : null}
      </div>
    </Modal>
  );
}

function Candidates(props: {
  readonly value: string | null;
  readonly onChange: (accountId: string) => void;
}) {
  const { t } = useWords();
  const found = useQuery({
    queryKey: ["delegation-candidates"],
    queryFn: () => ask("delegations.candidates", {}),
  });
  const roleWord = (role: string): string => {
    const known = roleNames.find((name) => name === role);
    return known === undefined ? role : t(`terms/roles/${known}`);
  };
  return (
    <div className="signing-field">
      <span>{t("delegations/to")}</span>
      <Select<string>
        aria-label={t("delegations/to")}
        showSearch={{ optionFilterProp: "label" }}
        {...(props.value === null ? {} : { value: props.value })}
        notFoundContent={t("delegations/toNone")}
        options={(found.data?.candidates ?? []).map((one) => ({
          value: one.accountId,
          label: `${one.name} · ${roleWord(one.role)}`,
        }))}
        onChange={(accountId: string) => props.onChange(accountId)}
      />
      <small className="quiet">{t("delegations/toHint")}</small>
      {found.isError ? <Failure error={found.error} /> : null}
    </div>
  );
}
