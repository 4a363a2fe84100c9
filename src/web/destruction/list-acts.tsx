import { App, Button } from "antd";
import { ask } from "../ask.ts";
import { Failure } from "../look/failure.tsx";
import { useAct } from "../requests/use-act.ts";
import { useWords } from "../words/index.ts";
import { afterCase, type Case } from "./use-destruction.ts";

/** What can be done with the list itself: take off what must be kept, let it cool, take it back. */
export function ListActs(props: { readonly one: Case }) {
  const { t } = useWords();
  const { modal } = App.useApp();
  const { one } = props;
  const params = { caseId: one.caseId };
  const left = one.list.filter((item) => item.why.length === 0).map((item) => item.itemId);
  const blocked = one.list.length - left.length;
  const cool = useAct(() => ask("destruction.cool", { params }), afterCase());
  const change = useAct(
    () => ask("destruction.change-list", { params, body: { itemIds: left } }),
    afterCase(),
  );
  const withdraw = useAct(() => ask("destruction.withdraw", { params }), afterCase());
  if (!one.can.includes("cool") && !one.can.includes("withdraw")) return null;
  const failed = [cool, change, withdraw].find((act) => act.isError);
  return (
    <section className="destruction-acts">
      {one.can.includes("cool") ? (
        <>
          <p className="quiet">{t("destruction/coolText")}</p>
          {blocked > 0 && left.length > 0 ? (
            <Button loading={change.isPending} onClick={() => change.mutate()}>
              {t("destruction/removeBlocked", { count: blocked })}
            </Button>
          ) : null}
          <Button
            type="primary"
            disabled={blocked > 0}
            loading={cool.isPending}
            onClick={() => cool.mutate()}
          >
            {t("destruction/cool")}
          </Button>
        </>
      ) : null}
      {one.can.includes("withdraw") ? (
        <Button
          loading={withdraw.isPending}
          onClick={() => {
            void modal.confirm({
              title: t("destruction/withdraw"),
              content: t("destruction/withdrawAsk"),
              onOk: () => withdraw.mutateAsync().catch(() => undefined),
            });
          }}
        >
          {t("destruction/withdraw")}
        </Button>
      ) : null}
      {failed === undefined ? null : <Failure error={failed.error} />}
    </section>
  );
}
