import { ApiOutlined } from "@ant-design/icons";
import type { z } from "zod";
import { useMutation } from "@tanstack/react-query";
import { Button, Form, Input, InputNumber, Select } from "antd";
import { Host, StreamPath, type StreamName } from "../../contract/camera.ts";
import { ask } from "../ask.ts";
import { Failure } from "../look/failure.tsx";
import { useWords } from "../words/index.ts";
import { streamInput, type TypedCamera } from "./camera-typed.ts";
import { TestResult } from "./test-result.tsx";
import type { CameraNow } from "./use-places.ts";

/** A typed source: scheme, host, port, path, user, secret; and the test of exactly that. */
export function StreamFields(props: {
  readonly stream: StreamName;
  readonly camera: CameraNow | undefined;
}) {
  const { t } = useWords();
  const { stream, camera } = props;
  const form = Form.useFormInstance<TypedCamera>();
  const stored = camera?.streams.some((each) => each.stream === stream && each.hasSecret) ?? false;
  const test = useMutation({
    mutationFn: async () => {
      await form.validateFields([
        [stream, "host"],
        [stream, "port"],
        [stream, "path"],
      ]);
      const typed = form.getFieldValue(stream);
      return ask("cameras.test", {
        body: { cameraId: camera?.cameraId ?? null, stream: streamInput(typed, stream, stored) },
      });
    },
  });
  const required = { required: true, message: t("common/required") };
  const fits = (schema: z.ZodString) => ({
    validator: (_: unknown, value: unknown) =>
      value === "" || schema.safeParse(value).success
        ? Promise.resolve()
        : Promise.reject(new Error(t("refusals/bad_input/what"))),
  });
  return (
    <fieldset className="stream-box">
      <legend className="unseen">{t(`terms/streams/${stream}`)}</legend>
      <h3>
        {t(`terms/streams/${stream}`)}
        <Button
          size="small"
          icon={<ApiOutlined aria-hidden />}
          loading={test.isPending}
          onClick={() => test.mutate()}
          style={{ marginLeft: "auto" }}
        >
          {test.isPending ? t("places/testing") : t("places/test")}
        </Button>
      </h3>
      <div className="stream-grid">
        <Form.Item label={t("places/scheme")} name={[stream, "scheme"]}>
          <Select
            options={[
              { value: "rtsp", label: "rtsp" },
              { value: "rtsps", label: "rtsps" },
            ]}
          />
        </Form.Item>
        <Form.Item label={t("places/host")} name={[stream, "host"]} rules={[required, fits(Host)]}>
          <Input spellCheck={false} autoComplete="off" />
        </Form.Item>
        <Form.Item label={t("places/port")} name={[stream, "port"]} rules={[required]}>
          <InputNumber min={1} max={65_535} style={{ width: "100%" }} />
        </Form.Item>
        <Form.Item label={t("places/transport")} name={[stream, "transport"]}>
          <Select
            options={[
              { value: "auto", label: t("places/transportAuto") },
              { value: "tcp", label: "TCP" },
              { value: "udp", label: "UDP" },
            ]}
          />
        </Form.Item>
        <Form.Item
          label={t("places/path")}
          name={[stream, "path"]}
          rules={[required, fits(StreamPath)]}
          style={{ gridColumn: "span 2" }}
        >
          <Input className="mono" spellCheck={false} autoComplete="off" />
        </Form.Item>
      </div>
      <div className="stream-login">
        <Form.Item label={t("places/user")} name={[stream, "user"]}>
          <Input spellCheck={false} autoComplete="off" />
        </Form.Item>
        <Form.Item
          label={t("places/secret")}
          name={[stream, "secret"]}
          extra={stored ? t("places/secretKept") : undefined}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
      </div>
      {test.error instanceof Error ? <Failure error={test.error} /> : null}
      {test.data === undefined ? null : <TestResult test={test.data} />}
    </fieldset>
  );
}
