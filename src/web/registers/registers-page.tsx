import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { officialForms } from "../../contract/forms.ts";
import { type Answer, ask } from "../ask.ts";
import { Bones } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { PageHead } from "../look/page-head.tsx";
import { Status } from "../look/status.tsx";
import { useWords } from "../words/index.ts";
import "./registers.css";

type Register = Answer<"registers.list">["registers"][number];

/** Every official form, with how much is on it and how many of its papers are not back. */
export function RegistersPage() {
  const { t } = useWords();
  const list = useQuery({
    queryKey: ["registers"],
    queryFn: ({ signal }) => ask("registers.list", { signal }),
  });
  return (
    <div className="page">
      <PageHead
        title={t("registers/title")}
        note={t("registers/note")}
        tools={
          <Link to="/registers/reconciliation">
            <Button>{t("registers/reconcile")}</Button>
          </Link>
        }
      />
      {list.isError ? <Failure error={list.error} /> : null}
      {list.data === undefined ? (
        list.isError ? null : (
          <Bones rows={8} />
        )
      ) : (
        <ul className="register-list">
          {list.data.registers.map((register) => (
            <RegisterCard key={register.form} register={register} />
          ))}
        </ul>
      )}
    </div>
  );
}

function RegisterCard({ register }: { readonly register: Register }) {
  const { t } = useWords();
  const { form, rows, sheets, waiting } = register;
  const official = officialForms[form];
  return (
    <li className="sheet register-card">
      <p className="register-form quiet">{form}</p>
      <h2>
        <Link to="/registers/$form" params={{ form }}>
          {official.title}
        </Link>
      </h2>
      <p>{t(`registers/about/${form}`)}</p>
      <p className="quiet">
        {official.rule} · {official.given ? t("registers/given") : t("registers/proposed")}
      </p>
      <dl className="register-figures">
        <div>
          <dt>{t("registers/rowsThisYear")}</dt>
          <dd>{rows}</dd>
        </div>
        <div>
          <dt>{t("registers/sheets")}</dt>
          <dd>{sheets}</dd>
        </div>
        <div>
          <dt>{t("registers/waiting")}</dt>
          <dd>{waiting === 0 ? 0 : <Status tone="warn">{waiting}</Status>}</dd>
        </div>
      </dl>
    </li>
  );
}
