import { Status } from "../look/status.tsx";
import { dayMinute } from "../look/times.ts";
import { useWords } from "../words/index.ts";
import type { CopiesState } from "./use-copies.ts";

/** What is being removed after its key was destroyed, and what that still waits for (C-26). */
export function ForgettingPart(props: { readonly forgetting: CopiesState["forgetting"] }) {
  const { t } = useWords();
  if (props.forgetting.length === 0) return null;
  return (
    <section className="sheet" aria-labelledby="copies-forgetting">
      <h2 id="copies-forgetting">{t("copiesPage/forgetting")}</h2>
      <p className="quiet">{t("copiesPage/forgettingNote")}</p>
      <ul className="copies-reds">
        {props.forgetting.flatMap((home) =>
          home.targets.map((target) => (
            <li key={`${home.homeId} ${target.targetId}`}>
              <span className="exact">{home.homeId}</span> {target.name}{" "}
              <Status tone={target.keyGone ? "good" : "warn"}>
                {t(target.keyGone ? "copiesPage/keyGone" : "copiesPage/keyThere")}
              </Status>{" "}
              <Status tone={target.state === "deleted" ? "good" : "warn"}>
                {t(`copiesPage/forgettingStates/${target.state}`, {
                  at: target.untilMs === null ? "" : dayMinute(target.untilMs),
                })}
              </Status>
            </li>
          )),
        )}
      </ul>
    </section>
  );
}
