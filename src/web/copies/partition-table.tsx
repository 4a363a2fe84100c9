import { Status } from "../look/status.tsx";
import { size } from "../look/times.ts";
import { useWords } from "../words/index.ts";
import type { CopiesState } from "./use-copies.ts";

/** Two copies or one, by partition: what is kept only once is said so. */
export function PartitionTable(props: {
  readonly partitions: CopiesState["partitions"];
  readonly carried: CopiesState["carried"];
}) {
  const { t } = useWords();
  return (
    <section className="sheet" aria-labelledby="copies-partitions">
      <h2 id="copies-partitions">{t("copiesPage/partitions")}</h2>
      <div className="copies-scroll">
        <table className="copies-table">
          <thead>
            <tr>
              <th>{t("copiesPage/partition")}</th>
              <th>{t("copiesPage/partitionObjects")}</th>
              <th>{t("copiesPage/partitionSize")}</th>
              <th>{t("copiesPage/protected")}</th>
              <th>{t("copiesPage/oneCopy")}</th>
              <th>{t("copiesPage/partitionDamaged")}</th>
            </tr>
          </thead>
          <tbody>
            {props.partitions.map((one) => (
              <CountRow
                key={one.partition}
                name={t(`retentionPage/partitions/${one.partition}`)}
                count={one}
              />
            ))}
            {props.carried.length === 0 ? null : (
              <tr className="copies-beside">
                <th scope="colgroup" colSpan={6}>
                  {t("copiesPage/carriedTitle")}
                </th>
              </tr>
            )}
            {props.carried.map((one) => (
              <CountRow key={one.kind} name={t(`copiesPage/carried/${one.kind}`)} count={one} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

type Count = Omit<CopiesState["carried"][number], "kind">;

function CountRow(props: { readonly name: string; readonly count: Count }) {
  const { name, count: one } = props;
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{one.objects}</td>
      <td>{size(one.sizeBytes)}</td>
      <td>
        {one.objects > 0 && one.oneCopy === 0 ? (
          <Status tone="good">{one.protected}</Status>
        ) : (
          one.protected
        )}
      </td>
      <td>{one.oneCopy === 0 ? "0" : <Status tone="warn">{one.oneCopy}</Status>}</td>
      <td>{one.damaged === 0 ? "0" : <Status tone="alarm">{one.damaged}</Status>}</td>
    </tr>
  );
}
