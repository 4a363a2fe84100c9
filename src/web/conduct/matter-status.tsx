import type { Matter } from "../../contract/conduct.ts";
import { Status } from "../look/status.tsx";
import { useWords } from "../words/index.ts";

/** What a matter is called: one of the six by its code, else its kind. */
export function MatterKindWord(props: { readonly matter: Pick<Matter, "kind" | "code"> }) {
  const { t } = useWords();
  const { kind, code } = props.matter;
  return <>{code === null ? t(`conductTerms/kinds/${kind}`) : t(`conductTerms/codes/${code}`)}</>;
}

export function MatterStatus(props: { readonly matter: Pick<Matter, "closedAtMs" | "late"> }) {
  const { t } = useWords();
  const { closedAtMs, late } = props.matter;
  return (
    <>
      {closedAtMs === null ? (
        <Status tone="busy">{t("conductPage/open")}</Status>
      ) : (
        <Status tone="good">{t("conductPage/closed")}</Status>
      )}
      {late ? (
        <>
          {" "}
          <Status tone="alarm">{t("conductPage/late")}</Status>
        </>
      ) : null}
    </>
  );
}
