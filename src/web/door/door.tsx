import { useEffect, type ReactNode } from "react";
import sealUrl from "../look/seal.svg";
import { LanguageButton, ThemeButton } from "../look/choices.tsx";
import { useWords } from "../words/index.ts";
import "./door.css";

/** The frame of everything before the shell: setup, sign-in, first change of the secret. */
export function Door(props: {
  readonly title: string;
  readonly lead: string;
  readonly demonstration?: boolean;
  readonly children: ReactNode;
}) {
  const { t } = useWords();
  const product = t("common/product");
  useEffect(() => {
    document.title = `${props.title} · ${product}`;
  }, [props.title, product]);
  return (
    <div className="door">
      <div>
        {props.demonstration === true ? (
          <div className="ribbon">{t("shell/demonstration")}</div>
        ) : null}
        <div className="door-top">
          <LanguageButton />
          <ThemeButton />
        </div>
      </div>
      <main className="door-main">
        <div className="door-sheet">
          <div className="door-brand">
            <img src={sealUrl} alt="" />
            <div>
              <b>{product}</b>
              <span>{t("common/subtitle")}</span>
            </div>
          </div>
          <h1>{props.title}</h1>
          <p className="lead">{props.lead}</p>
          {props.children}
        </div>
      </main>
      <footer className="door-foot">{t("session/signOutNote")}</footer>
    </div>
  );
}
