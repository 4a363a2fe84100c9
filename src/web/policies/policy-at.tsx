import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { PolicyRule } from "../../contract/policies.ts";
import { ask } from "../ask.ts";
import { useMay } from "../session/me.ts";
import { useWords } from "../words/index.ts";

/** Which version of the institution's policy was in force when something was decided (S0-20). */
export function PolicyAt(props: { readonly rule: PolicyRule; readonly atMs: number }) {
  const { t } = useWords();
  const may = useMay();
  const { rule, atMs } = props;
  const read = useQuery({
    queryKey: ["policies", "basis", rule, atMs],
    queryFn: () => ask("policies.basis", { params: { rule }, query: { atMs } }),
    enabled: may("policy.read"),
  });
  if (read.data === undefined) return null;
  const { basis } = read.data;
  if (basis === null) return <p className="quiet">{t("policies/decidedByNone")}</p>;
  return (
    <p className="quiet">
      <Link
        to="/policies/$policyId/$version"
        params={{ policyId: basis.policyId, version: String(basis.version) }}
      >
        {t("policies/decidedBy", {
          title: basis.title,
          version: basis.version,
          clause: basis.clause,
        })}
      </Link>
    </p>
  );
}
