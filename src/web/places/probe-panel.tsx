import { useMutation } from "@tanstack/react-query";
import { Button, Form, Input, InputNumber, Table } from "antd";
import { useState } from "react";
import type { StreamName } from "../../contract/camera.ts";
import { ask, type Answer } from "../ask.ts";
import { Failure } from "../look/failure.tsx";
import { useWords } from "../words/index.ts";
import type { TypedCamera } from "./camera-typed.ts";

type Profile = Answer<"cameras.probe">["profiles"][number];

/** Asks a given address by ONVIF and takes its stream sources into the form. */
export function ProbePanel() {
  const { t } = useWords();
  const form = Form.useFormInstance<TypedCamera>();
  const [typed, setTyped] = useState({ host: "", port: 80, user: "", secret: "" });
  const probe = useMutation({
    mutationFn: () => ask("cameras.probe", { body: { ...typed, host: typed.host.trim() } }),
  });
  const take = (profile: Profile, stream: StreamName) => {
    form.setFieldValue(stream, { ...profile.source, user: typed.user, secret: typed.secret });
    if (stream === "sub") form.setFieldValue("withSub", true);
  };
  const columns = [
    { title: t("places/profile"), dataIndex: "name" },
    { title: t("places/codec"), dataIndex: "codec" },
    {
      title: t("places/size"),
      render: (_: unknown, profile: Profile) => `${profile.widthPixels} × ${profile.heightPixels}`,
    },
    {
      title: t("common/actions"),
      render: (_: unknown, profile: Profile) => (
        <span style={{ display: "flex", gap: 6 }}>
          <Button size="small" onClick={() => take(profile, "main")}>
            {t("places/useAsMain")}
          </Button>
          <Button size="small" onClick={() => take(profile, "sub")}>
            {t("places/useAsSub")}
          </Button>
        </span>
      ),
    },
  ];
  return (
    <div className="stream-box">
      <p className="quiet" style={{ marginBottom: 8 }}>
        {t("places/probeText")}
      </p>
      <div className="stream-login">
        <Form.Item label={t("places/host")}>
          <Input
            aria-label={`ONVIF ${t("places/host")}`}
            spellCheck={false}
            value={typed.host}
            onChange={(event) => setTyped({ ...typed, host: event.target.value })}
          />
        </Form.Item>
        <Form.Item label={t("places/onvifPort")}>
          <InputNumber
            aria-label={t("places/onvifPort")}
            min={1}
            max={65_535}
            value={typed.port}
            onChange={(port) => setTyped({ ...typed, port: port ?? 80 })}
            style={{ width: "100%" }}
          />
        </Form.Item>
        <Form.Item label={t("places/user")}>
          <Input
            aria-label={`ONVIF ${t("places/user")}`}
            autoComplete="off"
            value={typed.user}
            onChange={(event) => setTyped({ ...typed, user: event.target.value })}
          />
        </Form.Item>
        <Form.Item label={t("places/secret")}>
          <Input.Password
            aria-label={`ONVIF ${t("places/secret")}`}
            autoComplete="new-password"
            value={typed.secret}
            onChange={(event) => setTyped({ ...typed, secret: event.target.value })}
          />
        </Form.Item>
      </div>
      <Button
        onClick={() => probe.mutate()}
        loading={probe.isPending}
        disabled={typed.host.trim() === ""}
        style={{ marginBottom: 10 }}
      >
        {t("places/probe")}
      </Button>
      {probe.isError ? <Failure error={probe.error} /> : null}
      {probe.data === undefined ? null : (
        <>
          <p>
            {t("places/probed", {
              maker: probe.data.maker,
              model: probe.data.model,
              firmware: probe.data.firmware,
            })}
          </p>
          <Table<Profile>
            size="small"
            rowKey="token"
            columns={columns}
            dataSource={[...probe.data.profiles]}
            pagination={false}
          />
        </>
      )}
    </div>
  );
}
