import { useQuery } from "@tanstack/react-query";
import { Button, Checkbox, DatePicker, Form, Input, InputNumber, Select } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import {
  activityFamilies,
  mustRecordScenes,
  scenes,
  type Sensitivity,
  sensitivities,
} from "../../contract/lesson.ts";
import { limits } from "../../contract/limits.ts";
import type { LessonInput } from "../../contract/routes/lessons.ts";
import { isAbove } from "../../kernel/sensitivity.ts";
import { ask, type Answer } from "../ask.ts";
import { Failure } from "../look/failure.tsx";
import { nowMs } from "../look/now.ts";
import { day, instantOf, minuteOfDay } from "../look/times.ts";
import { useWords } from "../words/index.ts";
import { listed } from "../words/listed.ts";
import { usePeriods } from "../timetable/use-periods.ts";
import {
  ActivityField,
  ExternalFields,
  type ExternalTyped,
  externalOf,
  externalTyped,
} from "./external-fields.tsx";
import { LibraryField } from "./library-field.tsx";
import { RepeatFields, type RepeatTyped, weeksOf } from "./repeat-fields.tsx";
import { StudentFields, seatsOf } from "./student-fields.tsx";
import { parseGroups, parseNames, printGroups, strangers, typedTime } from "./plan-text.ts";
import type { LessonNow } from "./use-lessons.ts";

interface Typed extends ExternalTyped, RepeatTyped {
  readonly courseId?: string | null;
  readonly itemId?: string | null;
  readonly project: string;
  readonly course: string;
  readonly date: Dayjs;
  readonly start: string;
  readonly end: string;
  readonly hours: number;
  readonly audiences: string[];
  readonly roster: string;
  readonly groups: string;
  readonly teacherIds: string[];
  readonly venueId: string;
  readonly activity: LessonInput["activity"];
  readonly family: LessonInput["family"];
  readonly scene: LessonInput["scene"];
  readonly recording: boolean;
  readonly sensitivity: Sensitivity;
  readonly studentIds?: string[];
  readonly seats?: Record<string, string | undefined>;
}

type Seats = Answer<"lessons.seats">["seats"];

/** Where a cell of the timetable was chosen. */
export interface Slot {
  readonly venue?: string | undefined;
  readonly teacher?: string | undefined;
  readonly day?: string | undefined;
  readonly start?: string | undefined;
  readonly end?: string | undefined;
}

interface Props {
  readonly lesson?: LessonNow;
  readonly slot?: Slot;
  readonly seats?: Seats;
  readonly busy: boolean;
  readonly error: unknown;
  /** `weeks`: in how many weeks after its own it comes, where it comes weekly. */
  readonly onSubmit: (lesson: LessonInput, weeks: number[] | undefined) => void;
}

function typedOf(lesson: LessonNow | undefined, seats: Seats, slot: Slot): Partial<Typed> {
  if (lesson === undefined) {
    return {
      ...(slot.venue === undefined ? {} : { venueId: slot.venue }),
      ...(slot.teacher === undefined ? {} : { teacherIds: [slot.teacher] }),
      date: dayjs(slot.day ?? day(nowMs())),
      start: slot.start ?? "08:30",
      end: slot.end ?? "10:00",
      weekly: false,
      // A cell of the timetable is one period.
      hours: slot.start === undefined ? 2 : 1,
      activity: "daily-teaching",
      family: "clinical-skills",
      scene: "skills-practice",
      recording: true,
      sensitivity: "ordinary",
      roster: "",
      groups: "",
    };
  }
  return {
    ...lesson,
    ...externalTyped(lesson),
    date: dayjs(day(lesson.startMs)),
    start: minuteOfDay(lesson.startMs),
    end: minuteOfDay(lesson.endMs),
    roster: lesson.roster.join("\n"),
    groups: printGroups(lesson.groups),
    teacherIds: lesson.teachers.map((teacher) => teacher.accountId),
    studentIds: seats.map((seat) => seat.accountId),
    seats: Object.fromEntries(
      seats.map(({ accountId, stationId }) => [accountId, stationId ?? undefined]),
    ),
  };
}

