import { useMutation, useQuery } from "@tanstack/react-query";
import { App, Modal, type TableColumnsType } from "antd";
import { useState } from "react";
import { ask } from "../ask.ts";
import { AddButton } from "../look/add-button.tsx";
import { CopyButton } from "../look/copy.tsx";
import { Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { PageHead } from "../look/page-head.tsx";
import { RowAct } from "../look/row-act.tsx";
import { SheetTable } from "../look/sheet-table.tsx";
import { Status } from "../look/status.tsx";
import { queries } from "../session/queries.ts";
import { useWords } from "../words/index.ts";
import { ProviderForm } from "./provider-form.tsx";
import type { ProviderNow } from "./typed-provider.ts";

type Doing =
  | { readonly what: "add" }
  | { readonly what: "change" | "remove" | "test"; readonly provider: ProviderNow }
  | null;

/** Through which of the institution's own sign-in services people come in. */
export function ProvidersPage() {
  const { t } = useWords();
  const list = useQuery({ queryKey: ["providers"], queryFn: () => ask("providers.list", {}) });
  const [doing, setDoing] = useState<Doing>(null);
  const done = () => {
    void queries.invalidateQueries({ queryKey: ["providers"] });
    setDoing(null);
  };
  const close = () => setDoing(null);
  return (
    <div className="page">
      <PageHead
        title={t("providers/title")}
        note={t("providers/note")}
        tools={<AddButton word={t("providers/add")} onClick={() => setDoing({ what: "add" })} />}
      />
      {list.isError ? <Failure error={list.error} onRetry={() => void list.refetch()} /> : null}
      <SheetTable
        rows={list.isPending ? undefined : (list.data?.providers ?? [])}
        rowKey="providerId"
        columns={useColumns(setDoing)}
        empty={<Empty title={t("providers/empty")} next={t("providers/emptyNext")} />}
      />
      <Modal
        open={doing?.what === "add" || doing?.what === "change"}
        title={doing?.what === "change" ? t("providers/change") : t("providers/add")}
        footer={null}
        destroyOnHidden
        width={720}
        onCancel={close}
      >
        <ProviderForm
          provider={doing?.what === "change" ? doing.provider : undefined}
          onDone={done}
        />
      </Modal>
      {doing?.what === "remove" ? (
        <Remove provider={doing.provider} onDone={done} onClose={close} />
      ) : null}
      {doing?.what === "test" ? <Test provider={doing.provider} onClose={close} /> : null}
    </div>
  );
}

function useColumns(onDo: (doing: Doing) => void): TableColumnsType<ProviderNow> {
  const { t, language } = useWords();
  const nameOf = ({ settings }: ProviderNow) =>
    language === "en" ? settings.labelEn : settings.labelZh;
  return [
    { title: t("providers/name"), render: (_, provider) => nameOf(provider) },
    { title: t("providers/kind"), render: (_, p) => t(`providers/kinds/${p.settings.kind}`) },
    {
      title: t("providers/address"),
      render: (_, provider) => <span className="mono">{addressOf(provider)}</span>,
    },
    {
      title: t("providers/personKeyClaim"),
      render: (_, p) => <span className="mono">{p.settings.personKeyClaim}</span>,
    },
    { title: t("providers/opens"), render: (_, p) => t(`providers/opening/${p.settings.opens}`) },
    {
      title: t("providers/returnAddress"),
      render: (_, { returnPath }) =>
        returnPath === null ? "–" : <CopyButton text={`${window.location.origin}${returnPath}`} />,
    },
    {
      title: t("providers/offered"),
      render: (_, { settings }) => (
        <Status tone={settings.offered ? "good" : "plain"}>
          {t(settings.offered ? "providers/shown" : "providers/hidden")}
        </Status>
      ),
    },
    {
      title: t("common/actions"),
      render: (_, provider) => (
        <span style={{ display: "flex", gap: 6 }}>
          <RowAct
            word={t("providers/test")}
            row={nameOf(provider)}
            onClick={() => onDo({ what: "test", provider })}
          />
          <RowAct
            word={t("common/change")}
            row={nameOf(provider)}
            onClick={() => onDo({ what: "change", provider })}
          />
          <RowAct
            word={t("providers/remove")}
            row={nameOf(provider)}
            danger
            onClick={() => onDo({ what: "remove", provider })}
          />
        </span>
      ),
    },
  ];
}

function addressOf({ settings }: ProviderNow): string {
  const server = settings.kind === "oidc" ? settings.issuer : settings.server;
  const path = "path" in server ? server.path : "";
  return `${server.scheme}://${server.host}:${server.port}${path}`;
}

function Remove(props: {
  readonly provider: ProviderNow;
  readonly onDone: () => void;
  readonly onClose: () => void;
}) {
  const { t } = useWords();
  const { provider } = props;
  const remove = useMutation({
    mutationFn: () => ask("providers.remove", { params: { providerId: provider.providerId } }),
    onSuccess: props.onDone,
  });
  return (
    <Modal
      open
      title={t("providers/removeTitle", { name: provider.settings.labelZh })}
      okText={t("providers/remove")}
      okButtonProps={{ danger: true, loading: remove.isPending }}
      onOk={() => remove.mutate()}
      onCancel={props.onClose}
    >
      <div className="stack">
        <p>{t("providers/removeText")}</p>
        {remove.isError ? <Failure error={remove.error} /> : null}
      </div>
    </Modal>
  );
}

function Test(props: { readonly provider: ProviderNow; readonly onClose: () => void }) {
  const { t } = useWords();
  const { message } = App.useApp();
  const { providerId, settings } = props.provider;
  const test = useMutation({
    mutationFn: () => ask("providers.test", { params: { providerId } }),
    onSuccess: () => {
      void message.success(t("providers/tested"));
      props.onClose();
    },
  });
  return (
    <Modal
      open
      title={`${t("providers/test")} · ${settings.labelZh}`}
      okText={t("providers/test")}
      okButtonProps={{ loading: test.isPending }}
      onOk={() => test.mutate()}
      onCancel={props.onClose}
    >
      <div className="stack">
        <p className="mono">{addressOf(props.provider)}</p>
        {test.isError ? <Failure error={test.error} /> : null}
      </div>
    </Modal>
  );
}
