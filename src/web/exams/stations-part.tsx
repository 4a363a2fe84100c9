import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Input, Select } from "antd";
import { limits } from "../../contract/limits.ts";
import type { ExamStation } from "../../contract/osce.ts";
import { ask } from "../ask.ts";
import { useWords } from "../words/index.ts";
import { withStation, withoutStation } from "./draft.ts";
import type { PartProps } from "./general-part.tsx";

/** Stations in the order in which candidates walk them. */
export function StationsPart({ input, onChange }: PartProps) {
  const { t } = useWords();
  const listed = useQuery({ queryKey: ["checklists"], queryFn: () => ask("checklists.list", {}) });
  const checklists = (listed.data?.checklists ?? []).map((one) => ({
    value: one.checklistId,
    label: `${one.title} ${t("checklistPages/versionText", { version: one.version })}`,
  }));
  const put = (key: string, part: Partial<ExamStation>) =>
    onChange({
      ...input,
      stations: input.stations.map((one) => (one.key === key ? { ...one, ...part } : one)),
    });
  const full = input.stations.length >= limits.examStations;
  return (
    <section className="sheet sheet-body stack" aria-label={t("examForm/stations")}>
      <h2>{t("examForm/stations")}</h2>
      <ol className="exam-stations">
        {input.stations.map((station, at) => (
          <li key={station.key}>
            <span className="exam-number number">{at + 1}</span>
            <Input
              aria-label={t("examForm/stationName", { number: at + 1 })}
              value={station.name}
              maxLength={limits.nameCharacters}
              placeholder={t("examForm/stationName", { number: at + 1 })}
              onChange={(event) => put(station.key, { name: event.target.value })}
            />
            {station.rest ? (
              <span className="quiet">{t("examForm/restStation")}</span>
            ) : (
              <Select
                aria-label={t("examForm/checklist", { number: at + 1 })}
                placeholder={t("checklistPages/title")}
                value={station.checklistId}
                loading={listed.isPending}
                options={checklists}
                onChange={(checklistId) => put(station.key, { checklistId })}
              />
            )}
            <Button
              aria-label={t("examForm/removeStation", { number: at + 1 })}
              icon={<DeleteOutlined aria-hidden />}
              disabled={input.stations.length === 1}
              onClick={() => onChange(withoutStation(input, station.key))}
            />
          </li>
        ))}
      </ol>
      <div className="tools">
        <Button
          icon={<PlusOutlined aria-hidden />}
          disabled={full}
          onClick={() => onChange(withStation(input, false, ""))}
        >
          {t("examForm/addStation")}
        </Button>
        <Button
          disabled={full}
          onClick={() => onChange(withStation(input, true, t("examForm/restStation")))}
        >
          {t("examForm/addRest")}
        </Button>
      </div>
    </section>
  );
}
