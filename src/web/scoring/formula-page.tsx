import { Link } from "@tanstack/react-router";
import { cprFormula } from "../../kernel/scoring/cpr-formula.ts";
import { PageHead } from "../look/page-head.tsx";
import { ScrollX } from "../look/scroll.tsx";
import { useMay } from "../session/me.ts";
import { type Say, useWords } from "../words/index.ts";
import "./scoring.css";

type Line = readonly [name: string, full: string, none: string, source: string];

/** 自动评分说明: every figure of the formula with its range and source, from the very constants it scores by. */
export function FormulaPage() {
  const { t } = useWords();
  const own = useMay()("score.own");
  const how: unknown = t("formulaPage/how", { returnObjects: true });
  const steps = Array.isArray(how) ? how.map(String) : [];
  return (
    <div className="page">
      <PageHead
        title={t("formulaPage/title")}
        note={t("formulaPage/note")}
        tools={
          <Link to={own ? "/my/scores" : "/checklists"}>
            {t(own ? "shell/myScores" : "shell/checklists")}
          </Link>
        }
      />
      <div className="stack">
        <section className="sheet sheet-body">
          <h2>{t("formulaPage/version", { version: cprFormula.version })}</h2>
          <ScrollX>
            <table className="plain-table">
              <thead>
                <tr>
                  <th>{t("formulaPage/figure")}</th>
                  <th>{t("formulaPage/full")}</th>
                  <th>{t("formulaPage/none")}</th>
                  <th>{t("formulaPage/source")}</th>
                </tr>
              </thead>
              <tbody>
                {lines(t).map(([name, full, none, source]) => (
                  <tr key={name}>
                    <td>{name}</td>
                    <td className="number">{full}</td>
                    <td className="number">{none}</td>
                    <td>{source}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollX>
        </section>
        <section className="sheet sheet-body">
          <h2>{t("formulaPage/howTitle")}</h2>
          <ol>
            {steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </section>
        <section className="sheet sheet-body">
          <h2>{t("formulaPage/rightsTitle")}</h2>
          <p>{t("formulaPage/rights")}</p>
        </section>
      </div>
    </div>
  );
}

function lines(t: Say): readonly Line[] {
  const f = cprFormula;
  const between = ([from, to]: readonly [number, number]) => t("formulaPage/between", { from, to });
  const outside = ([from, to]: readonly [number, number]) => t("formulaPage/outside", { from, to });
  const ahaOwn = t("formulaPage/ahaOwn");
  const own = t("formulaPage/own");
  return [
    [t("formulaPage/rows/depth"), between(f.depthMm.full), outside(f.depthMm.none), ahaOwn],
    [
      t("formulaPage/rows/rate"),
      between(f.ratePerMinute.full),
      outside(f.ratePerMinute.none),
      ahaOwn,
    ],
    [
      t("formulaPage/rows/residual"),
      t("formulaPage/below", { to: f.residualMm.full[1] }),
      t("formulaPage/over", { to: f.residualMm.none[1] }),
      own,
    ],
    [
      t("formulaPage/rows/flow"),
      t("formulaPage/above", { from: `${f.flow.full[0] * 100}%` }),
      t("formulaPage/under", { from: `${f.flow.none[0] * 100}%` }),
      t("formulaPage/consensus"),
    ],
    [t("formulaPage/rows/pause"), String(f.pauseFromMs), "—", own],
    [t("formulaPage/rows/longPause"), String(f.pauseMostMs), "—", t("formulaPage/aha")],
    [
      t("formulaPage/rows/cycle"),
      between(f.cycleCompressions.full),
      outside(f.cycleCompressions.none),
      ahaOwn,
    ],
    [t("formulaPage/rows/breaths"), String(f.breathsOfCycle), "—", t("formulaPage/aha")],
    [
      t("formulaPage/rows/lasts"),
      between(f.breathLastsMs.full),
      outside(f.breathLastsMs.none),
      ahaOwn,
    ],
    [
      t("formulaPage/rows/volume"),
      between(f.breathVolumeMl.full),
      outside(f.breathVolumeMl.none),
      own,
    ],
  ];
}
