import { useMutation, useQuery } from "@tanstack/react-query";
import { Button, DatePicker, Form, Input, Select } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { limits } from "../../contract/limits.ts";
import { roleNames, type Role } from "../../contract/roles.ts";
import { personCategories } from "../../contract/routes/people.ts";
import { ask } from "../ask.ts";
import { Failure } from "../look/failure.tsx";
import { day, dayStart, instantOf } from "../look/times.ts";
import { useWords } from "../words/index.ts";
import type { AccountNow } from "./accounts-page.tsx";

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

export function AccountForm(props: Props) {
  const { t } = useWords();
  const { account } = props;
  const [form] = Form.useForm<Typed>();
  const category = Form.useWatch("category", form);
  const role = Form.useWatch("role", form);
  const save = useMutation({
    mutationFn: async (typed: Typed) => {
      const { name, category: kind, role: asRole } = typed;
      const body = {
        name,
        category: kind,
        role: asRole,
        expiresAtMs: expiryOf(typed.expires),
        venueIds: typed.venueIds ?? [],
      };
      if (account !== undefined) {
        await ask("accounts.change", { params: { accountId: account.accountId }, body });
        return undefined;
      }
      const opened = await ask("accounts.open", {
        body: { ...body, login: typed.login.trim().toLowerCase(), personKey: typed.personKey },
      });
      return { name, login: opened.account.login, secret: opened.oneTimeSecret };
    },
    onSuccess: props.onDone,
  });
  const required = { required: true, message: t("common/required") };
  const first: Partial<Typed> =
    account === undefined
      ? { category: "teacher", role: "teacher", expires: null, venueIds: [] }
      : {
          ...account,
          venueIds: [...account.venueIds],
          expires: account.expiresAtMs === null ? null : dayjs(day(account.expiresAtMs - 1)),
        };
  return (
    <Form<Typed>
      form={form}
      layout="vertical"
      initialValues={first}
      onFinish={(typed) => save.mutate(typed)}
    >
      <div
        className="columns"
        style={{
          gap: "0 16px",
          gridTemplateColumns: "repeat(auto-fit, minmax(min(100%, 240px), 1fr))",
        }}
      >
        <Form.Item label={t("accounts/name")} name="name" rules={[required]}>
          <Input maxLength={limits.nameCharacters} autoFocus />
        </Form.Item>
        {account === undefined ? (
          <>
            <Form.Item
              label={t("accounts/login")}
              name="login"
              extra={t("setup/loginHint")}
              rules={[
                required,
                { pattern: /^[a-z0-9][a-z0-9._-]{2,}$/, message: t("setup/loginHint") },
              ]}
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
        ) : null}
        <Form.Item label={t("accounts/category")} name="category" rules={[required]}>
          <Select
            options={personCategories.map((value) => ({
              value,
              label: t(`terms/categories/${value}`),
            }))}
          />
        </Form.Item>
        <Form.Item label={t("accounts/role")} name="role" rules={[required]}>
          <Select
            options={roleNames.map((value) => ({ value, label: t(`terms/roles/${value}`) }))}
          />
        </Form.Item>
        <Form.Item
          label={t("accounts/expires")}
          name="expires"
          extra={t("accounts/expiresHint")}
          rules={
            category === "external"
              ? [{ required: true, message: t("refusals/expiry_missing/what") }]
              : []
          }
        >
          <DatePicker style={{ width: "100%" }} placeholder={t("accounts/forever")} />
        </Form.Item>
      </div>
      {role === "manager" ? <VenuesField /> : null}
      {save.isError ? <Failure error={save.error} /> : null}
      <Button type="primary" htmlType="submit" loading={save.isPending}>
        {t("common/save")}
      </Button>
    </Form>
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
