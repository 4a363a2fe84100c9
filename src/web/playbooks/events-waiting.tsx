import { Link } from "@tanstack/react-router";
import { Section } from "../home/section.tsx";
import { useWords } from "../words/index.ts";
import { EventState } from "./events-page.tsx";
import { useEvents } from "./use-events.ts";
import "./playbooks.css";

/** On the first page: events that go on, and notices that wait for this person; nothing else. */
export function EventsSection() {
  const { t } = useWords();
  const list = useEvents(true);
  const waiting = (list.data?.events ?? []).filter(
    (one) => one.waitsForMe || one.closedAtMs === null || one.standing > 0,
  );
  if (waiting.length === 0) return null;
  return (
    <Section
      title={t("playbookPage/title")}
      tools={<Link to="/events">{t("incidentsPage/homeAll")}</Link>}
    >
      <ul className="event-lines sheet-body">
        {waiting.map((one) => (
          <li key={one.eventId}>
            <Link to="/events/$eventId" params={{ eventId: one.eventId }}>
              {t(`playbookTerms/kinds/${one.kind}`)}
            </Link>
            <EventState one={one} />
          </li>
        ))}
      </ul>
    </Section>
  );
}
