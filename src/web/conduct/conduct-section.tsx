import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ask } from "../ask.ts";
import { Section } from "../home/section.tsx";
import { Bones } from "../look/empty.tsx";
import { Status } from "../look/status.tsx";
import { useWords } from "../words/index.ts";
import { conductKey, useSuspicions } from "./use-conduct.ts";
import "../tasks/tending.css";

/** On the first page of those who handle it or answer for it: what is open, what nobody has judged. */
export function ConductSection() {
  const { t } = useWords();
  const suspicions = useSuspicions("open");
  const open = useQuery({
    queryKey: [...conductKey, "list", "open", ""],
    queryFn: () => ask("conduct.list", { query: { box: "open" } }, { background: true }),
    refetchInterval: 60_000,
  });
  const [found, matters] = [suspicions.data?.suspicions, open.data?.matters];
  return (
    <Section
      title={t("conductPage/home")}
      tools={<Link to="/conduct">{t("conductPage/homeAll")}</Link>}
    >
      {found === undefined || matters === undefined ? (
        <Bones rows={1} />
      ) : (
        <div className="storage-notes">
          {found.length + matters.length === 0 ? (
            <Status tone="good">{t("conductPage/homeNone")}</Status>
          ) : null}
          {found.length === 0 ? null : (
            <Status tone="warn">{t("conductPage/homeSuspicions", { count: found.length })}</Status>
          )}
          {matters.length === 0 ? null : (
            <Status tone="busy">{t("conductPage/homeOpen", { count: matters.length })}</Status>
          )}
        </div>
      )}
    </Section>
  );
}
