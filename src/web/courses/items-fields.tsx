import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Input, InputNumber, Select } from "antd";
import type { CourseItemInput } from "../../contract/courses.ts";
import { type Scene, scenes } from "../../contract/lesson.ts";
import { limits } from "../../contract/limits.ts";
import { ask } from "../ask.ts";
import { useMay } from "../session/me.ts";
import { useWords } from "../words/index.ts";

/** What is practised in a course, line by line; a line taken out is retired. */
export function ItemsFields(props: {
  readonly items: readonly CourseItemInput[];
  readonly scene: Scene;
  readonly onChange: (items: readonly CourseItemInput[]) => void;
}) {
  const { t } = useWords();
  const { items, onChange } = props;
  const put = (at: number, part: Partial<CourseItemInput>) =>
    onChange(items.map((item, one) => (one === at ? { ...item, ...part } : item)));
  return (
    <div className="stack">
      <ol className="course-lines">
        {items.map((item, at) => (
          <ItemLine
            // An item without an identity yet has only its place.
            key={item.itemId ?? `new ${at}`}
            item={item}
            n={at + 1}
            onPut={(part) => put(at, part)}
            onRemove={() => onChange(items.filter((_, one) => one !== at))}
          />
        ))}
      </ol>
      <div>
        <Button
          icon={<PlusOutlined aria-hidden />}
          disabled={items.length >= limits.courseItems}
          onClick={() =>
            onChange([
              ...items,
              {
                itemId: null,
                code: String(items.length + 1),
                name: "",
                scene: props.scene,
                minutes: 40,
                checklistId: null,
              },
            ])
          }
        >
          {t("coursesPage/addItem")}
        </Button>
      </div>
    </div>
  );
}

function ItemLine(props: {
  readonly item: CourseItemInput;
  readonly n: number;
  readonly onPut: (part: Partial<CourseItemInput>) => void;
  readonly onRemove: () => void;
}) {
  const { t } = useWords();
  const { item, n, onPut } = props;
  return (
    <li>
      <Input
        aria-label={t("coursesPage/itemCode", { n })}
        placeholder={t("coursesPage/code")}
        value={item.code}
        maxLength={32}
        onChange={(event) => onPut({ code: event.target.value })}
      />
      <Input
        aria-label={t("coursesPage/itemName", { n })}
        placeholder={t("plan/project")}
        value={item.name}
        maxLength={limits.nameCharacters}
        onChange={(event) => onPut({ name: event.target.value })}
      />
      <Select<Scene>
        aria-label={t("coursesPage/itemScene", { n })}
        value={item.scene}
        options={scenes.map((value) => ({ value, label: t(`terms/scenes/${value}`) }))}
        onChange={(scene) => onPut({ scene })}
      />
      <InputNumber
        aria-label={t("coursesPage/itemMinutes", { n })}
        style={{ width: "100%" }}
        value={item.minutes}
        min={5}
        max={1_440}
        precision={0}
        onChange={(minutes) => onPut({ minutes: minutes ?? 40 })}
      />
      <ChecklistChoice
        n={n}
        value={item.checklistId}
        onChange={(checklistId) => onPut({ checklistId })}
      />
      <Button
        aria-label={t("coursesPage/removeItem", { n })}
        icon={<DeleteOutlined aria-hidden />}
        onClick={props.onRemove}
      />
    </li>
  );
}

function ChecklistChoice(props: {
  readonly n: number;
  readonly value: string | null;
  readonly onChange: (checklistId: string | null) => void;
}) {
  const { t } = useWords();
  const may = useMay();
  const listed = useQuery({
    queryKey: ["checklists"],
    queryFn: () => ask("checklists.list", {}),
    enabled: may("score.read"),
  });
  return (
    <Select<string>
      allowClear
      aria-label={t("coursesPage/itemChecklist", { n: props.n })}
      placeholder={t("coursesPage/noChecklist")}
      {...(props.value === null ? {} : { value: props.value })}
      options={(listed.data?.checklists ?? []).map((one) => ({
        value: one.checklistId,
        label: one.title,
      }))}
      onChange={(value: string | undefined) => props.onChange(value ?? null)}
    />
  );
}
