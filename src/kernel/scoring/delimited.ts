/**
 * Rows of a delimited text (RFC 4180; comma, semicolon or tab, whichever its first line has most of), cells
 * trimmed, empty lines left out, each with the number of its line. Undefined: a quote that never ends.
 */
export function delimitedRows(
  text: string,
): { readonly row: number; readonly cells: string[] }[] | undefined {
  const body = text.replace(/^\uFEFF/u, "");
  const head = body.slice(0, Math.max(0, body.search(/[\r\n]|$/u)));
  const [mark = ","] = [",", ";", "\t"].toSorted(
    (a, b) => head.split(b).length - head.split(a).length,
  );
  const rows: { row: number; cells: string[] }[] = [];
  let cells: string[] = [];
  let cell = "";
  let line = 1;
  let startedAt = 1;
  let quoted = false;
  const endRow = () => {
    cells.push(cell.trim());
    if (cells.some((one) => one !== "")) rows.push({ row: startedAt, cells });
    cells = [];
    cell = "";
  };
  for (let at = 0; at < body.length; at++) {
    const sign = body.charAt(at);
    if (sign === "\n") line++;
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (body[at + 1] === '"') cell += body.charAt(++at);
      else quoted = false;
    } else if (sign === '"' && cell.trim() === "") {
      quoted = true;
      cell = "";
    } else if (sign === mark) {
      cells.push(cell.trim());
      cell = "";
    } else if (sign === "\n") {
      endRow();
      startedAt = line;
    } else if (sign !== "\r") cell += sign;
  }
  endRow();
  return quoted ? undefined : rows;
}
