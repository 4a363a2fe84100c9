import { useMutation } from "@tanstack/react-query";
import { Button, Modal, Upload } from "antd";
import { useState } from "react";
import { upload, type Answer } from "../ask.ts";
import { Failure } from "../look/failure.tsx";
import { Status } from "../look/status.tsx";
import { useWords } from "../words/index.ts";

type Compared = Answer<"accounts.compare">;

/** 账号名册与人事名单比对: a file is chosen, compared by the house and forgotten. */
export function CompareRoster() {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  const compare = useMutation({ mutationFn: (file: File) => upload("accounts.compare", file) });
  const close = () => {
    setOpen(false);
    compare.reset();
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t("accountCare/compare")}</Button>
      <Modal
        open={open}
        title={t("accountCare/compareTitle")}
        footer={null}
        destroyOnHidden
        onCancel={close}
      >
        <div className="stack">
          <p>{t("accountCare/compareText")}</p>
          <Upload
            accept=".xlsx,.csv"
            showUploadList={false}
            beforeUpload={(file) => {
              compare.mutate(file);
              return false;
            }}
          >
            <Button loading={compare.isPending}>{t("accountCare/compareChoose")}</Button>
          </Upload>
          {compare.isError ? <Failure error={compare.error} /> : null}
          {compare.data === undefined ? null : <Result compared={compare.data} />}
        </div>
      </Modal>
    </>
  );
}

function Result(props: { readonly compared: Compared }) {
  const { t } = useWords();
  const { compared } = props;
  const lists = [
    { word: "withoutAccount", lines: compared.withoutAccount.map(lineOf) },
    {
      word: "notListed",
      lines: compared.notListed.map((one) => `${lineOf(one)} · ${one.login}`),
    },
    {
      word: "otherName",
      lines: compared.otherName.map(
        (one) => `${lineOf(one)} · ${t("accountCare/accountName")} ${one.accountName}`,
      ),
    },
    { word: "twice", lines: compared.twice.map(lineOf) },
  ] as const;
  const clean = lists.every((list) => list.lines.length === 0);
  return (
    <div className="stack" role="status">
      <p>{t("accountCare/comparePersons", { n: compared.persons })}</p>
      {clean ? <Status tone="good">{t("accountCare/compareClean")}</Status> : null}
      {lists.map(({ word, lines }) =>
        lines.length === 0 ? null : (
          <section key={word}>
            <h3>{`${t(`accountCare/${word}`)} (${lines.length})`}</h3>
            <ul style={{ maxHeight: 180, overflow: "auto" }}>
              {lines.map((line, at) => (
                <li key={`${line} ${at}`}>{line}</li>
              ))}
            </ul>
          </section>
        ),
      )}
    </div>
  );
}

function lineOf(one: { readonly personKey: string; readonly name: string }): string {
  return `${one.personKey} ${one.name}`;
}
