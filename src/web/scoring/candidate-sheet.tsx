import { Button, Input } from "antd";
import { useState } from "react";
import { limits } from "../../contract/limits.ts";
import {
  type Assignment,
  type ChecklistItem,
  ratingMark,
  startMark,
} from "../../contract/scoring.ts";
import { fullPoints, sheetScore } from "../../kernel/scoring/checklist-score.ts";
import { type BrokenRule, doneTimes } from "../../kernel/scoring/step-rules.ts";
import { type Standing, standingMarks } from "../../kernel/scoring/standing-marks.ts";
import { nowMs } from "../look/now.ts";
import { secondOfDay } from "../look/times.ts";
import { useWords } from "../words/index.ts";
import type { KeptMarks, SheetOf } from "./kept-marks.ts";
import { ItemRow, RatingRow } from "./item-row.tsx";
import { newId } from "./new-id.ts";
import { points } from "./points.ts";
import { ReasonDialog } from "./reason-dialog.tsx";
import { BrokenRules, ruleText } from "./rule-words.tsx";
import type { SheetFacts } from "./sheet-marks.ts";

interface Wish {
  readonly about: string;
  readonly value: number | null;
}

/** One candidate's sheet: a tap is a mark, kept on this device before it is shown. */
export function CandidateSheet(props: {
  readonly name: string;
  readonly of: SheetOf;
  readonly assignment: Assignment;
  readonly facts: SheetFacts;
  readonly kept: KeptMarks;
}) {
  const { t } = useWords();
  const { of, assignment, facts, kept } = props;
  const { automatic } = facts;
  const { checklist } = assignment;
  const standing = standingMarks(facts.marks);
  const score = sheetScore(checklist, facts.marks, automatic);
  const handedIn = facts.handIns.length > 0;
  const [asked, setAsked] = useState<Wish | null>(null);
  const put = ({ about, value }: Wish, reason: string | null) => {
    const atMs = nowMs();
    kept.keep(of, {
      markId: newId(atMs),
      about,
      value,
      after: [...(standing.get(about)?.heads ?? [])],
      saidAtMs: atMs,
      reason,
    });
  };
  const wish = (one: Wish) => {
    if (handedIn || automatic.has(one.about)) setAsked(one);
    else put(one, null);
  };
  return (
    <section className="sheet examiner-sheet" aria-label={props.name}>
      <div className="examiner-sheet-head">
        <h2>{props.name}</h2>
        <span className="number">
          {t("examinerPage/sum", {
            points: points(score.points, 1),
            full: points(fullPoints(checklist), 1),
          })}
        </span>
      </div>
      <Begin
        asked={checklist.items.some((item) => item.rules?.some((rule) => rule.itemId === null))}
        beganMs={doneTimes(facts.marks).get(startMark)}
        onBegin={() => wish({ about: startMark, value: 1 })}
      />
      <ol className="examiner-items">
        {checklist.items.map((item, at) => (
          <ItemRow
            key={item.itemId}
            item={item}
            more={
              <StepNotes
                assignment={assignment}
                item={item}
                broken={score.broken.filter((one) => one.itemId === item.itemId)}
                unjudged={score.unjudged.includes(item.itemId)}
                automatic={automatic.get(item.itemId)}
              />
            }
            number={at + 1}
            standing={standing.get(item.itemId)}
            onMark={(value) => wish({ about: item.itemId, value })}
          />
        ))}
      </ol>
      <RatingRow
        standing={standing.get(ratingMark)}
        onMark={(value) => wish({ about: ratingMark, value })}
      />
      <HandInPart
        {...{ of, facts, kept, standing }}
        left={score.missing.length}
        conflicts={score.conflicts.length}
      />
      {asked === null ? null : (
        <ReasonDialog
          onGive={(reason) => {
            put(asked, reason);
            setAsked(null);
          }}
          onClose={() => setAsked(null)}
        />
      )}
    </section>
  );
}

/** Time counts from here, where a rule of the checklist asks for it. */
function Begin(props: {
  readonly asked: boolean;
  readonly beganMs: number | undefined;
  readonly onBegin: () => void;
}) {
  const { t } = useWords();
  if (!props.asked) return null;
  return (
    <div className="examiner-item tools">
      {props.beganMs === undefined ? (
        <Button type="primary" onClick={props.onBegin}>
          {t("stepRules/begin")}
        </Button>
      ) : (
        <span className="number">{t("stepRules/began", { at: secondOfDay(props.beganMs) })}</span>
      )}
    </div>
  );
}

/** What a step asks of order and time, whether it was kept, and what a device gave. */
function StepNotes(props: {
  readonly assignment: Assignment;
  readonly item: ChecklistItem;
  readonly broken: readonly BrokenRule[];
  readonly unjudged: boolean;
  readonly automatic: number | undefined;
}) {
  const { t } = useWords();
  const { item, automatic } = props;
  const { items } = props.assignment.checklist;
  return (
    <>
      {(item.rules ?? []).map((rule, at) => (
        <p key={at} className="quiet">
          {ruleText(t, rule, items)}
        </p>
      ))}
      <BrokenRules broken={props.broken} />
      {props.unjudged ? <p className="quiet">{t("stepRules/unjudged")}</p> : null}
      {automatic === undefined ? null : (
        <p className="quiet">
          {t("deviceFiguresWords/fromDevice", { points: points(automatic, 1) })}
        </p>
      )}
    </>
  );
}

/** Words for a candidate that were typed and not handed in: another candidate may come on the screen first. */
const unsaid = new Map<string, string>();

function HandInPart(props: {
  readonly of: SheetOf;
  readonly facts: SheetFacts;
  readonly kept: KeptMarks;
  readonly standing: ReadonlyMap<string, Standing>;
  readonly left: number;
  readonly conflicts: number;
}) {
  const { t } = useWords();
  const { of, facts, kept, standing, left, conflicts } = props;
  const last = facts.handIns.at(-1);
  const sheet = `${of.assignmentId} ${of.studentId}`;
  const [remark, setShown] = useState(unsaid.get(sheet) ?? last?.remark ?? "");
  const setRemark = (text: string) => {
    unsaid.set(sheet, text);
    setShown(text);
  };
  const handIn = () => {
    const atMs = nowMs();
    const heads = [...standing.values()].flatMap((one) => one.heads);
    kept.keepHandIn(of, { handInId: newId(atMs), heads, remark: remark.trim(), saidAtMs: atMs });
  };
  const ready = left === 0 && conflicts === 0;
  return (
    <div className="examiner-end stack">
      <label>
        {t("examinerPage/remark")}
        <Input.TextArea
          value={remark}
          autoSize={{ minRows: 2, maxRows: 6 }}
          maxLength={limits.textCharacters}
          onChange={(event) => setRemark(event.target.value)}
        />
      </label>
      <div className="tools">
        <Button type="primary" size="large" disabled={!ready} onClick={handIn}>
          {t(last === undefined ? "examinerPage/handIn" : "examinerPage/again")}
        </Button>
        <span className="quiet" role="status">
          {conflicts > 0
            ? t("examinerPage/conflicts", { count: conflicts })
            : left > 0
              ? t("examinerPage/left", { count: left })
              : last === undefined
                ? ""
                : t("examinerPage/handedIn")}
        </span>
      </div>
    </div>
  );
}
