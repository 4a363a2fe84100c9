import { Button } from "antd";
import { enterAs } from "../session/me.ts";
import { useSignOut } from "../session/sign-out.ts";
import { useWords } from "../words/index.ts";
import { Door } from "./door.tsx";
import { SecretForm } from "./secret-form.tsx";

/** The initial secret opens nothing but this page. */
export function SecretPage() {
  const { t } = useWords();
  const signOut = useSignOut();
  return (
    <Door title={t("session/changeTitle")} lead={t("session/changeText")}>
      <SecretForm first onDone={enterAs} />
      <Button type="link" block onClick={() => signOut.mutate()}>
        {t("session/signOut")}
      </Button>
    </Door>
  );
}
