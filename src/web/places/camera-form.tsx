import { useMutation } from "@tanstack/react-query";
import { Button, Checkbox, Form, Input, Segmented, Select, Tabs } from "antd";
import { coverageKinds } from "../../contract/camera.ts";
import { limits } from "../../contract/limits.ts";
import { ask } from "../ask.ts";
import { Failure } from "../look/failure.tsx";
import { useWords } from "../words/index.ts";
import { cameraInput, emptyStream, typedStream, type TypedCamera } from "./camera-typed.ts";
import { ProbePanel } from "./probe-panel.tsx";
import { StreamFields } from "./stream-fields.tsx";
import type { CameraNow, VenueNow } from "./use-places.ts";

interface Props {
  readonly camera: CameraNow | undefined;
  readonly venues: readonly VenueNow[];
  readonly onDone: () => void;
}

function typedOf(camera: CameraNow | undefined): Partial<TypedCamera> {
  const sub = typedStream(camera, "sub");
  return {
    name: camera?.name ?? "",
    coverage: camera === undefined ? ["venue"] : [...camera.coverage],
    mode: camera?.mode ?? "lessons",
    main: typedStream(camera, "main") ?? emptyStream,
    sub: sub ?? { ...emptyStream },
    withSub: sub !== undefined,
    ...(camera === undefined
      ? {}
      : { venueId: camera.venueId, stationId: camera.stationId ?? undefined }),
  };
}

export function CameraForm(props: Props) {
  const { t } = useWords();
  const { camera } = props;
  const [form] = Form.useForm<TypedCamera>();
  const save = useMutation({
    mutationFn: (typed: TypedCamera) => {
      const body = cameraInput(typed, camera);
      return camera === undefined
        ? ask("cameras.add", { body })
        : ask("cameras.change", { params: { cameraId: camera.cameraId }, body });
    },
    onSuccess: props.onDone,
  });
  const first = typedOf(camera);
  const withSub = Form.useWatch("withSub", form) ?? first.withSub ?? false;
  return (
    <Form<TypedCamera>
      form={form}
      layout="vertical"
      initialValues={first}
      scrollToFirstError
      onFinish={(typed) => save.mutate(typed)}
    >
      <What venues={props.venues} />
      <Tabs
        items={[
          {
            key: "hand",
            label: t("places/sourceByHand"),
            children: <p className="quiet">{t("places/encrypted")}</p>,
          },
          { key: "onvif", label: t("places/sourceByOnvif"), children: <ProbePanel /> },
        ]}
      />
      <StreamFields stream="main" camera={camera} />
      <Form.Item name="withSub" valuePropName="checked">
        <Checkbox>{t("places/withSub")}</Checkbox>
      </Form.Item>
      {withSub ? <StreamFields stream="sub" camera={camera} /> : null}
      {save.isError ? <Failure error={save.error} /> : null}
      <Button type="primary" htmlType="submit" loading={save.isPending} style={{ marginTop: 8 }}>
        {t("common/save")}
      </Button>
    </Form>
  );
}

function What(props: { readonly venues: readonly VenueNow[] }) {
  const { t } = useWords();
  const required = { required: true, message: t("common/required") };
  return (
    <>
      <Form.Item label={t("places/name")} name="name" rules={[required]}>
        <Input maxLength={limits.nameCharacters} />
      </Form.Item>
      <PlaceFields venues={props.venues} />
      <Form.Item
        label={t("places/coverage")}
        name="coverage"
        rules={[{ type: "array", min: 1, message: t("refusals/coverage_missing/next") }]}
      >
        <Checkbox.Group
          options={coverageKinds.map((value) => ({ value, label: t(`terms/coverage/${value}`) }))}
        />
      </Form.Item>
      <Form.Item label={t("places/mode")} name="mode">
        <Segmented
          options={(["lessons", "continuous"] as const).map((value) => ({
            value,
            label: t(`terms/modes/${value}`),
          }))}
        />
      </Form.Item>
    </>
  );
}

function PlaceFields(props: { readonly venues: readonly VenueNow[] }) {
  const { t } = useWords();
  const form = Form.useFormInstance<TypedCamera>();
  const venueId = Form.useWatch("venueId", form);
  const stations = props.venues.find((venue) => venue.venueId === venueId)?.stations ?? [];
  return (
    <div className="stream-login">
      <Form.Item
        label={t("plan/venue")}
        name="venueId"
        rules={[{ required: true, message: t("common/required") }]}
      >
        <Select
          showSearch={{ optionFilterProp: "label" }}
          options={props.venues.map((venue) => ({ value: venue.venueId, label: venue.name }))}
          onChange={() => form.setFieldValue("stationId", undefined)}
        />
      </Form.Item>
      <Form.Item label={t("places/station")} name="stationId">
        <Select
          allowClear
          disabled={stations.length === 0}
          options={stations.map((station) => ({
            value: station.stationId,
            label: `${station.number} ${station.name}`,
          }))}
        />
      </Form.Item>
    </div>
  );
}
