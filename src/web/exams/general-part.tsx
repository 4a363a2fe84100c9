import { DatePicker, InputNumber, Radio, Select } from "antd";
import dayjs from "dayjs";
import type { ExamInput } from "../../contract/osce.ts";
import { passRules } from "../../contract/scoring.ts";
import { TextField } from "../look/text-field.tsx";
import { day, instantOf, minuteOfDay } from "../look/times.ts";
import { useWords } from "../words/index.ts";

export interface PartProps {
  readonly input: ExamInput;
  readonly onChange: (input: ExamInput) => void;
}

const activities = ["skills-exam", "contest"] as const;

export function GeneralPart({ input, onChange }: PartProps) {
  const { t } = useWords();
  const put = (part: Partial<ExamInput>) => onChange({ ...input, ...part });
  return (
    <section className="sheet sheet-body stack" aria-label={t("examForm/general")}>
      <h2>{t("examForm/general")}</h2>
      <div className="exam-fields">
        <TextField
          label={t("examForm/name")}
          value={input.title}
          required
          onChange={(title) => put({ title })}
        />
        <TextField
          label={t("examForm/course")}
          value={input.course}
          required
          onChange={(course) => put({ course })}
        />
        <label className="exam-field">
          {t("examForm/audiences")}
          <Select
            mode="tags"
            value={input.audiences}
            tokenSeparators={[",", "，", "、"]}
            open={false}
            suffixIcon={null}
            onChange={(audiences: string[]) => put({ audiences })}
          />
        </label>
        <StartField input={input} onChange={onChange} />
        <label className="exam-field">
          {t("examForm/leastStations")}
          <InputNumber
            min={0}
            max={input.stations.length}
            value={input.leastStations}
            onChange={(value) => put({ leastStations: value ?? 0 })}
          />
        </label>
        <Radio.Group
          aria-label={t("examForm/activity")}
          value={input.activity}
          options={activities.map((one) => ({ value: one, label: t(`terms/activities/${one}`) }))}
          onChange={(event) =>
            put({ activity: activities.find((one) => one === event.target.value) ?? "skills-exam" })
          }
        />
        <Radio.Group
          aria-label={t("examForm/passRule")}
          value={input.passRule}
          options={passRules.map((rule) => ({
            value: rule,
            label: t(`scoringTerms/passRules/${rule}`),
          }))}
          onChange={(event) =>
            put({ passRule: passRules.find((one) => one === event.target.value) ?? "fixed" })
          }
        />
      </div>
    </section>
  );
}

function StartField({ input, onChange }: PartProps) {
  const { t } = useWords();
  const shown = dayjs(`${day(input.startMs)}T${minuteOfDay(input.startMs)}`);
  return (
    <label className="exam-field">
      {t("examForm/start")}
      <DatePicker
        showTime={{ format: "HH:mm" }}
        format="YYYY-MM-DD HH:mm"
        allowClear={false}
        value={shown}
        onChange={(value) => {
          if (value === null) return;
          const startMs = instantOf(value.format("YYYY-MM-DD"), value.format("HH:mm"));
          onChange({ ...input, startMs });
        }}
      />
    </label>
  );
}
