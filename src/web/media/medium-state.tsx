import type { MediumState } from "../../contract/media.ts";
import { Status, type Tone } from "../look/status.tsx";
import { useWords } from "../words/index.ts";

const tones: Record<MediumState, Tone> = {
  "in-store": "good",
  issued: "busy",
  "handed-over": "busy",
  returned: "warn",
  destroyed: "plain",
  lost: "alarm",
};

export function MediumStatus(props: { readonly state: MediumState; readonly owed: boolean }) {
  const { t } = useWords();
  const { state, owed } = props;
  return (
    <Status tone={tones[state]}>
      {t(`mediaTerms/states/${state}`)}
      {owed ? ` · ${t("mediaPage/owed")}` : ""}
    </Status>
  );
}
