import { ArrowUpOutlined, DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { Button, Checkbox, Input, InputNumber, Select } from "antd";
import { useState } from "react";
import { limits } from "../../contract/limits.ts";
import {
  type Checklist,
  type ChecklistInput,
  type ChecklistItem,
  checklistItemKinds,
} from "../../contract/scoring.ts";
import { fullPoints } from "../../kernel/scoring/checklist-score.ts";
import { ask } from "../ask.ts";
import { Bones, Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { PageHead } from "../look/page-head.tsx";
import { queries } from "../session/queries.ts";
import { useWords } from "../words/index.ts";
import { checklistsKey } from "./checklists-page.tsx";
import { StepExtras } from "./step-rules-form.tsx";
import "./scoring.css";

const blank: ChecklistInput = {
  title: "",
  passPercent: 60,
  items: [{ itemId: "s1", step: "", kind: "binary", points: 1, critical: false }],
};

export function NewChecklistPage() {
  return <ChecklistForm of={null} />;
}

export function ChangeChecklistPage() {
  const { t } = useWords();
  const { checklistId } = useParams({ strict: false });
  const listed = useQuery({ queryKey: checklistsKey, queryFn: () => ask("checklists.list", {}) });
  const found = listed.data?.checklists.find((one) => one.checklistId === checklistId);
  if (found !== undefined) return <ChecklistForm key={found.version} of={found} />;
  return (
    <div className="page">
      <PageHead title={t("checklistPages/editTitle")} />
      {listed.isPending ? <Bones rows={8} /> : null}
      {listed.isError ? <Failure error={listed.error} /> : null}
      {listed.data === undefined ? null : (
        <Empty
          title={t("checklistPages/empty")}
          next={<Link to="/checklists">{t("checklistPages/back")}</Link>}
        />
      )}
    </div>
  );
}

function ChecklistForm(props: { readonly of: Checklist | null }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const { of } = props;
  const [typed, setTyped] = useState<ChecklistInput>(() =>
    of === null ? blank : { title: of.title, passPercent: of.passPercent, items: of.items },
  );
  const publish = useMutation({
    mutationFn: () =>
      ask("checklists.publish", {
        body: {
          ...typed,
          of: of === null ? null : { checklistId: of.checklistId, version: of.version },
        },
      }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: checklistsKey });
      void navigate({ to: "/checklists" });
    },
  });
  const whole =
    typed.title.trim() !== "" &&
    typed.items.every((item) => item.step.trim() !== "") &&
    fullPoints(typed) > 0;
  return (
    <div className="page">
      <PageHead
        title={t(of === null ? "checklistPages/newTitle" : "checklistPages/editTitle")}
        note={
          of === null
            ? t("checklistPages/note")
            : t("checklistPages/editNote", { version: of.version + 1 })
        }
      />
      <section className="sheet sheet-body stack checklist-form">
        <Head typed={typed} onChange={(part) => setTyped({ ...typed, ...part })} />
        <Steps items={typed.items} onChange={(items) => setTyped({ ...typed, items })} />
        <p className="quiet">{t("checklistPages/criticalHint")}</p>
        {publish.isError ? <Failure error={publish.error} /> : null}
        <div className="tools">
          <Button
            type="primary"
            disabled={!whole}
            loading={publish.isPending}
            onClick={() => publish.mutate()}
          >
            {t("checklistPages/publish")}
          </Button>
          <span className="quiet">
            {whole
              ? t("checklistPages/fullNow", { points: fullPoints(typed) })
              : t("checklistPages/invalid")}
          </span>
        </div>
      </section>
      <p className="page-back">
        <Link to="/checklists">{t("checklistPages/back")}</Link>
      </p>
    </div>
  );
}

function Head(props: {
  readonly typed: ChecklistInput;
  readonly onChange: (part: Partial<ChecklistInput>) => void;
}) {
  const { t } = useWords();
  const { typed, onChange } = props;
  return (
    <div className="checklist-head">
      <label>
        {t("checklistPages/name")}
        <Input
          value={typed.title}
          maxLength={limits.nameCharacters}
          onChange={(event) => onChange({ title: event.target.value })}
        />
      </label>
      <label>
        {t("checklistPages/pass")}
        <InputNumber
          value={typed.passPercent}
          min={0}
          max={100}
          step={0.5}
          onChange={(value) => onChange({ passPercent: value ?? 0 })}
        />
      </label>
    </div>
  );
}

