import { useQuery } from "@tanstack/react-query";
import { Form, Select } from "antd";
import { ask } from "../ask.ts";
import { useWords } from "../words/index.ts";

export interface StudentsTyped {
  readonly venueId: string;
  readonly studentIds?: string[];
  /** Station by student; a student without one has no replay of the own. */
  readonly seats?: Record<string, string | undefined>;
}

/** Stations typed for students who take part. */
export function seatsOf(typed: StudentsTyped): { accountId: string; stationId: string }[] {
  const taking = new Set(typed.studentIds ?? []);
  return Object.entries(typed.seats ?? {}).flatMap(([accountId, stationId]) =>
    stationId === undefined || !taking.has(accountId) ? [] : [{ accountId, stationId }],
  );
}

/** Who of a lesson already has an account and a seat. */
export function useSeats(lessonId: string) {
  return useQuery({
    queryKey: ["seats", lessonId],
    queryFn: () => ask("lessons.seats", { params: { lessonId } }),
    staleTime: 0,
  });
}

/** Students with an account, and the station of each (S0-9.1d, C-34). */
export function StudentFields() {
  const { t } = useWords();
  const form = Form.useFormInstance<StudentsTyped>();
  const chosen = Form.useWatch("studentIds", form) ?? [];
  const venueId = Form.useWatch("venueId", form);
  const students = useQuery({ queryKey: ["students"], queryFn: () => ask("students.list", {}) });
  const venues = useQuery({ queryKey: ["venues"], queryFn: () => ask("venues.list", {}) });
  const venue = venues.data?.venues.find((one) => one.venueId === venueId);
  const stations = (venue?.stations ?? []).map((station) => ({
    value: station.stationId,
    label: `${station.number} ${station.name}`,
  }));
  const known = students.data?.students ?? [];
  const nameOf = (accountId: string) =>
    known.find((student) => student.accountId === accountId)?.name ?? accountId;
  return (
    <>
      <Form.Item
        className="whole"
        label={t("looking/students")}
        name="studentIds"
        extra={t("looking/studentsHint")}
      >
        <Select
          mode="multiple"
          showSearch={{ optionFilterProp: "label" }}
          loading={students.isPending}
          options={known.map((student) => ({
            value: student.accountId,
            label: `${student.name} (${student.login})`,
          }))}
        />
      </Form.Item>
      {chosen.length === 0 || stations.length === 0
        ? null
        : chosen.map((accountId) => (
            <Form.Item
              key={accountId}
              label={`${t("looking/seats")}: ${nameOf(accountId)}`}
              name={["seats", accountId]}
            >
              <Select allowClear placeholder={t("looking/noSeat")} options={stations} />
            </Form.Item>
          ))}
    </>
  );
}
