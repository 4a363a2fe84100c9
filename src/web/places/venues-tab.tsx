import { useMutation } from "@tanstack/react-query";
import { Button, Form, Input, InputNumber, Modal, Segmented } from "antd";
import { useState } from "react";
import { limits } from "../../contract/limits.ts";
import { ask } from "../ask.ts";
import { AddButton } from "../look/add-button.tsx";
import { Bones, Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { RowAct } from "../look/row-act.tsx";
import { Status } from "../look/status.tsx";
import { useWords } from "../words/index.ts";
import { listed } from "../words/listed.ts";
import { placesChanged, useVenues, type VenueNow } from "./use-places.ts";

type Doing =
  | { readonly what: "add" }
  | { readonly what: "change" | "station"; readonly venue: VenueNow }
  | null;

export function VenuesTab() {
  const { t } = useWords();
  const venues = useVenues();
  const [doing, setDoing] = useState<Doing>(null);
  const add = <AddButton word={t("places/addVenue")} onClick={() => setDoing({ what: "add" })} />;
  const done = () => {
    placesChanged();
    setDoing(null);
  };
  return (
    <div className="stack">
      <div>{add}</div>
      {venues.isError ? (
        <Failure error={venues.error} onRetry={() => void venues.refetch()} />
      ) : null}
      <section className="sheet" aria-label={t("places/venues")}>
        {venues.isPending ? <Bones rows={5} /> : null}
        {venues.data?.venues.length === 0 ? (
          <Empty title={t("places/noVenues")} next={t("places/noVenuesNext")} tools={add} />
        ) : null}
        <ul className="venue-rows">
          {(venues.data?.venues ?? []).map((venue) => (
            <Row key={venue.venueId} venue={venue} onDo={(what) => setDoing({ what, venue })} />
          ))}
        </ul>
      </section>
      <Modal
        open={doing?.what === "add" || doing?.what === "change"}
        title={doing?.what === "change" ? t("places/changeVenue") : t("places/addVenue")}
        footer={null}
        destroyOnHidden
        onCancel={() => setDoing(null)}
      >
        <VenueForm venue={doing?.what === "change" ? doing.venue : undefined} onDone={done} />
      </Modal>
      <Modal
        open={doing?.what === "station"}
        title={t("places/addStation")}
        footer={null}
        destroyOnHidden
        onCancel={() => setDoing(null)}
      >
        {doing?.what === "station" ? <StationForm venue={doing.venue} onDone={done} /> : null}
      </Modal>
    </div>
  );
}

function Row(props: {
  readonly venue: VenueNow;
  readonly onDo: (what: "station" | "change") => void;
}) {
  const { t } = useWords();
  const { venue, onDo } = props;
  const stations = listed(venue.stations.map((station) => station.name));
  return (
    <li>
      <b>{venue.name}</b>
      <span className="quiet">{venue.area}</span>
      <span>
        <Status tone={venue.state === "open" ? "good" : "plain"}>
          {t(`terms/venueStates/${venue.state}`)}
        </Status>{" "}
        <span className="quiet">
          {t("places/cameraCount", { n: venue.cameras })} ·{" "}
          {t("places/stations", { n: venue.stations.length })}
          {stations === "" ? "" : `: ${stations}`}
        </span>
      </span>
      <span style={{ display: "flex", gap: 6 }}>
        <RowAct word={t("places/addStation")} row={venue.name} onClick={() => onDo("station")} />
        <RowAct word={t("common/change")} row={venue.name} onClick={() => onDo("change")} />
      </span>
    </li>
  );
}

interface TypedVenue {
  readonly name: string;
  readonly area: string;
  readonly state: VenueNow["state"];
}

function VenueForm(props: { readonly venue: VenueNow | undefined; readonly onDone: () => void }) {
  const { t } = useWords();
  const { venue } = props;
  const save = useMutation({
    mutationFn: (typed: TypedVenue) => {
      const area = typed.area ?? "";
      return venue === undefined
        ? ask("venues.add", { body: { name: typed.name, area } })
        : ask("venues.change", {
            params: { venueId: venue.venueId },
            body: { name: typed.name, area, state: typed.state },
          });
    },
    onSuccess: props.onDone,
  });
  return (
    <Form<TypedVenue>
      layout="vertical"
      initialValues={venue ?? { name: "", area: "", state: "open" }}
      onFinish={(typed) => save.mutate(typed)}
    >
      <Form.Item
        label={t("places/name")}
        name="name"
        extra={t("places/venueHint")}
        rules={[{ required: true, message: t("common/required") }]}
      >
        <Input maxLength={limits.nameCharacters} />
      </Form.Item>
      <Form.Item label={t("places/area")} name="area" extra={t("places/areaHint")}>
        <Input maxLength={limits.nameCharacters} />
      </Form.Item>
      {venue === undefined ? null : (
        <Form.Item label={t("common/state")} name="state">
          <Segmented
            options={(["open", "closed"] as const).map((value) => ({
              value,
              label: t(`terms/venueStates/${value}`),
            }))}
          />
        </Form.Item>
      )}
      {save.isError ? <Failure error={save.error} /> : null}
      <Button type="primary" htmlType="submit" loading={save.isPending}>
        {t("common/save")}
      </Button>
    </Form>
  );
}

function StationForm(props: { readonly venue: VenueNow; readonly onDone: () => void }) {
  const { t } = useWords();
  const { venue } = props;
  const next = Math.max(0, ...venue.stations.map((station) => station.number)) + 1;
  const save = useMutation({
    mutationFn: (body: { readonly name: string; readonly number: number }) =>
      ask("stations.add", { params: { venueId: venue.venueId }, body }),
    onSuccess: props.onDone,
  });
  return (
    <Form
      layout="vertical"
      initialValues={{ number: next, name: "" }}
      onFinish={(typed: { readonly name: string; readonly number: number }) => save.mutate(typed)}
    >
      <p className="quiet">{venue.name}</p>
      <Form.Item
        label={t("places/stationNumber")}
        name="number"
        rules={[{ required: true, message: t("common/required") }]}
      >
        <InputNumber min={1} max={999} />
      </Form.Item>
      <Form.Item
        label={t("places/name")}
        name="name"
        rules={[{ required: true, message: t("common/required") }]}
      >
        <Input maxLength={limits.nameCharacters} />
      </Form.Item>
      {save.isError ? <Failure error={save.error} /> : null}
      <Button type="primary" htmlType="submit" loading={save.isPending}>
        {t("common/save")}
      </Button>
    </Form>
  );
}
