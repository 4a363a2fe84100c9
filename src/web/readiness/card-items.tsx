import type { CardItem, CardLook, CardRemark } from "../../contract/readiness.ts";
import { Status } from "../look/status.tsx";
import { TextField } from "../look/text-field.tsx";
import { Watermark } from "../look/watermark.tsx";
import { useMark } from "../wall/use-mark.ts";
import { useWords } from "../words/index.ts";
import { type ReadinessNow, checkTones, itemText } from "./use-readiness.ts";
import "./readiness.css";

/** What is said of an item, by what it is about. */
export const aboutOf = (item: Pick<CardItem, "check" | "cameraId">): string =>
  `${item.cameraId ?? "house"} ${item.check}`;

export type Remarks = ReadonlyMap<string, string>;

interface Shown {
  readonly look: CardLook;
  readonly cameras: ReadinessNow["cameras"];
  /** Pictures of just now; none on a card that was signed before. */
  readonly images: ReadonlyMap<string, string>;
  /** Given: what is bad asks for a word. */
  readonly onRemark?: (item: CardItem, text: string) => void;
  readonly remarks: Remarks;
}

/** Every camera with its picture and what was measured, then the house. */
export function CardItems(props: Shown) {
  const { t } = useWords();
  const { look, cameras } = props;
  const house = look.items.filter((item) => item.cameraId === null);
  return (
    <div className="card-cameras">
      {cameras.map((camera) => (
        <section
          key={camera.cameraId}
          className="card-camera"
          aria-label={`${camera.label} ${camera.name}`}
        >
          <h3>
            <span className="number">{camera.label}</span> {camera.name}
          </h3>
          <CardPicture {...props} camera={camera} />
          <ItemList
            {...props}
            items={look.items.filter((item) => item.cameraId === camera.cameraId)}
          />
        </section>
      ))}
      <section className="card-camera" aria-label={t("readinessPage/house")}>
        <h3>{t("readinessPage/house")}</h3>
        <ItemList {...props} items={house} />
      </section>
    </div>
  );
}

function CardPicture(props: Shown & { readonly camera: ReadinessNow["cameras"][number] }) {
  const { t } = useWords();
  const { mark } = useMark();
  const { camera, images } = props;
  if (images.size === 0 && props.onRemark === undefined) return null;
  const jpeg = images.get(camera.cameraId);
  if (jpeg === undefined || mark === undefined)
    return <p className="card-nothing quiet">{t("readinessPage/noPicture")}</p>;
  return (
    <div className="snapshot card-picture" data-mark-ground>
      <img
        src={`data:image/jpeg;base64,${jpeg}`}
        alt={t("readinessPage/pictureOf", { name: `${camera.label} ${camera.name}` })}
      />
      <Watermark {...mark} />
    </div>
  );
}

function ItemList(props: Shown & { readonly items: readonly CardItem[] }) {
  const { t } = useWords();
  const { items, remarks, onRemark } = props;
  const off = items.find((item) => item.check === "live" && item.state === "bad")?.cause ?? null;
  return (
    <ul className="card-items">
      {items.map((item) => {
        const name = t(`readinessTerms/checks/${item.check}`);
        const said = remarks.get(aboutOf(item)) ?? "";
        return (
          <li key={item.check} className={`card-item card-${item.state}`}>
            <span className="card-check">{name}</span>
            <Status tone={checkTones[item.state]}>
              {t(`readinessTerms/states/${item.state}`)}
            </Status>
            <small className="quiet">
              {/* A camera that is off says so once. */}
              {item.state === "unknown" && item.cause === off ? "" : itemText(t, item)}
            </small>
            {item.state !== "bad" ? null : onRemark === undefined ? (
              <p className="card-said">{said}</p>
            ) : (
              <TextField
                required
                label={t("readinessPage/remark", { item: name })}
                value={said}
                onChange={(text) => onRemark(item, text)}
              />
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** Remarks as they are sent: what nothing was written to is not there. */
export function remarksOf(items: readonly CardItem[], remarks: Remarks): CardRemark[] {
  return items.flatMap((item) => {
    const text = (remarks.get(aboutOf(item)) ?? "").trim();
    return text === "" ? [] : [{ check: item.check, cameraId: item.cameraId, text }];
  });
}
