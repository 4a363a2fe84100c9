import { Drawer, Modal } from "antd";
import { Outlet, useLocation } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { lockPage, lockedAs } from "../session/lock.ts";
import { useMe } from "../session/me.ts";
import { useIdle } from "../session/idle.ts";
import { usePresence } from "../session/presence.ts";
import { useWords } from "../words/index.ts";
import { Search } from "./search.tsx";
import { SecretReminder } from "./secret-reminder.tsx";
import { Side } from "./side.tsx";
import { TopBar } from "./top-bar.tsx";
import "./shell.css";

/** The frame around every page of somebody who is signed in. */
export function Shell() {
  const { t } = useWords();
  const me = useMe();
  const present = usePresence();
  const [menu, setMenu] = useState(false);
  const [search, setSearch] = useState(false);
  const { pathname } = useLocation();

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
        event.preventDefault();
        setSearch((open) => !open);
      }
      if (event.ctrlKey && event.altKey && event.code === "KeyL") {
        event.preventDefault();
        lockPage(lockedAs(me), "own");
      }
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [me]);

  return (
    <div className={pathname === "/wall" ? "frame frame-wide" : "frame"}>
      <a className="skip" href="#main">
        {t("common/skip")}
      </a>
      <TopBar onMenu={() => setMenu(true)} onSearch={() => setSearch(true)} />
      <div style={{ gridColumn: "1 / -1" }}>
        {me.demonstration ? <div className="ribbon">{t("shell/demonstration")}</div> : null}
        <SecretReminder />
        {present ? null : <output className="away">{t("session/presenceLost")}</output>}
      </div>
      <div className="frame-side">
        <Side />
      </div>
      <main key={pathname} className="frame-main" id="main" tabIndex={-1}>
        <Outlet />
      </main>
      <Drawer
        open={menu}
        placement="left"
        size={248}
        onClose={() => setMenu(false)}
        title={me.institution}
        className="drawer-side"
      >
        <Side onGo={() => setMenu(false)} />
      </Drawer>
      <Search open={search} onClose={() => setSearch(false)} />
      <IdleNotice />
    </div>
  );
}

function IdleNotice() {
  const { t } = useWords();
  const me = useMe();
  const over = () => lockPage(lockedAs(me), "idle");
  const { leftSeconds, stay } = useIdle(me.idleLimitMs, over);
  return (
    <Modal
      open={leftSeconds !== null}
      title={t("lock/soon")}
      okText={t("session/stay")}
      cancelButtonProps={{ style: { display: "none" } }}
      closable={false}
      onOk={stay}
    >
      {t("lock/soonText", { seconds: leftSeconds ?? 0 })}
    </Modal>
  );
}
