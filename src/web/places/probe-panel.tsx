import { useMutation } from "@tanstack/react-query";
import { Button, Form, Input, InputNumber, type TableColumnsType } from "antd";
import { useState } from "react";
import type { StreamName } from "../../contract/camera.ts";
import { ask, type Answer } from "../ask.ts";
import { Failure } from "../look/failure.tsx";
import { DataTable } from "../look/scroll.tsx";
import { useWords } from "../words/index.ts";
import type { TypedCamera } from "./camera-typed.ts";

type Profile = Answer<"cameras.probe">["profiles"][number];

interface Typed {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly secret: string;
}

/** Asks a given address by ONVIF and takes its stream sources into the form. */
export function ProbePanel() {
  const { t } = useWords();
  const form = Form.useFormInstance<TypedCamera>();
  const [typed, setTyped] = useState<Typed>({ host: "", port: 80, user: "", secret: "" });
  const probe = useMutation({
    mutationFn: () => ask("cameras.probe", { body: { ...typed, host: typed.host.trim() } }),
  });
  const take = (profile: Profile, stream: StreamName) => {
    form.setFieldValue(stream, { ...profile.source, user: typed.user, secret: typed.secret });
    if (stream === "sub") form.setFieldValue("withSub", true);
  };
  return (
    <div className="stream-box">
      <p className="quiet" style={{ marginBottom: 8 }}>
        {t("places/probeText")}
      </p>
      <Fields typed={typed} onChange={setTyped} />
      <Button
        onClick={() => probe.mutate()}
        loading={probe.isPending}
        disabled={typed.host.trim() === ""}
        style={{ marginBottom: 10 }}
      >
        {t("places/probe")}
      </Button>
      {probe.isError ? <Failure error={probe.error} /> : null}
      {probe.data === undefined ? null : <Answered answer={probe.data} onTake={take} />}
    </div>
  );
}

function Fields(props: { readonly typed: Typed; readonly onChange: (typed: Typed) => void }) {
  const { t } = useWords();
  const { typed, onChange } = props;
  return (
    <div className="stream-login">
      <Form.Item label={t("places/host")}>
        <Input
          aria-label={`ONVIF ${t("places/host")}`}
          spellCheck={false}
          value={typed.host}
          onChange={(event) => onChange({ ...typed, host: event.target.value })}
        />
      </Form.Item>
      <Form.Item label={t("places/onvifPort")}>
        <InputNumber
          aria-label={t("places/onvifPort")}
          min={1}
          max={65_535}
          value={typed.port}
          onChange={(port) => onChange({ ...typed, port: port ?? 80 })}
          style={{ width: "100%" }}
        />
      </Form.Item>
      <Form.Item label={t("places/user")}>
        <Input
          aria-label={`ONVIF ${t("places/user")}`}
          autoComplete="off"
          value={typed.user}
          onChange={(event) => onChange({ ...typed, user: event.target.value })}
        />
      </Form.Item>
      <Form.Item label={t("places/secret")}>
        <Input.Password
          aria-label={`ONVIF ${t("places/secret")}`}
          autoComplete="new-password"
          value={typed.secret}
          onChange={(event) => onChange({ ...typed, secret: event.target.value })}
        />
      </Form.Item>
    </div>
  );
}

function Answered(props: {
  readonly answer: Answer<"cameras.probe">;
  readonly onTake: (profile: Profile, stream: StreamName) => void;
}) {
  const { t } = useWords();
  const { maker, model, firmware, profiles } = props.answer;
  const columns: TableColumnsType<Profile> = [
    { title: t("places/profile"), dataIndex: "name" },
    { title: t("places/codec"), dataIndex: "codec" },
    {
      title: t("places/size"),
      render: (_, profile) => `${profile.widthPixels} × ${profile.heightPixels}`,
    },
    {
      title: t("common/actions"),
      render: (_, profile) => (
        <span style={{ display: "flex", gap: 6 }}>
          <Button size="small" onClick={() => props.onTake(profile, "main")}>
            {t("places/useAsMain")}
          </Button>
          <Button size="small" onClick={() => props.onTake(profile, "sub")}>
            {t("places/useAsSub")}
          </Button>
        </span>
      ),
    },
  ];
  return (
    <>
      <p>{t("places/probed", { maker, model, firmware })}</p>
      <DataTable<Profile>
        size="small"
        rowKey="token"
        columns={columns}
        dataSource={profiles}
        pagination={false}
      />
    </>
  );
}
