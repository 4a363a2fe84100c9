import { useWords } from "../words/index.ts";
import type { ChangeRow } from "./entry-words.ts";
import "./ledger.css";

/** Before and after, side by side, changed fields only. */
export function ChangeTable(props: { readonly rows: readonly ChangeRow[] }) {
  const { t } = useWords();
  return (
    <table className="change-table">
      <thead>
        <tr>
          <th scope="col">{t("ledger/field")}</th>
          <th scope="col">{t("ledger/before")}</th>
          <th scope="col">{t("ledger/after")}</th>
        </tr>
      </thead>
      <tbody>
        {props.rows.map((row) => (
          <tr key={row.field}>
            <th scope="row">{row.word}</th>
            <td className="was">{row.before}</td>
            <td>{row.after}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
