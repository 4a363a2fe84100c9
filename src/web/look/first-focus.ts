import type { InputRef } from "antd";
import { useEffect, useRef } from "react";

/** A page that exists to be typed into starts in its first field. */
export function useFirstFocus() {
  const first = useRef<InputRef>(null);
  useEffect(() => first.current?.focus(), []);
  return first;
}
