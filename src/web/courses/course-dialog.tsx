import { useMutation, useQuery } from "@tanstack/react-query";
import { App, Form, Input, InputNumber, Modal, Select } from "antd";
import { useState } from "react";
import type { Course, CourseInput, CourseItemInput } from "../../contract/courses.ts";
import { activityFamilies, scenes } from "../../contract/lesson.ts";
import { limits } from "../../contract/limits.ts";
import { ask } from "../ask.ts";
import { Failure } from "../look/failure.tsx";
import { queries } from "../session/queries.ts";
import { useWords } from "../words/index.ts";
import { ItemsFields } from "./items-fields.tsx";

type Own = Omit<CourseInput, "items">;

const fresh: Own = {
  code: "",
  name: "",
  department: "",
  family: "clinical-skills",
  scene: "skills-practice",
  hours: 2,
  teacherId: null,
};

function itemsOf(course: Course | null): CourseItemInput[] {
  return (course?.items ?? [])
    .filter((item) => item.state === "active")
    .map(({ itemId, code, name, scene, minutes, checklistId }) => ({
      itemId,
      code,
      name,
      scene,
      minutes,
      checklistId,
    }));
}

function ownOf(course: Course): Own {
  const { code, name, department, family, scene, hours, teacherId } = course;
  return { code, name, department, family, scene, hours, teacherId };
}

/** A course with its items; saving makes the next version. */
export function CourseDialog(props: {
  readonly course: Course | null;
  readonly onClose: () => void;
}) {
  const { t } = useWords();
  const { message } = App.useApp();
  const { course, onClose } = props;
  const [form] = Form.useForm<Own>();
  const [items, setItems] = useState<readonly CourseItemInput[]>(() => itemsOf(course));
  const save = useMutation({
    mutationFn: (typed: Own) => {
      const input = { ...typed, teacherId: typed.teacherId ?? null, items: [...items] };
      return course === null
        ? ask("courses.add", { body: input })
        : ask("courses.change", {
            params: { courseId: course.courseId },
            body: { version: course.version, course: input },
          });
    },
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ["courses"] });
      void message.success(t("coursesPage/saved"));
      onClose();
    },
  });
  const whole = items.every((item) => item.code.trim() !== "" && item.name.trim() !== "");
  return (
    <Modal
      open
      width={860}
      title={
        course === null
          ? t("coursesPage/newTitle")
          : t("coursesPage/changeTitle", { name: course.name })
      }
      okText={t("coursesPage/save")}
      cancelText={t("common/cancel")}
      okButtonProps={{ loading: save.isPending, disabled: !whole }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form<Own>
        form={form}
        layout="vertical"
        initialValues={course === null ? fresh : ownOf(course)}
        onFinish={(typed) => save.mutate(typed)}
      >
        <OwnFields />
      </Form>
      <h3>{t("coursesPage/items")}</h3>
      <ItemsFields items={items} onChange={setItems} scene={course?.scene ?? fresh.scene} />
      {save.isError ? <Failure error={save.error} /> : null}
    </Modal>
  );
}

function OwnFields() {
  const { t } = useWords();
  const required = { required: true, whitespace: true, message: t("common/required") };
  const teachers = useQuery({ queryKey: ["teachers"], queryFn: () => ask("teachers.list", {}) });
  return (
    <div className="form-grid">
      <Form.Item label={t("coursesPage/code")} name="code" rules={[required]}>
        <Input maxLength={32} />
      </Form.Item>
      <Form.Item label={t("coursesPage/name")} name="name" rules={[required]}>
        <Input maxLength={limits.nameCharacters} />
      </Form.Item>
      <Form.Item label={t("coursesPage/department")} name="department">
        <Input maxLength={limits.nameCharacters} />
      </Form.Item>
      <Form.Item label={t("coursesPage/family")} name="family">
        <Select
          options={activityFamilies.map((value) => ({
            value,
            label: t(`terms/families/${value}`),
          }))}
        />
      </Form.Item>
      <Form.Item label={t("coursesPage/scene")} name="scene">
        <Select options={scenes.map((value) => ({ value, label: t(`terms/scenes/${value}`) }))} />
      </Form.Item>
      <Form.Item
        label={t("coursesPage/hours")}
        name="hours"
        rules={[{ required: true, message: t("common/required") }]}
      >
        <InputNumber min={0.5} max={500} step={0.5} style={{ width: "100%" }} />
      </Form.Item>
      <Form.Item label={t("coursesPage/teacher")} name="teacherId">
        <Select
          allowClear
          showSearch={{ optionFilterProp: "label" }}
          placeholder={t("coursesPage/noTeacher")}
          options={(teachers.data?.teachers ?? []).map((teacher) => ({
            value: teacher.accountId,
            label: `${teacher.name} (${teacher.login})`,
          }))}
        />
      </Form.Item>
    </div>
  );
}
