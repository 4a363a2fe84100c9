import { Link } from "@tanstack/react-router";
import { Section } from "../home/section.tsx";
import { Bones } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { Status } from "../look/status.tsx";
import { useWords } from "../words/index.ts";
import { useBoard } from "./use-compliance.ts";

/** The six principles as they are now, and how many articles are red. */
export function ComplianceSection() {
  const { t } = useWords();
  const board = useBoard();
  const red = (board.data?.articles ?? []).filter((one) => one.state === "red").length;
  return (
    <Section
      title={t("compliance/title")}
      tools={
        <>
          <Link to="/evidence-packs">{t("compliance/toPack")}</Link>
          <Link to="/compliance">{t("compliance/toBoard")}</Link>
        </>
      }
    >
      {board.isPending ? <Bones rows={1} /> : null}
      {board.isError ? <Failure error={board.error} onRetry={() => void board.refetch()} /> : null}
      {board.data === undefined ? null : (
        <div className="storage-notes">
          {board.data.principles.map(({ key, state }) => (
            <Status key={key} tone={state === "green" ? "good" : "alarm"}>
              {t(`compliance/principles/${key}`)}
            </Status>
          ))}
          {red === 0 ? null : (
            <Status tone="alarm">{t("compliance/articlesRed", { n: red })}</Status>
          )}
        </div>
      )}
    </Section>
  );
}
