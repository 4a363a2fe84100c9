import { PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Select } from "antd";
import { limits } from "../../contract/limits.ts";
import type { ExamPlace, ExamStation } from "../../contract/osce.ts";
import { type Answer, ask } from "../ask.ts";
import { useWords } from "../words/index.ts";
import { placeIn, withCircuit, withPlace } from "./draft.ts";
import type { PartProps } from "./general-part.tsx";

type Venues = Answer<"venues.list">["venues"];

/** Where each station of each circuit stands, and who examines there. */
export function CircuitsPart({ input, onChange }: PartProps) {
  const { t } = useWords();
  const rooms = useQuery({ queryKey: ["venues"], queryFn: () => ask("venues.list", {}) });
  const staff = useQuery({ queryKey: ["teachers"], queryFn: () => ask("teachers.list", {}) });
  const teachers = (staff.data?.teachers ?? []).map((one) => ({
    value: one.accountId,
    label: one.name,
  }));
  return (
    <section className="sheet sheet-body stack" aria-label={t("examForm/circuits")}>
      <h2>{t("examForm/circuits")}</h2>
      {input.circuits.map((circuit, at) => (
        <div className="stack" key={circuit.name}>
          <div className="exam-circuit-head">
            <h3>{t("examForm/circuitName", { name: circuit.name })}</h3>
            {input.circuits.length > 1 && at === input.circuits.length - 1 ? (
              <Button
                size="small"
                onClick={() => onChange({ ...input, circuits: input.circuits.slice(0, -1) })}
              >
                {t("examForm/removeCircuit", { name: circuit.name })}
              </Button>
            ) : null}
          </div>
          {input.stations
            .filter((station) => !station.rest)
            .map((station) => (
              <PlaceRow
                key={station.key}
                circuit={circuit.name}
                station={station}
                place={placeIn(input, at, station.key)}
                venues={rooms.data?.venues ?? []}
                teachers={teachers}
                onChange={(place) => onChange(withPlace(input, at, place))}
              />
            ))}
        </div>
      ))}
      <div>
        <Button
          icon={<PlusOutlined aria-hidden />}
          disabled={input.circuits.length >= limits.examCircuits}
          onClick={() => onChange(withCircuit(input))}
        >
          {t("examForm/addCircuit")}
        </Button>
      </div>
      <ChiefsField input={input} teachers={teachers} onChange={onChange} />
    </section>
  );
}

/** Who of the examiners may start and stop the clock of all stations. */
function ChiefsField(
  props: PartProps & { readonly teachers: { readonly value: string; readonly label: string }[] },
) {
  const { t } = useWords();
  const { input, teachers, onChange } = props;
  const places = input.circuits.flatMap((circuit) => circuit.places);
  const examiners = new Set(places.flatMap((place) => place.examinerIds));
  const chiefIds = (input.chiefIds ?? []).filter((id) => examiners.has(id));
  return (
    <div className="exam-field">
      <span aria-hidden>{t("examForm/chiefs")}</span>
      <Select
        mode="multiple"
        aria-label={t("examForm/chiefs")}
        placeholder={t("examForm/chiefsHint")}
        value={chiefIds}
        maxCount={limits.examChiefs}
        showSearch={{ optionFilterProp: "label" }}
        options={teachers.filter((one) => examiners.has(one.value))}
        onChange={(after: string[]) => onChange({ ...input, chiefIds: after })}
      />
      <span className="quiet">{t("examForm/chiefsText")}</span>
    </div>
  );
}

function PlaceRow(props: {
  readonly circuit: string;
  readonly station: ExamStation;
  readonly place: ExamPlace;
  readonly venues: Venues;
  readonly teachers: { readonly value: string; readonly label: string }[];
  readonly onChange: (place: ExamPlace) => void;
}) {
  const { t } = useWords();
  const { circuit, station, place, venues, teachers, onChange } = props;
  const named = { circuit, station: station.name };
  const benches = venues.find((one) => one.venueId === place.venueId)?.stations ?? [];
  return (
    <div className="exam-place">
      <b>{station.name === "" ? station.key : station.name}</b>
      <Select
        aria-label={t("examForm/venue", named)}
        placeholder={t("examForm/venueHint")}
        value={place.venueId}
        showSearch={{ optionFilterProp: "label" }}
        options={venues
          .filter((one) => one.state === "open")
          .map((one) => ({ value: one.venueId, label: one.name, disabled: one.cameras === 0 }))}
        onChange={(venueId) => onChange({ ...place, venueId, stationId: null })}
      />
      <Select
        aria-label={t("examForm/bench", named)}
        placeholder={t("examForm/benchHint")}
        value={place.stationId}
        allowClear
        disabled={benches.length === 0}
        options={benches.map((one) => ({ value: one.stationId, label: one.name }))}
        onChange={(stationId) => onChange({ ...place, stationId: stationId ?? null })}
      />
      <Select
        mode="multiple"
        aria-label={t("examForm/examiners", named)}
        placeholder={t("examForm/examinersHint")}
        value={place.examinerIds}
        maxCount={limits.examinersAtStation}
        showSearch={{ optionFilterProp: "label" }}
        options={teachers}
        onChange={(examinerIds: string[]) => onChange({ ...place, examinerIds })}
      />
    </div>
  );
}
