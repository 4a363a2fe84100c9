import { useInfiniteQuery } from "@tanstack/react-query";
import { Button } from "antd";
import type { FormName } from "../../contract/forms.ts";
import { ask } from "../ask.ts";
import { Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { useWords } from "../words/index.ts";
import { SheetsTable } from "./sheets-table.tsx";

const noParam: number | undefined = undefined;

/** What was printed of a form, newest first, and where each paper is. */
export function PrintedSheets({ form }: { readonly form: FormName }) {
  const { t } = useWords();
  const pages = useInfiniteQuery({
    queryKey: ["register-sheets", form],
    initialPageParam: noParam,
    queryFn: ({ pageParam, signal }) =>
      ask("registers.sheets", {
        params: { form },
        query: pageParam === undefined ? {} : { beforeMs: pageParam },
        signal,
      }),
    getNextPageParam: (last) => (last.more ? last.sheets.at(-1)?.printedAtMs : undefined),
  });
  const sheets = pages.data?.pages.flatMap((page) => page.sheets);
  return (
    <section className="register-section" aria-labelledby="printed-sheets">
      <h2 id="printed-sheets">{t("registers/printed")}</h2>
      <p className="quiet">{t("registers/printedNote")}</p>
      {pages.isError ? <Failure error={pages.error} /> : null}
      <SheetsTable
        sheets={sheets}
        empty={<Empty title={t("registers/noSheets")} next={t("registers/noSheetsNext")} />}
      />
      {pages.hasNextPage ? (
        <Button block loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {t("common/more")}
        </Button>
      ) : null}
    </section>
  );
}
