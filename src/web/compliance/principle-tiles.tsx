import { useState } from "react";
import { Status } from "../look/status.tsx";
import { useWords } from "../words/index.ts";
import { listed } from "../words/listed.ts";
import { BoardFigures } from "./board-figures.tsx";
import { EvidenceLink } from "./evidence-link.tsx";
import { type Principle, checkWord } from "./use-compliance.ts";

/** Six tiles; one opens its checks below, each with the page where it is handled (S0-3a). */
export function PrincipleTiles(props: { readonly principles: readonly Principle[] }) {
  const { t } = useWords();
  const [open, setOpen] = useState<Principle["key"]>();
  const shown = props.principles.find((one) => one.key === open);
  return (
    <section className="stack" aria-label={t("compliance/principlesLabel")}>
      <div className="principle-tiles">
        {props.principles.map((one) => (
          <Tile
            key={one.key}
            principle={one}
            open={one.key === open}
            onOpen={() => setOpen(one.key === open ? undefined : one.key)}
          />
        ))}
      </div>
      {shown === undefined ? null : <Checks principle={shown} />}
    </section>
  );
}

function Tile(props: {
  readonly principle: Principle;
  readonly open: boolean;
  readonly onOpen: () => void;
}) {
  const { t } = useWords();
  const { key, state, checks } = props.principle;
  const red = checks.filter((check) => check.state === "red");
  return (
    <button
      type="button"
      className={`principle-tile principle-${state}`}
      aria-expanded={props.open}
      onClick={props.onOpen}
    >
      <b>{t(`compliance/principles/${key}`)}</b>
      <Status tone={state === "green" ? "good" : "alarm"}>
        {state === "green" ? t("compliance/good") : t("compliance/bad", { n: red.length })}
      </Status>
      <span className="quiet">
        {listed((red.length === 0 ? checks : red).map((check) => checkWord(t, check.key)))}
      </span>
    </button>
  );
}

function Checks(props: { readonly principle: Principle }) {
  const { t } = useWords();
  const { key, checks } = props.principle;
  const name = t(`compliance/principles/${key}`);
  const ordered = checks.toSorted((a, b) => Number(b.state === "red") - Number(a.state === "red"));
  return (
    <div className="sheet">
      <h2>{t("compliance/checksOf", { name })}</h2>
      <ul className="rows">
        {ordered.map((check) => (
          <li key={check.key} className="board-row">
            <Status tone={check.state === "green" ? "good" : "alarm"}>
              {checkWord(t, check.key)}
            </Status>
            <BoardFigures figures={check.figures} faults={check.faults} />
            <EvidenceLink
              path={check.path}
              word={t("compliance/handle")}
              of={checkWord(t, check.key)}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}
