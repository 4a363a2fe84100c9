import {
  LockOutlined,
  LogoutOutlined,
  MenuOutlined,
  SearchOutlined,
  UserOutlined,
} from "@ant-design/icons";
import { Button, Popover, Tooltip } from "antd";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { LanguageButton, ThemeButton } from "../look/choices.tsx";
import sealUrl from "../look/seal.svg";
import { dayMinute } from "../look/times.ts";
import { Bell } from "../requests/bell.tsx";
import { lockPage, lockedAs } from "../session/lock.ts";
import { useMe } from "../session/me.ts";
import { useSignOut } from "../session/sign-out.ts";
import { useWords } from "../words/index.ts";

export function TopBar(props: { readonly onMenu: () => void; readonly onSearch: () => void }) {
  const { t } = useWords();
  const me = useMe();
  return (
    <header className="frame-top">
      <Button
        className="frame-menu"
        type="text"
        icon={<MenuOutlined aria-hidden />}
        aria-label={t("shell/menu")}
        onClick={props.onMenu}
      />
      <Link
        to="/"
        className="frame-brand"
        aria-label={`${t("common/product")} · ${t("shell/home")}`}
      >
        <img src={sealUrl} alt="" />
        <b>{t("common/product")}</b>
      </Link>
      <span className="frame-house" title={me.institution}>
        {me.institution}
      </span>
      <div className="frame-tools">
        <Button
          className="frame-search"
          icon={<SearchOutlined aria-hidden />}
          onClick={props.onSearch}
          aria-keyshortcuts="Control+K"
        >
          <span className="words">{t("shell/search")}</span>
          <span className="keys-hint" data-keys="Ctrl K" aria-hidden />
        </Button>
        <Bell />
        <LanguageButton />
        <ThemeButton />
        <LockButton />
        <Who />
      </div>
    </header>
  );
}

/** One key, one click: the picture is gone and the sign-in stays (S0-13d). */
function LockButton() {
  const { t } = useWords();
  const me = useMe();
  return (
    <Tooltip title={t("lock/keys")}>
      <Button
        type="text"
        icon={<LockOutlined aria-hidden />}
        aria-label={t("lock/lock")}
        aria-keyshortcuts="Control+Alt+L"
        onClick={() => lockPage(lockedAs(me), "own")}
      />
    </Tooltip>
  );
}

function Who() {
  const { t } = useWords();
  const me = useMe();
  const navigate = useNavigate();
  const signOut = useSignOut();
  const [open, setOpen] = useState(false);
  const card = (
    <div style={{ maxWidth: 320 }}>
      <dl className="facts">
        <dt>{t("shell/account")}</dt>
        <dd>{me.login}</dd>
        <dt>{t("session/terminal")}</dt>
        <dd>{me.terminal}</dd>
        <dt>{t("session/since")}</dt>
        <dd>{dayMinute(me.signedInAtMs)}</dd>
      </dl>
      <p className="quiet" style={{ margin: "10px 0", fontSize: 12.5 }}>
        {t("session/signOutNote")}
      </p>
      <div style={{ display: "flex", gap: 8 }}>
        <Button
          onClick={() => {
            setOpen(false);
            void navigate({ to: "/me" });
          }}
        >
          {t("myAccount/title")}
        </Button>
        <Button
          type="primary"
          icon={<LogoutOutlined aria-hidden />}
          loading={signOut.isPending}
          onClick={() => signOut.mutate()}
        >
          {t("session/signOut")}
        </Button>
      </div>
    </div>
  );
  return (
    <Popover
      content={card}
      trigger="click"
      open={open}
      onOpenChange={setOpen}
      placement="bottomRight"
      title={`${me.name} · ${t(`terms/roles/${me.role}`)}`}
    >
      <Button type="text" style={{ height: 40 }} icon={<UserOutlined aria-hidden />}>
        <span className="frame-who">
          <span>{me.name}</span>
          <small>{t(`terms/roles/${me.role}`)}</small>
        </span>
      </Button>
    </Popover>
  );
}
