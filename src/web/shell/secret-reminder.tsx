import { Link } from "@tanstack/react-router";
import { dayMinute } from "../look/times.ts";
import { useMe } from "../session/me.ts";
import { useWords } from "../words/index.ts";

/** 14, 7 and 1 days before the quarter's change is due; on every page, because it will be asked for. */
export function SecretReminder() {
  const { t } = useWords();
  const { secret } = useMe();
  if (secret.remindDays === null || secret.dueMs === null) return null;
  const at = dayMinute(secret.dueMs);
  return (
    <output className={secret.remindDays === 1 ? "remind remind-soon" : "remind"}>
      {secret.remindDays === 1
        ? t("myAccount/reminderDay", { at })
        : t("myAccount/reminder", { at })}{" "}
      <Link to="/me">{t("myAccount/change")}</Link>
    </output>
  );
}
