import { useState } from "react";
import type { ExamInput } from "../../contract/osce.ts";
import { examTurns } from "../../kernel/osce/plan-troubles.ts";
import { swapped } from "../../kernel/osce/rotation.ts";
import { turnStartMs } from "../../kernel/osce/run-clock.ts";
import { ScrollX } from "../look/scroll.tsx";
import { minuteOfDay, secondOfDay } from "../look/times.ts";
import { useWords } from "../words/index.ts";
import type { PartProps } from "./general-part.tsx";
import { SwapDialog } from "./publish-dialogs.tsx";
import type { ExamNow } from "./use-exam.ts";

/** Who is where when: a row for each turn, a column for each place; two cells change places. */
export function RotationGrid(props: PartProps & { readonly exam: ExamNow | null }) {
  const { t } = useWords();
  const { input, exam, onChange } = props;
  const [picked, setPicked] = useState<number | null>(null);
  const [asked, setAsked] = useState<readonly [number, number] | null>(null);
  const turns = examTurns(input);
  if (turns === 0) return <p className="quiet">{t("examForm/gridEmpty")}</p>;
  const fixed = exam !== null && (exam.begun || exam.state === "withdrawn");
  const swap = (first: number, second: number) => {
    setPicked(null);
    if (first === second) return;
    if (exam?.state === "published") setAsked([first, second]);
    else onChange({ ...input, order: swapped(input.order, first, second) });
  };
  const nameOf = new Map(input.candidates.map((one) => [one.candidateId, one.name]));
  const pickedName = picked === null ? "" : nameOf.get(input.order[picked] ?? "");
  return (
    <section className="sheet sheet-body stack" aria-label={t("examForm/grid")}>
      <h2>{t("examForm/grid")}</h2>
      <p className="quiet" role="status">
        {fixed
          ? ""
          : picked === null
            ? t("examForm/gridNote")
            : t("examForm/picked", { name: pickedName ?? t("examForm/seatEmpty") })}
      </p>
      <ScrollX>
        <table className="plain-table exam-grid">
          <GridHead input={input} />
          <tbody>
            {Array.from({ length: turns }, (_, turn) => (
              <tr key={turn}>
                <th scope="row" className="number">
                  {turnTime(input, turn)}
                </th>
                {cellsOf(input, turn).map((seat, column) => (
                  <td key={`${turn} ${column}`}>
                    <Cell
                      name={nameOf.get(input.order[seat] ?? "") ?? null}
                      seat={seat}
                      picked={picked === seat}
                      fixed={fixed}
                      onPick={() => (picked === null ? setPicked(seat) : swap(picked, seat))}
                      onDrop={(from) => swap(from, seat)}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollX>
      {asked === null || exam === null ? null : (
        <SwapDialog exam={exam} first={asked[0]} second={asked[1]} onClose={() => setAsked(null)} />
      )}
    </section>
  );
}

/** Down to the second only where it does not begin on a minute. */
function turnTime(input: ExamInput, turn: number): string {
  const atMs = input.startMs + turnStartMs(input.timing, turn);
  return atMs % 60_000 === 0 ? minuteOfDay(atMs) : secondOfDay(atMs);
}

/** Of each place the seat in the order whose candidate stands there in this turn. */
function cellsOf({ stations, circuits }: ExamInput, turn: number): number[] {
  const count = stations.length;
  const round = Math.floor(turn / count);
  const step = turn % count;
  return circuits.flatMap((_, circuit) =>
    stations.map((__, station) => {
      const seat = (station - step + count) % count;
      return round * count * circuits.length + seat * circuits.length + circuit;
    }),
  );
}

function GridHead({ input }: { readonly input: ExamInput }) {
  const { t } = useWords();
  return (
    <thead>
      <tr>
        <th scope="col">{t("examForm/start")}</th>
        {input.circuits.flatMap((circuit) =>
          input.stations.map((station) => (
            <th scope="col" key={`${circuit.name} ${station.key}`}>
              {input.circuits.length > 1 ? `${circuit.name} · ` : ""}
              {station.name === "" ? station.key : station.name}
            </th>
          )),
        )}
      </tr>
    </thead>
  );
}

function Cell(props: {
  readonly name: string | null;
  readonly seat: number;
  readonly picked: boolean;
  readonly fixed: boolean;
  readonly onPick: () => void;
  readonly onDrop: (from: number) => void;
}) {
  const { t } = useWords();
  const { name, seat, picked, fixed } = props;
  return (
    <button
      type="button"
      className="exam-cell"
      disabled={fixed}
      aria-pressed={picked}
      draggable={!fixed}
      onClick={props.onPick}
      onDragStart={(event) => event.dataTransfer.setData("text/plain", String(seat))}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        const from = Number(event.dataTransfer.getData("text/plain"));
        if (Number.isInteger(from)) props.onDrop(from);
      }}
    >
      {name ?? <span className="quiet">{t("examForm/seatEmpty")}</span>}
    </button>
  );
}
