import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Matter } from "../../contract/conduct.ts";
import { SheetTable } from "../look/sheet-table.tsx";
import { dayMinute } from "../look/times.ts";
import { type Say, useWords } from "../words/index.ts";
import { MatterKindWord, MatterStatus } from "./matter-status.tsx";
import "./conduct.css";

/** Matters in lines, each leading to its page. */
export function MattersTable(props: {
  readonly matters: readonly Matter[] | undefined;
  readonly empty: ReactNode;
}) {
  const { t } = useWords();
  return (
    <SheetTable<Matter>
      rows={props.matters}
      rowKey="matterId"
      columns={columns(t)}
      empty={props.empty}
    />
  );
}

function columns(t: Say) {
  return [
    {
      title: t("conductPage/kind"),
      key: "kind",
      render: (_: unknown, one: Matter) => (
        <Link to="/conduct/$matterId" params={{ matterId: one.matterId }}>
          <MatterKindWord matter={one} />
        </Link>
      ),
    },
    {
      title: t("conductPage/what"),
      key: "what",
      render: (_: unknown, one: Matter) => <span className="matter-text">{one.text}</span>,
    },
    {
      title: t("conductPage/at"),
      key: "at",
      render: (_: unknown, one: Matter) => dayMinute(one.noticedAtMs),
    },
    {
      title: t("conductPage/person"),
      key: "person",
      render: (_: unknown, one: Matter) => one.person?.name ?? t("conductPage/unknown"),
    },
    {
      title: t("conductPage/place"),
      key: "place",
      render: (_: unknown, one: Matter) => <span className="matter-text">{placeOf(one)}</span>,
    },
    {
      title: t("conductPage/responsible"),
      key: "responsible",
      render: (_: unknown, one: Matter) => one.responsible?.name ?? "—",
    },
    {
      title: t("conductPage/state"),
      key: "state",
      render: (_: unknown, one: Matter) => <MatterStatus matter={one} />,
    },
  ];
}

export function placeOf(one: Pick<Matter, "lesson" | "camera" | "place">): string {
  const parts = [one.lesson, one.camera, one.place].filter((part) => part !== null && part !== "");
  return parts.length === 0 ? "—" : parts.join(" · ");
}
