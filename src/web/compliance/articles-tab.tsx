import { Switch } from "antd";
import { useId, useState } from "react";
import { Empty } from "../look/empty.tsx";
import { Status, type Tone } from "../look/status.tsx";
import { dayMinute } from "../look/times.ts";
import { useWords } from "../words/index.ts";
import { BoardFigures } from "./board-figures.tsx";
import { EvidenceLink } from "./evidence-link.tsx";
import { type Article, articleWord, itemWord } from "./use-compliance.ts";

const tones: Record<Article["state"], Tone> = { green: "good", red: "alarm", human: "plain" };

/** Every article: folded where nothing is wrong, open where something is. */
export function ArticlesTab(props: { readonly articles: readonly Article[] }) {
  const { t } = useWords();
  const [onlyRed, setOnlyRed] = useState(false);
  const id = useId();
  const count = (state: Article["state"]) =>
    props.articles.filter((one) => one.state === state).length;
  const shown = onlyRed ? props.articles.filter((one) => one.state === "red") : props.articles;
  const groups = [...Map.groupBy(shown, (one) => one.article)];
  return (
    <section className="stack" aria-label={t("compliance/tabs/articles")}>
      <div className="board-filter">
        <span>
          {t("compliance/counts", {
            green: count("green"),
            red: count("red"),
            human: count("human"),
          })}
        </span>
        <span>
          <Switch id={id} size="small" checked={onlyRed} onChange={setOnlyRed} />{" "}
          <label htmlFor={id}>{t("compliance/onlyRed")}</label>
        </span>
      </div>
      {groups.length === 0 ? (
        <div className="sheet">
          <Empty title={t("compliance/noRed")} next={t("compliance/noRedNext")} />
        </div>
      ) : null}
      {groups.map(([article, rows]) => (
        <Group key={`${article} ${onlyRed}`} article={article} rows={rows} />
      ))}
      <p className="quiet">{t("compliance/covers")}</p>
    </section>
  );
}

function Group(props: { readonly article: number; readonly rows: readonly Article[] }) {
  const { t } = useWords();
  const red = props.rows.filter((one) => one.state === "red").length;
  const human = props.rows.every((one) => one.state === "human");
  return (
    <details className="sheet board-article" open={red > 0}>
      <summary>
        <b>{articleWord(t, props.article)}</b>
        <span className="quiet">{t("compliance/articleRows", { n: props.rows.length })}</span>
        <Status tone={red > 0 ? "alarm" : human ? "plain" : "good"}>
          {red > 0
            ? t("compliance/articleRed", { n: red })
            : t(`compliance/states/${human ? "human" : "green"}`)}
        </Status>
      </summary>
      <ul className="rows">
        {props.rows.map((one) => (
          <Row key={one.key} article={one} />
        ))}
      </ul>
    </details>
  );
}

function Row(props: { readonly article: Article }) {
  const { t } = useWords();
  const { article } = props;
  const name = `${articleWord(t, article.article)}${itemWord(t, article.key)}`;
  const last = article.lastEvidenceAtMs;
  return (
    <li className="board-item">
      <div>
        <p className="board-asks">
          <b>{itemWord(t, article.key)}</b> {t(`compliance/articles/${article.key}/asks`)}
        </p>
        <p className="quiet">
          <span className="board-class">{t(`compliance/classes/${article.class}`)}</span>{" "}
          {t(`compliance/articles/${article.key}/does`)}
        </p>
        <BoardFigures figures={article.figures} faults={article.faults} />
      </div>
      <div className="board-state">
        <Status tone={tones[article.state]}>{t(`compliance/states/${article.state}`)}</Status>
        <span className="quiet number">
          {last === null
            ? t("compliance/noEvidence")
            : t("compliance/lastEvidence", { time: dayMinute(last) })}
        </span>
        <EvidenceLink path={article.path} word={t("compliance/evidenceLink")} of={name} />
      </div>
    </li>
  );
}
