import { Table, type TableProps } from "antd";
import { type ComponentRef, type ReactNode, useLayoutEffect, useRef } from "react";

/**
 * What scrolls sideways is reached by keyboard while there is something beyond its edge, and only then:
 * every browser has the arrow keys for what has the focus (WCAG 2.1.1).
 */
function useReachable(find: () => HTMLElement | null | undefined): void {
  // Before it is seen: a frame of its own that no key reaches never stands on the screen.
  useLayoutEffect(() => {
    const box = find();
    if (box === null || box === undefined) return;
    const reach = (): void => {
      if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
      else box.removeAttribute("tabindex");
    };
    reach();
    const seen = new ResizeObserver(reach);
    for (const one of [box, ...box.children]) seen.observe(one);
    return () => seen.disconnect();
  });
}

/** A stretch that scrolls sideways where it is wider than the screen. */
export function ScrollX(props: { readonly children: ReactNode }) {
  const frame = useRef<HTMLDivElement>(null);
  useReachable(() => frame.current);
  return (
    <div ref={frame} className="scroll-x">
      {props.children}
    </div>
  );
}

/** A table whose columns scroll sideways on a narrow screen, by keyboard too. */
export function DataTable<Row extends object>(props: TableProps<Row>) {
  const table = useRef<ComponentRef<typeof Table>>(null);
  useReachable(() => table.current?.nativeElement.querySelector<HTMLElement>(".ant-table-content"));
  return <Table<Row> ref={table} {...props} />;
}
