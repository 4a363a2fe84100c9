import { useMutation } from "@tanstack/react-query";
import { Button, Checkbox, Form, Input, InputNumber, Select } from "antd";
import {
  openingRules,
  providerKinds,
  type ProviderKind,
} from "../../contract/routes/federation.ts";
import { ask } from "../ask.ts";
import { Failure } from "../look/failure.tsx";
import { useWords } from "../words/index.ts";
import { KindFields } from "./kind-fields.tsx";
import {
  newProvider,
  settingsOf,
  typedOf,
  type ProviderNow,
  type Typed,
} from "./typed-provider.ts";

function saved(provider: ProviderNow | undefined, typed: Typed): Promise<ProviderNow> {
  const secret = typed.secret === undefined || typed.secret === "" ? null : typed.secret;
  const body = { settings: settingsOf(typed), secret };
  if (provider === undefined) return ask("providers.add", { body });
  return ask("providers.change", { params: { providerId: provider.providerId }, body });
}

export function ProviderForm(props: {
  readonly provider: ProviderNow | undefined;
  readonly onDone: () => void;
}) {
  const { t } = useWords();
  const { provider } = props;
  const [form] = Form.useForm<Typed>();
  const initial = provider === undefined ? newProvider("oidc") : typedOf(provider);
  const kind = Form.useWatch("kind", form) ?? initial.kind;
  const save = useMutation({
    mutationFn: (typed: Typed) => saved(provider, { ...initial, ...typed }),
    onSuccess: props.onDone,
  });
  return (
    <Form<Typed>
      form={form}
      layout="vertical"
      initialValues={initial}
      onFinish={(typed) => save.mutate(typed)}
    >
      <div className="form-grid">
        <Form.Item label={t("providers/kind")} name="kind" className="whole">
          <Select
            disabled={provider !== undefined}
            options={providerKinds.map((value) => ({
              value,
              label: t(`providers/kinds/${value}`),
            }))}
            onChange={(chosen: ProviderKind) => form.setFieldsValue(newProvider(chosen))}
          />
        </Form.Item>
        <Labels />
        <Address kind={kind} />
        <KindFields kind={kind} secretKept={provider?.secretKept ?? false} />
        <Persons />
        <Trust />
      </div>
      {save.isError ? <Failure error={save.error} /> : null}
      <Button type="primary" htmlType="submit" loading={save.isPending}>
        {t("common/save")}
      </Button>
    </Form>
  );
}

function Labels() {
  const { t } = useWords();
  const rules = [{ required: true, message: t("common/required") }];
  return (
    <>
      <Form.Item
        label={t("providers/labelZh")}
        name="labelZh"
        extra={t("providers/labelHint")}
        rules={rules}
      >
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item label={t("providers/labelEn")} name="labelEn" rules={rules}>
        <Input maxLength={40} />
      </Form.Item>
    </>
  );
}

function Address(props: { readonly kind: ProviderKind }) {
  const { t } = useWords();
  const rules = [{ required: true, message: t("common/required") }];
  const schemes = props.kind === "ldap" ? ["ldaps", "ldap"] : ["https", "http"];
  return (
    <>
      <Form.Item label={t("providers/scheme")} name="scheme" rules={rules}>
        <Select options={schemes.map((value) => ({ value, label: value }))} />
      </Form.Item>
      <Form.Item label={t("providers/host")} name="host" rules={rules}>
        <Input maxLength={253} spellCheck={false} autoCapitalize="none" />
      </Form.Item>
      <Form.Item label={t("providers/port")} name="port" rules={rules}>
        <InputNumber min={1} max={65_535} style={{ width: "100%" }} />
      </Form.Item>
      {props.kind === "ldap" ? null : (
        <Form.Item label={t("providers/path")} name="path" extra={t("providers/pathHint")}>
          <Input maxLength={200} spellCheck={false} />
        </Form.Item>
      )}
    </>
  );
}

function Persons() {
  const { t } = useWords();
  const rules = [{ required: true, message: t("common/required") }];
  return (
    <>
      <Form.Item
        label={t("providers/personKeyClaim")}
        name="personKeyClaim"
        extra={t("providers/personKeyHint")}
        rules={rules}
      >
        <Input maxLength={64} spellCheck={false} className="mono" />
      </Form.Item>
      <Form.Item label={t("providers/nameClaim")} name="nameClaim">
        <Input maxLength={64} spellCheck={false} className="mono" />
      </Form.Item>
      <Form.Item label={t("providers/opens")} name="opens">
        <Select
          options={openingRules.map((value) => ({ value, label: t(`providers/opening/${value}`) }))}
        />
      </Form.Item>
    </>
  );
}

function Trust() {
  const { t } = useWords();
  return (
    <>
      <Form.Item
        label={t("providers/authorityPem")}
        name="authorityPem"
        extra={t("providers/authorityHint")}
        className="whole"
      >
        <Input.TextArea rows={3} maxLength={16_000} spellCheck={false} className="mono" />
      </Form.Item>
      <div className="whole stack form-last">
        <Form.Item name="offered" valuePropName="checked" noStyle>
          <Checkbox>{t("providers/offered")}</Checkbox>
        </Form.Item>
        <Form.Item name="asksSecondFactor" valuePropName="checked" noStyle>
          <Checkbox>{t("providers/asksSecondFactor")}</Checkbox>
        </Form.Item>
        <Form.Item name="outsideConfirmed" valuePropName="checked" noStyle>
          <Checkbox>{t("providers/outsideConfirmed")}</Checkbox>
        </Form.Item>
      </div>
    </>
  );
}