function Steps(props: {
  readonly items: readonly ChecklistItem[];
  readonly onChange: (items: ChecklistItem[]) => void;
}) {
  const { t } = useWords();
  const { items, onChange } = props;
  const change = (at: number, changed: ChecklistItem) =>
    onChange(items.map((item, index) => (index === at ? changed : item)));
  return (
    <fieldset className="checklist-steps">
      <legend>{t("checklistPages/steps")}</legend>
      <ol>
        {items.map((item, at) => (
          <StepRow
            key={item.itemId}
            item={item}
            number={at + 1}
            only={items.length === 1}
            others={items.filter((_, index) => index !== at)}
            onChange={(changed) => change(at, changed)}
            onUp={() => onChange(movedUp(items, at))}
            onRemove={() => onChange(items.filter((_, index) => index !== at))}
          />
        ))}
      </ol>
      <Button
        icon={<PlusOutlined aria-hidden />}
        disabled={items.length >= limits.checklistItems}
        onClick={() => onChange([...items, nextItem(items)])}
      >
        {t("checklistPages/addStep")}
      </Button>
    </fieldset>
  );
}

function StepRow(props: {
  readonly item: ChecklistItem;
  readonly number: number;
  readonly only: boolean;
  readonly others: readonly ChecklistItem[];
  readonly onChange: (item: ChecklistItem) => void;
  readonly onUp: () => void;
  readonly onRemove: () => void;
}) {
  const { t } = useWords();
  const { item, number } = props;
  const onChange = (part: Partial<ChecklistItem>) => props.onChange({ ...item, ...part });
  const named = (word: string) => `${word} ${number}`;
  return (
    <li className="checklist-step">
      <Input
        aria-label={named(t("checklistPages/step"))}
        placeholder={t("checklistPages/stepHint")}
        value={item.step}
        maxLength={limits.stepCharacters}
        onChange={(event) => onChange({ step: event.target.value })}
      />
      <Select
        aria-label={named(t("checklistPages/kind"))}
        value={item.kind}
        options={checklistItemKinds.map((kind) => ({
          value: kind,
          label: t(`scoringTerms/kinds/${kind}`),
        }))}
        onChange={(kind) => props.onChange(ofKind(item, kind))}
      />
      <InputNumber
        aria-label={named(t("checklistPages/points"))}
        value={item.points}
        min={0.5}
        max={100}
        step={0.5}
        onChange={(points) => onChange({ points: points ?? 0.5 })}
      />
      <Checkbox
        checked={item.critical}
        onChange={(event) => onChange({ critical: event.target.checked })}
      >
        {t("checklistPages/critical")}
      </Checkbox>
      <span className="checklist-step-tools">
        <Button
          type="text"
          icon={<ArrowUpOutlined aria-hidden />}
          aria-label={t("checklistPages/moveUp", { number })}
          disabled={number === 1}
          onClick={props.onUp}
        />
        <Button
          type="text"
          danger
          icon={<DeleteOutlined aria-hidden />}
          aria-label={t("checklistPages/removeStep", { number })}
          disabled={props.only}
          onClick={props.onRemove}
        />
      </span>
      <StepExtras item={item} number={number} others={props.others} onChange={props.onChange} />
    </li>
  );
}

/** Only a graded step can take its points from a device; a penalty has no rules. */
function ofKind(item: ChecklistItem, kind: ChecklistItem["kind"]): ChecklistItem {
  const { device, rules, ...rest } = item;
  return {
    ...rest,
    kind,
    ...(device === undefined || kind !== "graded" ? {} : { device }),
    ...(rules === undefined || kind === "penalty" ? {} : { rules }),
  };
}

/** An id that was never used in this checklist, as far as its items tell. */
function nextItem(items: readonly ChecklistItem[]): ChecklistItem {
  const numbers = items
    .map((item) => Number(item.itemId.replace(/^s/u, "")))
    .filter(Number.isInteger);
  return {
    itemId: `s${Math.max(0, ...numbers) + 1}`,
    step: "",
    kind: "binary",
    points: 1,
    critical: false,
  };
}

function movedUp(items: readonly ChecklistItem[], at: number): ChecklistItem[] {
  const moved = [...items];
  const [item] = moved.splice(at, 1);
  if (item !== undefined) moved.splice(at - 1, 0, item);
  return moved;
}
