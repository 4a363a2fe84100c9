import { useMutation } from "@tanstack/react-query";
import { Button, Popconfirm } from "antd";
import { ask } from "../ask.ts";
import { Failure } from "../look/failure.tsx";
import { useMay } from "../session/me.ts";
import { queries } from "../session/queries.ts";
import { useWords } from "../words/index.ts";

/** A clock that jumped is trusted again when somebody has looked and says so, by name (C-39). */
export function ClockRight() {
  const { t } = useWords();
  const may = useMay();
  const acknowledge = useMutation({
    mutationFn: () => ask("clock.acknowledge", {}),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ["board"] }),
  });
  if (!may("place.manage")) return null;
  return (
    <div>
      <Popconfirm title={t("board/clockRightAsk")} onConfirm={() => acknowledge.mutate()}>
        <Button danger loading={acknowledge.isPending}>
          {t("board/clockRight")}
        </Button>
      </Popconfirm>
      {acknowledge.isError ? <Failure error={acknowledge.error} /> : null}
    </div>
  );
}
