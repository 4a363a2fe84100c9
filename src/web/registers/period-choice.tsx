import { Button, DatePicker } from "antd";
import dayjs from "dayjs";
import { useWords } from "../words/index.ts";
import { asDay, type ChosenPeriod, periods } from "./use-period.ts";

const names = ["thisMonth", "lastMonth", "thisYear"] as const;

/** First and last day, and the periods people ask for most. */
export function PeriodChoice(props: { readonly chosen: ChosenPeriod }) {
  const { t } = useWords();
  const { first, last, choose } = props.chosen;
  return (
    <fieldset className="period">
      <legend>{t("registers/period")}</legend>
      <DatePicker
        allowClear={false}
        aria-label={t("registers/from")}
        value={dayjs(first)}
        onChange={(value) => {
          if (value !== null) choose(asDay(value), asDay(value) > last ? asDay(value) : last);
        }}
      />
      <span aria-hidden>–</span>
      <DatePicker
        allowClear={false}
        aria-label={t("registers/to")}
        value={dayjs(last)}
        onChange={(value) => {
          if (value !== null) choose(asDay(value) < first ? asDay(value) : first, asDay(value));
        }}
      />
      {names.map((name) => (
        <Button key={name} onClick={() => choose(...periods[name]())}>
          {t(`registers/${name}`)}
        </Button>
      ))}
    </fieldset>
  );
}
