import { Button, InputNumber, Select } from "antd";
import { type Mask, type MaskArea, maskCovers } from "../../contract/exports.ts";
import { useWords } from "../words/index.ts";
import { SpanFields } from "./moment-fields.tsx";
import type { Span } from "./use-range.ts";

const parts = ["x", "y", "width", "height"] as const;

/** One mask in figures: where, how, and how long. */
export function MaskRow(props: {
  readonly number: number;
  readonly mask: Mask;
  readonly bounds: Span;
  readonly onChange: (mask: Mask) => void;
  readonly onRemove: () => void;
}) {
  const { t } = useWords();
  const { number, mask, bounds, onChange } = props;
  const name = t("masking/area", { number });
  return (
    <section className="mask-row" aria-label={name}>
      <div className="mask-line">
        <b>{name}</b>
        <Select<Mask["cover"]>
          aria-label={`${name} ${t("masking/cover")}`}
          value={mask.cover}
          onChange={(cover) => onChange({ ...mask, cover })}
          options={maskCovers.map((value) => ({ value, label: t(`masking/covers/${value}`) }))}
        />
        <Select<"whole" | "part">
          aria-label={`${name} ${t("masking/span")}`}
          value={mask.span === null ? "whole" : "part"}
          onChange={(how) => onChange({ ...mask, span: how === "part" ? bounds : null })}
          options={(["whole", "part"] as const).map((value) => ({
            value,
            label: t(`masking/${value}`),
          }))}
        />
        <Button danger aria-label={`${t("masking/remove")} ${number}`} onClick={props.onRemove}>
          {t("masking/remove")}
        </Button>
      </div>
      {mask.span === null ? null : (
        <SpanFields
          name={name}
          span={mask.span}
          bounds={bounds}
          onChange={(span) => onChange({ ...mask, span })}
        />
      )}
      <div className="mask-line">
        {parts.map((part) => (
          <label key={part} className="mask-number">
            <span>{t(`masking/${part}`)}</span>
            <InputNumber
              aria-label={`${name} ${t(`masking/${part}`)}`}
              min={part === "width" || part === "height" ? 1 : 0}
              max={1_000}
              value={mask.area[part]}
              onChange={(value) =>
                onChange({ ...mask, area: inPicture({ ...mask.area, [part]: value ?? 0 }) })
              }
            />
          </label>
        ))}
      </div>
    </section>
  );
}

/** Within the picture, whole thousandths. */
export function inPicture(area: MaskArea): MaskArea {
  const whole = (value: number, least: number, most: number) =>
    Math.round(Math.min(Math.max(value, least), most));
  const width = whole(area.width, 1, 1_000);
  const height = whole(area.height, 1, 1_000);
  return {
    x: whole(area.x, 0, 1_000 - width),
    y: whole(area.y, 0, 1_000 - height),
    width,
    height,
  };
}
