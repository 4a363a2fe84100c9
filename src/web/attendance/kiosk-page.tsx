import { useMutation, useQuery } from "@tanstack/react-query";
import { Button, Form, Input, Modal } from "antd";
import { useEffect, useRef, useState } from "react";
import type { DoorCode } from "../../contract/attendance.ts";
import { ask, type Answer } from "../ask.ts";
import { Bones } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { recall, remember } from "../look/remember.ts";
import { minuteOfDay, secondOfDay, setHouseZone } from "../look/times.ts";
import { isRefused } from "../session/queries.ts";
import { useWords } from "../words/index.ts";
import { Said } from "./check-in-page.tsx";
import { DoorCard } from "./door-card.tsx";
import "../readiness/readiness.css";
import "./attendance.css";

const storeKey = "liuhen.kiosk";
const pollMs = 2_000;

/** The device at a door: nobody is signed in here, and nothing but doors is shown. */
export function KioskPage() {
  const [token, setToken] = useState(() => recall(storeKey) ?? "");
  const enter = (next: string) => {
    remember(storeKey, next);
    setToken(next);
  };
  return (
    <main className="kiosk">
      {token === "" ? <Enter onToken={enter} /> : <Kiosk token={token} onGone={() => enter("")} />}
    </main>
  );
}

function Enter(props: { readonly onToken: (token: string) => void }) {
  const { t } = useWords();
  const enter = useMutation({
    mutationFn: (code: string) => ask("kiosk.enter", { body: { code } }),
    onSuccess: ({ token }) => props.onToken(token),
  });
  return (
    <section className="sheet kiosk-enter" aria-label={t("kioskPage/enter")}>
      <h1 className="door-title sheet-body">{t("kioskPage/enter")}</h1>
      <Form<{ code: string }>
        className="sheet-body"
        layout="vertical"
        onFinish={({ code }) => enter.mutate(code.trim())}
      >
        <p className="quiet">{t("kioskPage/enterText")}</p>
        <Form.Item
          name="code"
          label={t("kioskPage/code")}
          rules={[{ required: true, message: t("common/required") }]}
        >
          <Input autoComplete="off" maxLength={20} className="mono" />
        </Form.Item>
        {enter.isError ? <Failure error={enter.error} /> : null}
        <Button type="primary" htmlType="submit" loading={enter.isPending}>
          {t("kioskPage/enter")}
        </Button>
      </Form>
    </section>
  );
}

function Kiosk(props: { readonly token: string; readonly onGone: () => void }) {
  const { t } = useWords();
  const { token, onGone } = props;
  const [door, setDoor] = useState<DoorCode | null>(null);
  const shown = useQuery({
    queryKey: ["kiosk", token],
    queryFn: async () => {
      const view = await ask("kiosk.show", { body: { token } }, { background: true });
      setHouseZone(view.timeZone);
      return view;
    },
    refetchInterval: pollMs,
    retry: false,
  });
  const now = shown.data;
  if (isRefused(shown.error, "kiosk_unknown"))
    return (
      <section className="sheet kiosk-enter sheet-body stack">
        <h1 className="door-title">{t("kioskPage/gone")}</h1>
        <Failure error={shown.error} />
        <Button onClick={onGone}>{t("kioskPage/again")}</Button>
      </section>
    );
  if (isRefused(shown.error, "kiosk_stopped"))
    return (
      <section className="sheet kiosk-enter sheet-body stack">
        <h1 className="door-title">{t("kioskPage/stopped")}</h1>
        <Failure error={shown.error} />
      </section>
    );
  if (now === undefined)
    return shown.isError ? <Failure error={shown.error} /> : <Bones rows={8} />;
  return (
    <>
      <header className="kiosk-head">
        <h1>{now.venueName}</h1>
        <span className="quiet">{now.name}</span>
        <b className="number">{secondOfDay(now.nowMs)}</b>
      </header>
      {now.doors.length === 0 ? (
        <section className="sheet door">
          <p className="door-say">
            {now.nextOpensAtMs === null
              ? t("doorPage/noLesson")
              : t("doorPage/opensAt", { at: minuteOfDay(now.nextOpensAtMs) })}
          </p>
        </section>
      ) : (
        <div className="doors" data-count={now.doors.length}>
          {now.doors.map((one) => (
            <div key={one.lessonId}>
              <DoorCard door={one} live={!shown.isError} />
              <p style={{ textAlign: "center", marginTop: 10 }}>
                <Button size="large" onClick={() => setDoor(one)}>
                  {t("kioskPage/withAccount")}
                </Button>
              </p>
            </div>
          ))}
        </div>
      )}
      {door === null ? null : (
        <WithAccount token={token} door={door} onClose={() => setDoor(null)} />
      )}
    </>
  );
}

