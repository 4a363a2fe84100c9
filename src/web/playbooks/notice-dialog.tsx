import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { limits } from "../../contract/limits.ts";
import {
  type NoticeInput,
  type NoticeMeans,
  noticeMeans,
  type NoticeParty,
} from "../../contract/playbooks.ts";
import { ask } from "../ask.ts";
import { nowMs } from "../look/now.ts";
import { TextField } from "../look/text-field.tsx";
import { useWords } from "../words/index.ts";
import { ChoiceField } from "../look/choice-field.tsx";
import { EventDialog } from "./event-dialog.tsx";
import { MomentField } from "./moment-field.tsx";
import { useEventAct } from "./use-events.ts";

const nobody = "none";
const minuteMs = 60_000;

/** As the field shows it: never ahead of the house. */
const thisMinuteMs = (): number => Math.floor(nowMs() / minuteMs) * minuteMs;

/** Notes that a party was told; told to an account, it is acknowledged there. */
export function NoticeDialog(props: {
  readonly eventId: string;
  readonly party: NoticeParty;
  readonly onClose: () => void;
}) {
  const { t } = useWords();
  const { eventId, party } = props;
  const people = useQuery({ queryKey: ["event-people"], queryFn: () => ask("events.people", {}) });
  const told = people.data?.told ?? [];
  // The director usually has an account; the offices of the school mostly do not.
  const usual = party === "director" ? told.find((one) => one.role === "director") : undefined;
  const [chosen, setChosen] = useState<string>();
  const accountId = chosen ?? usual?.accountId ?? nobody;
  const account = told.find((one) => one.accountId === accountId);
  const [typed, setTyped] = useState("");
  const [means, setMeans] = useState<NoticeMeans>();
  // Now, unless another moment is chosen.
  const [sentAtMs, setSentAtMs] = useState<number>();
  const act = useEventAct(
    (notice: NoticeInput) => ask("events.notify", { params: { eventId }, body: notice }),
    { said: t("playbookPage/told"), onDone: props.onClose },
  );
  const to = account?.name ?? typed.trim();
  const how = means ?? (account === undefined ? "phone" : "system");
  return (
    <EventDialog
      title={t("playbookPage/tellTitle", { party: t(`playbookTerms/parties/${party}`) })}
      word={t("playbookPage/tell")}
      ready={to !== ""}
      act={act}
      onOk={() =>
        act.mutate({
          party,
          means: how,
          to,
          accountId: account?.accountId ?? null,
          sentAtMs: sentAtMs ?? thisMinuteMs(),
        })
      }
      onClose={props.onClose}
    >
      <ChoiceField
        label={t("playbookPage/tellAccount")}
        hint={t("playbookPage/tellAccountHint")}
        value={accountId}
        options={[
          { value: nobody, label: t("playbookPage/tellAccountNone") },
          ...told.map((one) => ({
            value: one.accountId,
            label: `${one.name} · ${t(`terms/roles/${one.role}`)}`,
          })),
        ]}
        onChange={(value) => {
          setChosen(value);
          setMeans(undefined);
        }}
      />
      {account === undefined ? (
        <TextField
          required
          label={t("playbookPage/tellWhom")}
          most={limits.eventLineCharacters}
          value={typed}
          onChange={setTyped}
        />
      ) : null}
      <ChoiceField<NoticeMeans>
        label={t("playbookPage/tellMeans")}
        value={how}
        options={noticeMeans
          .filter((one) => account !== undefined || one !== "system")
          .map((value) => ({ value, label: t(`playbookTerms/means/${value}`) }))}
        onChange={setMeans}
      />
      <MomentField
        label={t("playbookPage/tellAt")}
        valueMs={sentAtMs ?? thisMinuteMs()}
        onChange={setSentAtMs}
      />
    </EventDialog>
  );
}
