import { KeyOutlined, LoginOutlined } from "@ant-design/icons";
import { browserSupportsWebAuthn, startAuthentication } from "@simplewebauthn/browser";
import { useMutation } from "@tanstack/react-query";
import { Button, Divider } from "antd";
import { ask, RefusedError, TroubleError, type Answer } from "../ask.ts";
import { Failure } from "../look/failure.tsx";
import type { Me } from "../session/me.ts";
import { useWords } from "../words/index.ts";
import type { Offered } from "./password-form.tsx";

async function byPasskey(): Promise<Me> {
  const options = await ask("passkeys.offer", {});
  const shown = await startAuthentication({ optionsJSON: options });
  return ask("sign-in.passkey", { body: { shown: { ...shown, type: "public-key" } } });
}

async function leaveFor(providerId: string): Promise<void> {
  const { location } = await ask("sign-in.depart", { params: { providerId } });
  window.location.assign(location);
}

/** The institution's own sign-in, and passkeys where the page may have them. */
export function OtherWays(props: {
  readonly services: readonly Offered[];
  readonly passkeysAbsent: Answer<"providers.offered">["passkeysAbsent"];
  readonly onEntered: (me: Me) => void;
}) {
  const { t, language } = useWords();
  const { services, passkeysAbsent } = props;
  const leave = useMutation({ mutationFn: leaveFor });
  const passkey = useMutation({ mutationFn: byPasskey, onSuccess: props.onEntered });
  const able = passkeysAbsent === null && browserSupportsWebAuthn();
  if (services.length === 0 && !able) return null;
  const error = leave.error ?? passkey.error;
  return (
    <section className="door-ways" aria-label={t("door/or")}>
      <Divider plain>{t("door/or")}</Divider>
      <Stopped error={error} />
      {services.map(({ providerId, labelZh, labelEn }) => (
        <Button
          key={providerId}
          block
          icon={<LoginOutlined aria-hidden />}
          loading={leave.isPending && leave.variables === providerId}
          onClick={() => leave.mutate(providerId)}
        >
          {t("door/depart", { label: language === "en" ? labelEn : labelZh })}
        </Button>
      ))}
      {able ? (
        <Button
          block
          icon={<KeyOutlined aria-hidden />}
          loading={passkey.isPending}
          onClick={() => passkey.mutate()}
        >
          {t("door/passkey")}
        </Button>
      ) : null}
      {passkeysAbsent === null ? null : (
        <p className="quiet">{t(`door/passkeyAbsent/${passkeysAbsent}`)}</p>
      )}
    </section>
  );
}

/** The browser's own no (cancelled, no such key) is said in plain words, not as a failure of ours. */
function Stopped(props: { readonly error: Error | null }) {
  const { t } = useWords();
  const { error } = props;
  if (error === null) return null;
  if (error instanceof RefusedError || error instanceof TroubleError)
    return <Failure error={error} />;
  return <output className="door-note">{t("door/passkeyStopped")}</output>;
}
