import { Checkbox, Form, Input } from "antd";
import type { ProviderKind } from "../../contract/routes/federation.ts";
import { useWords } from "../words/index.ts";

/** What only one of the protocols needs. */
export function KindFields(props: { readonly kind: ProviderKind; readonly secretKept: boolean }) {
  if (props.kind === "oidc") return <OidcFields secretKept={props.secretKept} />;
  return props.kind === "ldap" ? <LdapFields secretKept={props.secretKept} /> : null;
}

function SecretField(props: { readonly label: string; readonly kept: boolean }) {
  const { t } = useWords();
  return (
    <Form.Item
      label={props.label}
      name="secret"
      extra={props.kept ? t("providers/secretKept") : undefined}
    >
      <Input.Password maxLength={512} autoComplete="new-password" />
    </Form.Item>
  );
}

function OidcFields(props: { readonly secretKept: boolean }) {
  const { t } = useWords();
  const rules = [{ required: true, message: t("common/required") }];
  return (
    <>
      <Form.Item label={t("providers/clientId")} name="clientId" rules={rules}>
        <Input maxLength={200} spellCheck={false} autoComplete="off" />
      </Form.Item>
      <SecretField label={t("providers/secret")} kept={props.secretKept} />
      <Form.Item label={t("providers/scopes")} name="scopes" extra={t("providers/scopesHint")}>
        <Input maxLength={500} spellCheck={false} />
      </Form.Item>
      <Form.Item
        label={t("providers/furtherHosts")}
        name="furtherHosts"
        extra={t("providers/furtherHostsHint")}
      >
        <Input maxLength={1_000} spellCheck={false} />
      </Form.Item>
      <Form.Item name="asksUserInfo" valuePropName="checked" className="whole">
        <Checkbox>{t("providers/asksUserInfo")}</Checkbox>
      </Form.Item>
    </>
  );
}

function LdapFields(props: { readonly secretKept: boolean }) {
  const { t } = useWords();
  const rules = [{ required: true, message: t("common/required") }];
  return (
    <>
      <Form.Item name="startTls" valuePropName="checked" className="whole">
        <Checkbox>{t("providers/startTls")}</Checkbox>
      </Form.Item>
      <Form.Item label={t("providers/baseDn")} name="baseDn" rules={rules}>
        <Input maxLength={500} spellCheck={false} />
      </Form.Item>
      <Form.Item
        label={t("providers/filter")}
        name="filter"
        extra={t("providers/filterHint")}
        rules={rules}
      >
        <Input maxLength={500} spellCheck={false} className="mono" />
      </Form.Item>
      <Form.Item
        label={t("providers/searchDn")}
        name="searchDn"
        extra={t("providers/searchDnHint")}
      >
        <Input maxLength={500} spellCheck={false} autoComplete="off" />
      </Form.Item>
      <SecretField label={t("providers/searchSecret")} kept={props.secretKept} />
    </>
  );
}
