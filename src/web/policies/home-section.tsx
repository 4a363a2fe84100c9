import { Link } from "@tanstack/react-router";
import { Section } from "../home/section.tsx";
import { Status } from "../look/status.tsx";
import { useWords } from "../words/index.ts";
import { usePolicies } from "./use-policies.ts";

/** Policies this person has to read; nothing is said where none waits. */
export function PoliciesToRead() {
  const { t } = useWords();
  const list = usePolicies();
  const waiting = (list.data?.policies ?? []).filter((line) => line.mustRead);
  if (waiting.length === 0) return null;
  return (
    <Section title={t("policies/home")} tools={<Link to="/policies">{t("tasksPage/toAll")}</Link>}>
      <div className="storage-notes">
        {waiting.map((line) => (
          <Link
            key={line.sha256}
            to="/policies/$policyId/$version"
            params={{ policyId: line.policyId, version: String(line.version) }}
          >
            <Status tone="warn">
              {t("policies/backedBy", { title: line.title, version: line.version })}
            </Status>
          </Link>
        ))}
      </div>
    </Section>
  );
}
