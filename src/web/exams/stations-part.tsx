import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { AutoComplete, Button, Select } from "antd";
import { limits } from "../../contract/limits.ts";
import type { ExamStation } from "../../contract/osce.ts";
import { type Answer, ask } from "../ask.ts";
import { useCourses } from "../courses/use-courses.ts";
import { useWords } from "../words/index.ts";
import { withStation, withoutStation } from "./draft.ts";
import type { PartProps } from "./general-part.tsx";

/** Stations in the order in which candidates walk them. */
export function StationsPart({ input, onChange }: PartProps) {
  const { t } = useWords();
  const listed = useQuery({ queryKey: ["checklists"], queryFn: () => ask("checklists.list", {}) });
  const checklists = listed.data?.checklists ?? [];
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
            <StationName
              label={t("examForm/stationName", { number: at + 1 })}
              station={station}
              onChange={(part) => put(station.key, part)}
            />
            {station.rest ? (
              <span className="quiet">{t("examForm/restStation")}</span>
            ) : (
              <ChecklistField
                number={at + 1}
                station={station}
                checklists={checklists}
                loading={listed.isPending}
                onChange={(part) => put(station.key, part)}
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

/** Typed, or an item of the library, which brings its checklist where it proposes one. */
function StationName(props: {
  readonly label: string;
  readonly station: ExamStation;
  readonly onChange: (part: Partial<ExamStation>) => void;
}) {
  const { label, station, onChange } = props;
  const courses = useCourses().data?.courses ?? [];
  const items = courses
    .filter((course) => course.state === "active")
    .flatMap((course) => course.items.filter((item) => item.state === "active"));
  return (
    <AutoComplete
      aria-label={label}
      value={station.name}
      maxLength={limits.nameCharacters}
      placeholder={label}
      options={[...new Set(items.map((item) => item.name))].map((value) => ({ value }))}
      showSearch={{ filterOption: (text, option) => option?.value.includes(text) ?? false }}
      onChange={(name: string) => {
        const checklistId = items.find((item) => item.name === name)?.checklistId ?? null;
        const brings = checklistId !== null && !station.rest;
        onChange({ name, ...(brings ? { checklistId, checklistVersion: undefined } : {}) });
      }}
    />
  );
}

/** The checklist of a station: its newest version, or an older one that is named. */
function ChecklistField(props: {
  readonly number: number;
  readonly station: ExamStation;
  readonly checklists: Answer<"checklists.list">["checklists"];
  readonly loading: boolean;
  readonly onChange: (part: Partial<ExamStation>) => void;
}) {
  const { t } = useWords();
  const { station, checklists } = props;
  const { checklistId, checklistVersion } = station;
  const labelOf = (title: string, version: number) =>
    `${title} ${t("checklistPages/versionText", { version })}`;
  const options = checklists.flatMap((one) => [
    { value: one.checklistId, label: labelOf(one.title, one.version) },
    ...Array.from({ length: one.version - 1 }, (_, at) => one.version - 1 - at).map((version) => ({
      value: `${one.checklistId} ${version}`,
      label: labelOf(one.title, version),
    })),
  ]);
  const older = checklists.some(
    (one) => one.checklistId === checklistId && one.version > (checklistVersion ?? Infinity),
  );
  return (
    <Select
      aria-label={t("examForm/checklist", { number: props.number })}
      placeholder={t("checklistPages/title")}
      value={older ? `${checklistId} ${checklistVersion}` : checklistId}
      loading={props.loading}
      options={options}
      onChange={(value: string) => {
        const [id = "", version] = value.split(" ");
        props.onChange({
          checklistId: id,
          checklistVersion: version === undefined ? undefined : Number(version),
        });
      }}
    />
  );
}