type Sent = Typed & { readonly kind: "in" | "out"; readonly rulesRead?: number };
interface Typed {
  readonly login: string;
  readonly password: string;
  readonly factor?: string;
}

function WithAccount(props: {
  readonly token: string;
  readonly door: DoorCode;
  readonly onClose: () => void;
}) {
  const { t } = useWords();
  const { token, door, onClose } = props;
  const [form] = Form.useForm<Typed>();
  const mark = useMutation({
    mutationFn: (what: Sent) =>
      ask("kiosk.mark", {
        body: {
          token,
          lessonId: door.lessonId,
          kind: what.kind,
          login: what.login,
          password: what.password,
          factor: what.factor === undefined || what.factor === "" ? null : what.factor,
          rulesRead: what.rulesRead,
        },
      }),
    // What was typed is nobody else's: the next person stands here already.
    onSettled: () => form.resetFields(["password", "factor"]),
    onSuccess: () => form.resetFields(),
  });
  const unread = isRefused(mark.error, "rules_unread") ? mark.variables : undefined;
  const send = (kind: "in" | "out") =>
    void form
      .validateFields()
      .then((typed) => mark.mutate({ ...typed, kind }))
      .catch(() => undefined);
  const required = { required: true, message: t("common/required") };
  return (
    <Modal open title={t("kioskPage/withAccountTitle")} footer={null} onCancel={onClose}>
      <div className="stack">
        <p>
          <b>{door.project}</b> <span className="quiet">{t("kioskPage/withAccountText")}</span>
        </p>
        <div role="status">{mark.data === undefined ? null : <KioskSaid result={mark.data} />}</div>
        {mark.isError && unread === undefined ? <Failure error={mark.error} /> : null}
        {unread === undefined ? null : (
          <KioskRules
            token={token}
            onRead={(version) => mark.mutate({ ...unread, rulesRead: version })}
            onGone={() => {
              mark.reset();
              form.resetFields();
            }}
          />
        )}
        <Form<Typed>
          form={form}
          layout="vertical"
          autoComplete="off"
          style={unread === undefined ? {} : { display: "none" }}
        >
          <Form.Item name="login" label={t("kioskPage/login")} rules={[required]}>
            <Input autoComplete="off" />
          </Form.Item>
          <Form.Item name="password" label={t("kioskPage/password")} rules={[required]}>
            <Input.Password autoComplete="off" visibilityToggle={false} />
          </Form.Item>
          <Form.Item name="factor" label={t("kioskPage/factor")} extra={t("kioskPage/factorHint")}>
            <Input autoComplete="off" inputMode="numeric" />
          </Form.Item>
          <div className="attendance-tools">
            {door.open.map((kind) => (
              <Button
                key={kind}
                type="primary"
                size="large"
                loading={mark.isPending}
                onClick={() => send(kind)}
              >
                {t(`kioskPage/submit/${kind}`)}
              </Button>
            ))}
          </div>
        </Form>
      </div>
    </Modal>
  );
}

/** How long a kiosk waits with what was typed while the rules are read. */
const readingMs = 90_000;

/** Before the first check-in of a course: what was typed is kept until they are read, or somebody has gone. */
function KioskRules(props: {
  readonly token: string;
  readonly onRead: (version: number) => void;
  readonly onGone: () => void;
}) {
  const { t, language } = useWords();
  const { token, onRead, onGone } = props;
  const rules = useQuery({
    queryKey: ["kiosk-rules", token],
    queryFn: () => ask("kiosk.rules", { body: { token } }),
    staleTime: 0,
  });
  const gone = useRef(onGone);
  useEffect(() => {
    gone.current = onGone;
  }, [onGone]);
  useEffect(() => {
    const timer = setTimeout(() => gone.current(), readingMs);
    return () => clearTimeout(timer);
  }, []);
  if (rules.data === undefined)
    return rules.isError ? <Failure error={rules.error} /> : <Bones rows={4} />;
  const { version } = rules.data;
  return (
    <section className="stack" aria-label={t("readinessPage/rules")}>
      <b>{t("readinessPage/rules")}</b>
      <p className="quiet">{t("readinessPage/rulesNote", { version })}</p>
      <ol className="rules-list">
        {(language === "en" ? rules.data.en : rules.data.zh).map((rule) => (
          <li key={rule}>{rule}</li>
        ))}
      </ol>
      <div className="attendance-tools">
        <Button type="primary" size="large" onClick={() => onRead(version)}>
          {t("readinessPage/rulesRead")}
        </Button>
        <Button size="large" onClick={onGone}>
          {t("common/cancel")}
        </Button>
      </div>
    </section>
  );
}

function KioskSaid(props: { readonly result: Answer<"kiosk.mark"> }) {
  return (
    <>
      <b className="check-in-said">{props.result.name}</b> <Said result={props.result} />
    </>
  );
}
