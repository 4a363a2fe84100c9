import { DownOutlined } from "@ant-design/icons";
import { Link, useLocation } from "@tanstack/react-router";
import { useState } from "react";
import { recall, remember } from "../look/remember.ts";
import { useMay, useMe } from "../session/me.ts";
import { useWords } from "../words/index.ts";
import { navigation, type Group, type Place } from "./navigation.ts";
import { placeIcons } from "./place-icons.tsx";

/** As many lines stand without scrolling; who has more finds only the first group and the current one open. */
const linesAtOnce = 16;

export function Side(props: { readonly onGo?: () => void }) {
  const { t } = useWords();
  const groups = useOpenPlaces();
  const { isOpen, toggle } = useFolding(groups);
  return (
    <nav className="side" aria-label={t("shell/navigation")}>
      {groups.map(({ group, places }) => (
        <div key={group} className="side-group">
          <h2>
            <button type="button" aria-expanded={isOpen(group)} onClick={() => toggle(group)}>
              <span>{t(`shell/${group}`)}</span>
              <DownOutlined aria-hidden />
            </button>
          </h2>
          <ul hidden={!isOpen(group)}>
            {places.map((place) => (
              <li key={place.to}>
                <Link
                  to={place.to}
                  activeOptions={{ exact: place.to === "/" }}
                  activeProps={{ "aria-current": "page" }}
                  {...(props.onGo === undefined ? {} : { onClick: props.onGo })}
                >
                  {placeIcons[place.icon]}
                  <span>{t(`shell/${place.word}`)}</span>
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}

interface OpenGroup {
  readonly group: Group;
  readonly places: readonly Place[];
}

function useOpenPlaces(): readonly OpenGroup[] {
  const may = useMay();
  const { holdsFirst } = useMe();
  return navigation
    .map(({ group, places }): OpenGroup => {
      const all: readonly Place[] = places;
      const open = (place: Place) => may(place.permission) || ("also" in place && holdsFirst);
      return { group, places: all.filter(open) };
    })
    .filter(({ places }) => places.length > 0);
}

const kept = (group: Group) => `liuhen.folded.${group}`;

/** The group of the page one is on is open; another as it was left, and at first as room allows. */
function useFolding(groups: readonly OpenGroup[]) {
  const { pathname } = useLocation();
  const [, setTurns] = useState(0);
  const many = groups.reduce((sum, { places }) => sum + places.length, 0) > linesAtOnce;
  const isOpen = (group: Group): boolean => {
    const left = recall(kept(group));
    if (left !== null) return left === "open";
    const here = groups.find((one) => one.group === group);
    return !many || group === groups[0]?.group || holds(here, pathname);
  };
  const toggle = (group: Group) => {
    remember(kept(group), isOpen(group) ? "folded" : "open");
    setTurns((turns) => turns + 1);
  };
  return { isOpen, toggle };
}

function holds(group: OpenGroup | undefined, pathname: string): boolean {
  const within = ({ to }: Place) =>
    to !== "/" && (pathname === to || pathname.startsWith(`${to}/`));
  return group?.places.some(within) ?? false;
}
