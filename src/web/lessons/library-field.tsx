import { Form, Input, Select } from "antd";
import type { Course } from "../../contract/courses.ts";
import type { LessonInput } from "../../contract/routes/lessons.ts";
import { useCourses } from "../courses/use-courses.ts";
import { useWords } from "../words/index.ts";
import { minutesLater } from "./plan-text.ts";

/** What a choice from the library brings into the form. */
export interface LibraryTyped {
  readonly courseId?: string | null;
  readonly itemId?: string | null;
  readonly project: string;
  readonly course: string;
  readonly family: LessonInput["family"];
  readonly scene: LessonInput["scene"];
  readonly hours: number;
  readonly start: string;
  readonly end: string;
  readonly teacherIds: string[];
}

function choicesOf(courses: readonly Course[]) {
  return courses
    .filter((course) => course.state === "active")
    .map((course) => ({
      label: `${course.code} ${course.name}`,
      options: [
        { value: course.courseId, label: `${course.code} ${course.name}` },
        ...course.items
          .filter((item) => item.state === "active")
          .map((item) => ({
            value: `${course.courseId}/${item.itemId}`,
            label: `${item.code} ${item.name} · ${course.name}`,
          })),
      ],
    }));
}

/** A course or item of the library; what it brings may still be typed over. */
export function LibraryField() {
  const { t } = useWords();
  const form = Form.useFormInstance<LibraryTyped>();
  const courseId = Form.useWatch("courseId", { form, preserve: true }) ?? null;
  const itemId = Form.useWatch("itemId", { form, preserve: true }) ?? null;
  const found = useCourses();
  const courses = found.data?.courses ?? [];
  const choose = (value: string | undefined) => {
    const [chosenId, chosenItemId] = (value ?? "").split("/");
    const course = courses.find((one) => one.courseId === chosenId);
    if (course === undefined) {
      form.setFieldsValue({ courseId: null, itemId: null });
      return;
    }
    form.setFieldsValue(broughtBy(course, chosenItemId, form.getFieldsValue()));
  };
  const value =
    courseId === null ? undefined : itemId === null ? courseId : `${courseId}/${itemId}`;
  const listed = courses.some((one) => one.courseId === courseId);
  return (
    <>
      <Form.Item name="courseId" hidden>
        <Input />
      </Form.Item>
      <Form.Item name="itemId" hidden>
        <Input />
      </Form.Item>
      <Form.Item label={t("coursesPage/choice")} extra={t("coursesPage/choiceHint")}>
        <Select<string>
          allowClear
          showSearch={{ optionFilterProp: "label" }}
          loading={found.isPending}
          aria-label={t("coursesPage/choice")}
          placeholder={t("coursesPage/choice")}
          notFoundContent={t("coursesPage/choiceNone")}
          {...(value === undefined || !listed ? {} : { value })}
          options={choicesOf(courses)}
          onChange={(chosen: string | undefined) => choose(chosen)}
        />
      </Form.Item>
    </>
  );
}

function broughtBy(
  course: Course,
  itemId: string | undefined,
  typed: LibraryTyped,
): Partial<LibraryTyped> {
  const item = course.items.find((one) => one.itemId === itemId);
  const nobody = (typed.teacherIds ?? []).length === 0;
  return {
    courseId: course.courseId,
    itemId: item?.itemId ?? null,
    course: course.name,
    family: course.family,
    scene: item?.scene ?? course.scene,
    ...(course.teacherId !== null && nobody ? { teacherIds: [course.teacherId] } : {}),
    ...(item === undefined
      ? {}
      : {
          project: item.name,
          end: minutesLater(typed.start, item.minutes),
          hours: Math.min(24, Math.max(0.5, Math.round(item.minutes / 22.5) / 2)),
        }),
  };
}
