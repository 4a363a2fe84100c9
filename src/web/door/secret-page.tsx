import { Button } from "antd";
import { enterAs, type Me } from "../session/me.ts";
import { useSignOut } from "../session/sign-out.ts";
import { useWords } from "../words/index.ts";
import { Door } from "./door.tsx";
import { SecretForm } from "./secret-form.tsx";

/** A secret that must be changed opens nothing but this page. */
export function SecretPage(props: { readonly me: Me }) {
  const { t } = useWords();
  const signOut = useSignOut();
  const { state } = props.me.secret;
  const why = state === "expired" || state === "weak" ? state : "first";
  return (
    <Door title={t(`secretPage/title/${why}`)} lead={t(`secretPage/text/${why}`)}>
      <SecretForm first={why === "first"} onDone={enterAs} />
      <Button type="link" block onClick={() => signOut.mutate()}>
        {t("session/signOut")}
      </Button>
    </Door>
  );
}
