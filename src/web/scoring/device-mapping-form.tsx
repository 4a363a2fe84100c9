import { Select } from "antd";
import type { DeviceMapping } from "../../contract/device-scores.ts";
import { useWords } from "../words/index.ts";

type DeviceUnit = DeviceMapping["timeUnit" | "depthUnit" | "lastsUnit"];

const columns = ["time", "kind", "depth", "residual", "hand", "volume", "lasts"] as const;
const needed = new Set<string>(["time", "depth"]);

/** Which column of this manikin's export says what; guessed by name, confirmed by a person. */
export function DeviceMappingForm(props: {
  readonly headings: readonly string[];
  readonly mapping: DeviceMapping;
  readonly onChange: (mapping: DeviceMapping) => void;
}) {
  const { t } = useWords();
  const { headings, mapping, onChange } = props;
  const options = headings.map((one) => ({ value: one, label: one }));
  const none = { value: "", label: t("deviceImport/none") };
  return (
    <fieldset className="checklist-steps">
      <legend>{t("deviceImport/mapping")}</legend>
      <p className="quiet">{t("deviceImport/mappingNote")}</p>
      <div className="device-mapping">
        {columns.map((what) => (
          <label key={what}>
            {t(`deviceTerms/columns/${what}`)}
            <Select
              aria-label={t(`deviceTerms/columns/${what}`)}
              value={mapping.columns[what] ?? ""}
              options={needed.has(what) ? options : [none, ...options]}
              onChange={(heading) =>
                onChange({
                  ...mapping,
                  columns: { ...mapping.columns, [what]: heading === "" ? null : heading },
                })
              }
            />
          </label>
        ))}
        <Unit
          name={t("deviceImport/timeUnit")}
          value={mapping.timeUnit}
          units={["s", "ms", "clock"] as const}
          onChange={(timeUnit) => onChange({ ...mapping, timeUnit })}
        />
        <Unit
          name={t("deviceImport/depthUnit")}
          value={mapping.depthUnit}
          units={["mm", "cm"] as const}
          onChange={(depthUnit) => onChange({ ...mapping, depthUnit })}
        />
        <Unit
          name={t("deviceImport/lastsUnit")}
          value={mapping.lastsUnit}
          units={["s", "ms"] as const}
          onChange={(lastsUnit) => onChange({ ...mapping, lastsUnit })}
        />
      </div>
    </fieldset>
  );
}

function Unit<U extends DeviceUnit>(props: {
  readonly name: string;
  readonly value: U;
  readonly units: readonly U[];
  readonly onChange: (unit: U) => void;
}) {
  const { t } = useWords();
  const words: Readonly<Record<DeviceUnit, string>> = {
    s: t("deviceImport/units/s"),
    ms: t("deviceImport/units/ms"),
    clock: t("deviceImport/units/clock"),
    mm: t("deviceImport/units/mm"),
    cm: t("deviceImport/units/cm"),
  };
  return (
    <label>
      {props.name}
      <Select<U>
        aria-label={props.name}
        value={props.value}
        options={props.units.map((unit) => ({ value: unit, label: words[unit] }))}
        onChange={props.onChange}
      />
    </label>
  );
}
