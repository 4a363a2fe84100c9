import { useMutation } from "@tanstack/react-query";
import { Form, Input, InputNumber, Modal, Radio, Select } from "antd";
import { type TargetInput, type TargetKind, targetKinds } from "../../contract/copies.ts";
import { ask } from "../ask.ts";
import { Failure } from "../look/failure.tsx";
import { useWords } from "../words/index.ts";
import { refetchCopies } from "./use-copies.ts";

interface Typed {
  readonly kind: TargetKind;
  readonly name: string;
  readonly path?: string;
  readonly scheme?: "http" | "https";
  readonly host?: string;
  readonly port?: number;
  readonly region?: string;
  readonly bucket?: string;
  readonly prefix?: string;
  readonly accessKey?: string;
  readonly secretKey?: string;
  readonly networks?: string;
  readonly lockDays?: number;
}

/** A new place for copies; it is tried before it counts. */
export function AddTarget(props: { readonly onClose: () => void }) {
  const { t } = useWords();
  const [form] = Form.useForm<Typed>();
  const kind = Form.useWatch("kind", form) ?? "folder";
  const add = useMutation({
    mutationFn: (typed: Typed) => ask("copies.addTarget", { body: { target: inputOf(typed) } }),
    onSuccess: () => {
      refetchCopies();
      props.onClose();
    },
  });
  return (
    <Modal
      open
      width={640}
      title={t("copiesPage/add")}
      okText={t("copiesPage/add")}
      cancelText={t("common/cancel")}
      confirmLoading={add.isPending}
      onOk={() => form.submit()}
      onCancel={props.onClose}
    >
      <Form<Typed>
        form={form}
        layout="vertical"
        initialValues={{ kind: "folder", scheme: "https", port: 443, lockDays: 0 }}
        onFinish={(typed) => add.mutate(typed)}
      >
        <Form.Item name="kind" label={t("copiesPage/kind")}>
          <Radio.Group className="copies-kinds">
            {targetKinds.map((one) => (
              <Radio key={one} value={one}>
                {t(`copiesPage/kinds/${one}`)}
                <br />
                <small className="quiet">{t(`copiesPage/kindHints/${one}`)}</small>
              </Radio>
            ))}
          </Radio.Group>
        </Form.Item>
        <Field name="name" label={t("copiesPage/name")} required />
        {kind === "s3" ? (
          <BucketFields />
        ) : (
          <Field
            name="path"
            label={t("copiesPage/path")}
            extra={t("copiesPage/pathHint", { folders: "copyFolders" })}
            required
          />
        )}
        {add.isError ? <Failure error={add.error} /> : null}
      </Form>
    </Modal>
  );
}

function Field(props: {
  readonly name: keyof Typed;
  readonly label: string;
  readonly extra?: string;
  readonly required?: boolean;
}) {
  const { t } = useWords();
  const rules = props.required === true ? [{ required: true, message: t("common/required") }] : [];
  return (
    <Form.Item name={props.name} label={props.label} extra={props.extra} rules={rules}>
      <Input spellCheck={false} autoComplete="off" />
    </Form.Item>
  );
}

function BucketFields() {
  const { t } = useWords();
  const whole = { width: "100%" };
  const rules = [{ required: true, message: t("common/required") }];
  return (
    <div className="form-grid">
      <Form.Item name="scheme" label={t("copiesPage/scheme")}>
        <Select options={["https", "http"].map((value) => ({ value, label: value }))} />
      </Form.Item>
      <Form.Item name="port" label={t("copiesPage/port")} rules={rules}>
        <InputNumber min={1} max={65_535} precision={0} style={whole} />
      </Form.Item>
      <Field name="host" label={t("copiesPage/host")} required />
      <Field name="region" label={t("copiesPage/region")} />
      <Field name="bucket" label={t("copiesPage/bucket")} required />
      <Field name="prefix" label={t("copiesPage/prefix")} />
      <Field name="accessKey" label={t("copiesPage/accessKey")} required />
      <Form.Item name="secretKey" label={t("copiesPage/secretKey")} rules={rules}>
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        className="whole"
        name="networks"
        label={t("copiesPage/networks")}
        extra={t("copiesPage/networksHint")}
        rules={rules}
      >
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} spellCheck={false} />
      </Form.Item>
      <Form.Item
        className="whole"
        name="lockDays"
        label={t("copiesPage/lockField")}
        extra={t("copiesPage/lockHint")}
      >
        <InputNumber min={0} max={3_650} precision={0} style={whole} />
      </Form.Item>
    </div>
  );
}

function inputOf(typed: Typed): TargetInput {
  const { kind, name } = typed;
  if (kind !== "s3") return { kind, name, place: { path: (typed.path ?? "").trim() } };
  return {
    kind,
    name,
    place: {
      scheme: typed.scheme ?? "https",
      host: (typed.host ?? "").trim(),
      port: typed.port ?? 443,
      region: (typed.region ?? "").trim(),
      bucket: (typed.bucket ?? "").trim(),
      prefix: (typed.prefix ?? "").trim(),
      accessKey: (typed.accessKey ?? "").trim(),
      networks: (typed.networks ?? "")
        .split("\n")
        .map((line) => line.trim())
        .filter((line) => line !== ""),
    },
    secretKey: typed.secretKey ?? "",
    lockDays: typed.lockDays ?? 0,
  };
}