function inputOf(typed: Typed): LessonInput {
  const { date, start, end, roster, groups, project, course, hours } = typed;
  const { audiences, teacherIds, venueId, activity, family, scene, sensitivity } = typed;
  const dayText = date.format("YYYY-MM-DD");
  return {
    project,
    course,
    hours,
    audiences,
    teacherIds,
    venueId,
    activity,
    family,
    scene,
    sensitivity,
    external: externalOf(typed),
    courseId: typed.courseId ?? null,
    itemId: typed.itemId ?? null,
    recording: mustRecord(typed.scene) || typed.recording,
    startMs: instantOf(dayText, start),
    endMs: instantOf(dayText, end),
    roster: parseNames(roster ?? ""),
    groups: parseGroups(groups ?? "") ?? [],
    studentIds: typed.studentIds ?? [],
    seats: seatsOf(typed),
  };
}

function mustRecord(scene: LessonInput["scene"] | undefined): boolean {
  return mustRecordScenes.some((one) => one === scene);
}

/** Everything S0-5.3.1 asks for; what the house refuses is explained above the button. */
export function PlanForm(props: Props) {
  const { t } = useWords();
  const [form] = Form.useForm<Typed>();
  const termStart = usePeriods().data?.termStart ?? null;
  return (
    <Form<Typed>
      form={form}
      layout="vertical"
      className="sheet form-sheet"
      initialValues={typedOf(props.lesson, props.seats ?? [], props.slot ?? {})}
      scrollToFirstError
      onFinish={(typed) => props.onSubmit(inputOf(typed), weeksOf(typed, termStart))}
    >
      <What now={props.lesson?.sensitivity ?? "ordinary"} />
      <Where />
      {props.lesson === undefined ? <RepeatFields /> : null}
      <Who />
      <div className="sheet-body stack">
        {props.error === null ? null : <Failure error={props.error} />}
        <div>
          <Button type="primary" htmlType="submit" loading={props.busy}>
            {t("plan/save")}
          </Button>
        </div>
      </div>
    </Form>
  );
}

/** Only ever raised here; lowering is signed on the lesson's page (S3-Q2). */
function SensitivityField(props: { readonly now: Sensitivity }) {
  const { t } = useWords();
  const lowered = props.now !== "ordinary";
  return (
    <Form.Item
      label={t("labels/title")}
      name="sensitivity"
      extra={lowered ? t("labels/notLower") : t("labels/hint")}
    >
      <Select
        options={sensitivities.map((value) => ({
          value,
          label: t(`sensitivityWords/${value}`),
          disabled: isAbove(props.now, value),
        }))}
      />
    </Form.Item>
  );
}

function What(props: { readonly now: Sensitivity }) {
  const { t } = useWords();
  const required = { required: true, message: t("common/required") };
  return (
    <>
      <h2>{t("plan/what")}</h2>
      <div className="sheet-body form-grid">
        <LibraryField />
        <Form.Item label={t("plan/project")} name="project" rules={[required]}>
          <Input maxLength={limits.nameCharacters} />
        </Form.Item>
        <Form.Item label={t("plan/course")} name="course" rules={[required]}>
          <Input maxLength={limits.nameCharacters} />
        </Form.Item>
        <ActivityField />
        <ExternalFields />
        <Form.Item label={t("plan/family")} name="family" rules={[required]}>
          <Select
            options={activityFamilies.map((value) => ({
              value,
              label: t(`terms/families/${value}`),
            }))}
          />
        </Form.Item>
        <Form.Item label={t("plan/scene")} name="scene" rules={[required]}>
          <Select options={scenes.map((value) => ({ value, label: t(`terms/scenes/${value}`) }))} />
        </Form.Item>
        <RecordingField />
        <SensitivityField now={props.now} />
      </div>
    </>
  );
}

