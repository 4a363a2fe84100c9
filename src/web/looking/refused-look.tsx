import { useNavigate } from "@tanstack/react-router";
import { Button } from "antd";
import { refusals } from "../../contract/refusals.ts";
import type { RefusedError } from "../ask.ts";
import { useMay } from "../session/me.ts";
import { useWords } from "../words/index.ts";

const askable = ["not_found", "grant_missing", "not_permitted"];

/** Whether a refusal of a viewing is about the right to look. */
export function isAboutRight(error: RefusedError): boolean {
  return askable.includes(error.code) || error.code === "others_shown";
}

/** Why this recording stays closed, by which rule, who can open it, and the way to ask. */
export function RefusedLook(props: { readonly error: RefusedError; readonly lessonId: string }) {
  const { t } = useWords();
  const may = useMay();
  const navigate = useNavigate();
  const { error, lessonId } = props;
  const others = error.code === "others_shown";
  // Missing and forbidden read alike: the rule is the same one for both.
  const rule = others ? refusals.others_shown.rule : "S0-10a";
  return (
    <div className="refusal" role="alert">
      <h3>{others ? t("looking/othersTitle") : t("looking/refusedTitle")}</h3>
      <p>{others ? t("refusals/others_shown/what") : t("looking/refusedText")}</p>
      <dl>
        <dt>{t("failure/rule")}</dt>
        <dd>{t(`rules/${rule}`)}</dd>
        <dt>{t("looking/refusedWho")}</dt>
        <dd>{others ? t("refusals/others_shown/next") : t("looking/refusedWhoText")}</dd>
      </dl>
      {!others && may("request.file") ? (
        <div className="tools">
          <Button
            type="primary"
            onClick={() =>
              void navigate({
                to: "/requests/new",
                search: { lesson: lessonId, operation: "view" },
              })
            }
          >
            {t("looking/refusedAsk")}
          </Button>
        </div>
      ) : null}
    </div>
  );
}
