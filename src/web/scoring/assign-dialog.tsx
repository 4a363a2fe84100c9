import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Modal, Radio, Select } from "antd";
import { useState } from "react";
import { type PassRule, passRules } from "../../contract/scoring.ts";
import { ask } from "../ask.ts";
import { Failure } from "../look/failure.tsx";
import { queries } from "../session/queries.ts";
import { useWords } from "../words/index.ts";
import { checklistsKey } from "./checklists-page.tsx";
import { scoringKey } from "./use-kept-marks.ts";

export function AssignDialog(props: { readonly lessonId: string; readonly onClose: () => void }) {
  const { t } = useWords();
  const { lessonId } = props;
  const [checklistId, setChecklistId] = useState<string | null>(null);
  const [passRule, setPassRule] = useState<PassRule>("fixed");
  const [stationId, setStationId] = useState<string | null>(null);
  const listed = useQuery({ queryKey: checklistsKey, queryFn: () => ask("checklists.list", {}) });
  const assign = useMutation({
    mutationFn: async () =>
      checklistId === null
        ? null
        : ask("scoring.assign", {
            params: { lessonId },
            body: { checklistId, stationId, passRule },
          }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: scoringKey(lessonId) });
      props.onClose();
    },
  });
  return (
    <Modal
      open
      title={t("scoringPage/assign")}
      okText={t("scoringPage/assign")}
      okButtonProps={{ disabled: checklistId === null, loading: assign.isPending }}
      onOk={() => assign.mutate()}
      onCancel={props.onClose}
    >
      <div className="stack">
        <p>{t("scoringPage/assignText")}</p>
        <Select
          aria-label={t("checklistPages/title")}
          placeholder={t("checklistPages/title")}
          value={checklistId}
          loading={listed.isPending}
          options={(listed.data?.checklists ?? []).map((one) => ({
            value: one.checklistId,
            label: `${one.title} ${t("checklistPages/versionText", { version: one.version })}`,
          }))}
          onChange={setChecklistId}
        />
        <StationChoice lessonId={lessonId} value={stationId} onChange={setStationId} />
        {listed.data?.checklists.length === 0 ? (
          <p className="quiet">
            {t("scoringPage/noChecklists")}{" "}
            <Link to="/checklists/new">{t("scoringPage/toChecklists")}</Link>
          </p>
        ) : null}
        <Radio.Group
          aria-label={t("scoringPage/passRule")}
          value={passRule}
          options={passRules.map((rule) => ({
            value: rule,
            label: t(`scoringTerms/passRules/${rule}`),
          }))}
          onChange={(event) =>
            setPassRule(passRules.find((one) => one === event.target.value) ?? "fixed")
          }
        />
        {assign.isError ? <Failure error={assign.error} /> : null}
      </div>
    </Modal>
  );
}

/** One 工位 of the lesson's room, or all; nothing where the room has none. */
function StationChoice(props: {
  readonly lessonId: string;
  readonly value: string | null;
  readonly onChange: (stationId: string | null) => void;
}) {
  const { t } = useWords();
  const stations = useStations(props.lessonId);
  if (stations.length === 0) return null;
  return (
    <Select
      aria-label={t("scoringPage/station")}
      placeholder={t("scoringPage/allStations")}
      allowClear
      value={props.value}
      options={stations.map((one) => ({ value: one.stationId, label: one.name }))}
      onChange={(chosen) => props.onChange(chosen ?? null)}
    />
  );
}

/** 工位 of the room in which the lesson is; none where there are none. */
function useStations(lessonId: string) {
  const lesson = useQuery({
    queryKey: ["lesson", lessonId],
    queryFn: () => ask("lessons.read", { params: { lessonId } }),
  });
  const venues = useQuery({ queryKey: ["venues"], queryFn: () => ask("venues.list", {}) });
  const venueId = lesson.data?.venueId;
  return venues.data?.venues.find((one) => one.venueId === venueId)?.stations ?? [];
}
