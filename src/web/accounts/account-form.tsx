import { useMutation, useQuery } from "@tanstack/react-query";
import { Button, DatePicker, Form, Input, Select } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { limits } from "../../contract/limits.ts";
import { roleNames, type Role } from "../../contract/roles.ts";
import { personCategories } from "../../contract/routes/people.ts";
import { categoryRoles, defaultRole } from "../../kernel/duties.ts";
import { ask } from "../ask.ts";
import { Failure } from "../look/failure.tsx";
import { day, dayStart, instantOf } from "../look/times.ts";
import { useWords } from "../words/index.ts";
import type { AccountNow } from "./account-columns.tsx";
import { DutyCheck } from "./duty-check.tsx";

interface Typed {
  readonly login: string;
  readonly name: string;
  readonly personKey: string;
  readonly category: AccountNow["category"];
  readonly role: Role;
  readonly expires: Dayjs | null;
  readonly venueIds: string[];
}

interface Props {
  readonly account: AccountNow | undefined;
  readonly onDone: (secret?: {
    readonly name: string;
    readonly login: string;
    readonly secret: string;
  }) => void;
}

/** An account is valid through the whole of its last day. */
function expiryOf(expires: Dayjs | null | undefined): number | null {
  return expires === null || expires === undefined
    ? null
    : dayStart(instantOf(expires.format("YYYY-MM-DD"), "00:00"), 1);
}

function typedOf(account: AccountNow | undefined): Partial<Typed> {
  if (account === undefined)
    return { category: "teacher", role: "teacher", expires: null, venueIds: [] };
  const { expiresAtMs } = account;
  return {
    ...account,
    venueIds: [...account.venueIds],
    expires: expiresAtMs === null ? null : dayjs(day(expiresAtMs - 1)),
  };
}

async function saved(account: AccountNow | undefined, typed: Typed) {
  const { name, category, role } = typed;
  const expiresAtMs = expiryOf(typed.expires);
  const body = { name, category, role, expiresAtMs, venueIds: typed.venueIds ?? [] };
  if (account !== undefined) {
    await ask("accounts.change", { params: { accountId: account.accountId }, body });
    return undefined;
  }
  const login = typed.login.trim().toLowerCase();
  const opened = await ask("accounts.open", {
    body: { ...body, login, personKey: typed.personKey },
  });
  return { name, login: opened.account.login, secret: opened.oneTimeSecret };
}

export function AccountForm(props: Props) {
  const { t } = useWords();
  const { account } = props;
  const [form] = Form.useForm<Typed>();
  const typed = Form.useWatch<Typed | undefined>([], form);
  const role = typed?.role;
  const save = useMutation({
    mutationFn: (typed: Typed) => saved(account, typed),
    onSuccess: props.onDone,
  });
  return (
    <Form<Typed>
      form={form}
      layout="vertical"
      initialValues={typedOf(account)}
      onFinish={(typed) => save.mutate(typed)}
    >
      <Fields isNew={account === undefined} />
      {role === "manager" ? <VenuesField /> : null}
      {typed === undefined || role === undefined ? null : (
        <DutyCheck asked={askedOf(account, { ...typed, role })} />
      )}
      {save.isError ? <Failure error={save.error} /> : null}
      <Button type="primary" htmlType="submit" loading={save.isPending}>
        {t("common/save")}
      </Button>
    </Form>
  );
}

/** What is typed so far, as the house judges it. */
function askedOf(account: AccountNow | undefined, typed: Typed) {
  return {
    accountId: account?.accountId ?? null,
    login: (typed.login ?? account?.login ?? "").trim().toLowerCase(),
    name: (typed.name ?? "").trim(),
    personKey: (typed.personKey ?? account?.personKey ?? "").trim(),
    category: typed.category,
    role: typed.role,
    expiresAtMs: expiryOf(typed.expires),
  };
}

function Fields(props: { readonly isNew: boolean }) {
  const { t } = useWords();
  const form = Form.useFormInstance<Typed>();
  const category = Form.useWatch("category", form);
  const required = { required: true, message: t("common/required") };
  const missing = { required: true, message: t("refusals/expiry_missing/what") };
  return (
    <div className="form-grid">
      <Form.Item label={t("accounts/name")} name="name" rules={[required]}>
        <Input maxLength={limits.nameCharacters} />
      </Form.Item>
      {props.isNew ? <NewFields /> : null}
      <Form.Item label={t("accounts/category")} name="category" rules={[required]}>
        <Select
          // A category begins with its usual role; the administrator may choose another it allows.
          onChange={(value: AccountNow["category"]) =>
            props.isNew ? form.setFieldValue("role", defaultRole[value]) : undefined
          }
          options={personCategories.map((value) => ({
            value,
            label: t(`terms/categories/${value}`),
          }))}
        />
      </Form.Item>
      <Form.Item label={t("accounts/role")} name="role" rules={[required]}>
        <Select
          options={roleNames.map((value) => ({
            value,
            label: t(`terms/roles/${value}`),
            disabled: category !== undefined && !categoryRoles[category].includes(value),
          }))}
        />
      </Form.Item>
      <Form.Item
        label={t("accounts/expires")}
        name="expires"
        extra={t("accounts/expiresHint")}
        rules={category === "external" ? [missing] : []}
      >
        <DatePicker style={{ width: "100%" }} placeholder={t("accounts/forever")} />
      </Form.Item>
    </div>
  );
}

/** Who somebody is does not change later: account name and number are given once. */
function NewFields() {
  const { t } = useWords();
  const required = { required: true, message: t("common/required") };
  const pattern = { pattern: /^[a-z0-9][a-z0-9._-]{2,}$/, message: t("setup/loginHint") };
  return (
    <>
      <Form.Item
        label={t("accounts/login")}
        name="login"
        extra={t("setup/loginHint")}
        rules={[required, pattern]}
      >
        <Input
          maxLength={limits.loginCharacters}
          autoComplete="off"
          spellCheck={false}
          autoCapitalize="none"
        />
      </Form.Item>
      <Form.Item
        label={t("accounts/personKey")}
        name="personKey"
        extra={t("accounts/personKeyHint")}
        rules={[required]}
      >
        <Input maxLength={64} />
      </Form.Item>
    </>
  );
}

function VenuesField() {
  const { t } = useWords();
  const venues = useQuery({ queryKey: ["venues"], queryFn: () => ask("venues.list", {}) });
  return (
    <Form.Item label={t("accounts/venues")} name="venueIds" extra={t("accounts/venuesHint")}>
      <Select
        mode="multiple"
        showSearch={{ optionFilterProp: "label" }}
        options={(venues.data?.venues ?? []).map((venue) => ({
          value: venue.venueId,
          label: venue.name,
        }))}
      />
    </Form.Item>
  );
}