function Where() {
  const { t } = useWords();
  const required = { required: true, message: t("common/required") };
  const time = { pattern: /^([01]\d|2[0-3]):[0-5]\d$/, message: "HH:MM" };
  return (
    <>
      <h2>{t("plan/where")}</h2>
      <div className="sheet-body form-grid">
        <Form.Item label={t("plan/date")} name="date" rules={[required]}>
          <DatePicker style={{ width: "100%" }} allowClear={false} />
        </Form.Item>
        <Form.Item
          label={t("plan/start")}
          name="start"
          normalize={typedTime}
          rules={[required, time]}
        >
          <Input inputMode="numeric" maxLength={5} placeholder="08:30" />
        </Form.Item>
        <Form.Item
          normalize={typedTime}
          label={t("plan/end")}
          name="end"
          dependencies={["start"]}
          rules={[
            required,
            time,
            ({ getFieldValue }) => ({
              validator: (_, value: unknown) =>
                String(value) > String(getFieldValue("start"))
                  ? Promise.resolve()
                  : Promise.reject(new Error(t("plan/spanWrong"))),
            }),
          ]}
        >
          <Input inputMode="numeric" maxLength={5} placeholder="10:00" />
        </Form.Item>
        <Form.Item label={t("plan/hours")} name="hours" rules={[required]}>
          <InputNumber min={0.5} max={24} step={0.5} style={{ width: "100%" }} />
        </Form.Item>
        <VenueField />
        <TeachersField />
      </div>
    </>
  );
}

function Who() {
  const { t } = useWords();
  const required = { required: true, message: t("common/required") };
  return (
    <>
      <h2>{t("plan/who")}</h2>
      <div className="sheet-body form-grid">
        <Form.Item
          className="whole"
          label={t("plan/audiences")}
          name="audiences"
          extra={t("plan/audiencesHint")}
          rules={[required]}
        >
          <Select mode="tags" tokenSeparators={[",", "，", "、"]} open={false} suffixIcon={null} />
        </Form.Item>
        <Form.Item label={t("plan/roster")} name="roster" extra={t("plan/rosterHint")}>
          <Input.TextArea rows={6} />
        </Form.Item>
        <Form.Item
          label={t("plan/groups")}
          name="groups"
          extra={t("plan/groupsHint")}
          dependencies={["roster"]}
          rules={[
            ({ getFieldValue }) => ({
              validator: (_, value: string | undefined) => {
                const groups = parseGroups(value ?? "");
                if (groups === undefined) return Promise.reject(new Error(t("plan/groupWrong")));
                const names = strangers(groups, parseNames(String(getFieldValue("roster") ?? "")));
                return names.length === 0
                  ? Promise.resolve()
                  : Promise.reject(new Error(t("plan/groupUnknown", { names: listed(names) })));
              },
            }),
          ]}
        >
          <Input.TextArea rows={6} />
        </Form.Item>
        <StudentFields />
      </div>
    </>
  );
}

/** The seven scenes cannot be set to no recording: the box is locked and says why. */
function RecordingField() {
  const { t } = useWords();
  const form = Form.useFormInstance<Typed>();
  const scene = Form.useWatch("scene", form);
  const locked = mustRecord(scene);
  return (
    <Form.Item label={t("plan/recording")} extra={locked ? t("plan/recordingLocked") : undefined}>
      {locked ? (
        <Checkbox checked disabled>
          {t("plan/recordingOn")}
        </Checkbox>
      ) : (
        <Form.Item name="recording" valuePropName="checked" noStyle>
          <Checkbox>{t("plan/recordingOn")}</Checkbox>
        </Form.Item>
      )}
    </Form.Item>
  );
}

function VenueField() {
  const { t } = useWords();
  const venues = useQuery({ queryKey: ["venues"], queryFn: () => ask("venues.list", {}) });
  const open = (venues.data?.venues ?? []).filter((venue) => venue.state === "open");
  return (
    <Form.Item
      label={t("plan/venue")}
      name="venueId"
      rules={[{ required: true, message: t("common/required") }]}
    >
      <Select
        showSearch={{ optionFilterProp: "label" }}
        loading={venues.isPending}
        options={open.map((venue) => ({
          value: venue.venueId,
          label: venue.cameras === 0 ? `${venue.name} (${t("plan/venueNone")})` : venue.name,
        }))}
      />
    </Form.Item>
  );
}

function TeachersField() {
  const { t } = useWords();
  const teachers = useQuery({ queryKey: ["teachers"], queryFn: () => ask("teachers.list", {}) });
  return (
    <Form.Item
      label={t("plan/teachers")}
      name="teacherIds"
      extra={t("plan/teachersHint")}
      rules={[{ required: true, message: t("common/required") }]}
    >
      <Select
        mode="multiple"
        showSearch={{ optionFilterProp: "label" }}
        loading={teachers.isPending}
        options={(teachers.data?.teachers ?? []).map((teacher) => ({
          value: teacher.accountId,
          label: `${teacher.name} (${teacher.login})`,
        }))}
      />
    </Form.Item>
  );
}
