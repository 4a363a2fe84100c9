import { AccountsDueSection } from "../accounts/accounts-due.tsx";
import { OpenCompletions } from "../completion/open-section.tsx";
import { EventsSection } from "../playbooks/events-waiting.tsx";
import { ConductSection } from "../conduct/conduct-section.tsx";
import { WaitingOffice } from "../institution/waiting-office.tsx";
import { PageHead } from "../look/page-head.tsx";
import { day, minuteOfDay } from "../look/times.ts";
import { nowMs } from "../look/now.ts";
import { useMe } from "../session/me.ts";
import { useWords } from "../words/index.ts";
import {
  HouseSection,
  LedgerSection,
  NextLessons,
  RoomsSection,
  TodaySection,
} from "./sections.tsx";
import { MyDaySection, WaitingSection } from "../readiness/home-sections.tsx";
import { HandlingSections, MyRequestsSection, SignatureSection } from "./request-sections.tsx";
import { IncidentsSection, TasksSection } from "./tending-sections.tsx";
import { PoliciesToRead } from "../policies/home-section.tsx";
import { ComplianceSection } from "../compliance/home-section.tsx";
import { DailyCheckSection, DigestSection } from "../supervision/home-sections.tsx";
import type { ReactNode } from "react";
import type { Role } from "../../contract/roles.ts";

type Part = "night" | "early" | "morning" | "noon" | "afternoon" | "evening";

function partOf(atMs: number): Part {
  const hour = Number(minuteOfDay(atMs).slice(0, 2));
  if (hour < 5) return "night";
  if (hour < 9) return "early";
  if (hour < 11) return "morning";
  if (hour < 13) return "noon";
  return hour < 18 ? "afternoon" : "evening";
}

/** What each role must know first. */
const sections: Record<Role, ReactNode> = {
  teacher: (
    <>
      <MyDaySection />
      <OpenCompletions />
      <TodaySection mine />
      <MyRequestsSection />
      <RoomsSection />
    </>
  ),
  student: <NextLessons />,
  manager: (
    <>
      <RoomsSection />
      <OpenCompletions quiet />
      <MyRequestsSection />
      <TodaySection />
    </>
  ),
  admin: (
    <>
      <EventsSection />
      <HouseSection />
      <DailyCheckSection />
      <IncidentsSection />
      <ConductSection />
      <TasksSection />
      <HandlingSections />
      <OpenCompletions quiet />
      <AccountsDueSection />
      <RoomsSection />
      <TodaySection />
      <LedgerSection />
    </>
  ),
  director: (
    <>
      <EventsSection />
      <SignatureSection />
      <DigestSection />
      <WaitingSection />
      <HouseSection />
      <ComplianceSection />
      <DailyCheckSection />
      <IncidentsSection />
      <ConductSection />
      <TasksSection />
      <TodaySection />
      <LedgerSection />
    </>
  ),
  superior: (
    <>
      <EventsSection />
      <SignatureSection />
      <DigestSection />
      <IncidentsSection />
    </>
  ),
  operator: (
    <>
      <RoomsSection />
      <HandlingSections />
    </>
  ),
  auditor: (
    <>
      <ComplianceSection />
      <DailyCheckSection />
      <LedgerSection />
    </>
  ),
};

export function HomePage() {
  const { t } = useWords();
  const me = useMe();
  const at = nowMs();
  const title = t("home/hello", { name: me.name, part: t(`home/parts/${partOf(at)}`) });
  return (
    <div className="page">
      <PageHead
        title={title}
        note={<span className="number">{`${day(at)} · ${t(`terms/roles/${me.role}`)}`}</span>}
      />
      <div className="stack">
        <WaitingOffice />
        {me.role === "student" ? null : <PoliciesToRead />}
        {sections[me.role]}
      </div>
    </div>
  );
}
