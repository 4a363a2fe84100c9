import "./qr.css";

/** Dark squares as one path; black on white in both themes, because cameras expect it. */
export function Qr(props: { readonly rows: readonly string[]; readonly label: string }) {
  const { rows, label } = props;
  const path = rows
    .flatMap((row, y) => [...row].map((cell, x) => (cell === "1" ? `M${x} ${y}h1v1h-1z` : "")))
    .join("");
  return (
    <svg className="qr" viewBox={`0 0 ${rows.length} ${rows.length}`} role="img" aria-label={label}>
      <path d={path} fill="currentColor" shapeRendering="crispEdges" />
    </svg>
  );
}
