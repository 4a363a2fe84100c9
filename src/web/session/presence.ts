import { useEffect, useState } from "react";
import { routes } from "../../contract/routes.ts";
import { queries } from "./queries.ts";
import { meKey } from "./me.ts";

export function socketAddress(path: string): string {
  const scheme = window.location.protocol === "https:" ? "wss" : "ws";
  return `${scheme}://${window.location.host}${path}`;
}

/**
 * A socket that lives as long as the page: by its loss the house notices a browser that has gone.
 * False while it is away; each return asks again who is signed in.
 */
export function usePresence(): boolean {
  const [present, setPresent] = useState(true);
  useEffect(() => {
    let waitMs = 1_000;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let socket: WebSocket | undefined;
    let over = false;
    const connect = () => {
      socket = new WebSocket(socketAddress(routes["me.presence"].path));
      socket.addEventListener("open", () => {
        waitMs = 1_000;
        setPresent(true);
      });
      socket.addEventListener("close", () => {
        if (over) return;
        setPresent(false);
        void queries.invalidateQueries({ queryKey: meKey });
        timer = setTimeout(connect, waitMs);
        waitMs = Math.min(waitMs * 2, 15_000);
      });
    };
    connect();
    return () => {
      over = true;
      clearTimeout(timer);
      socket?.close();
    };
  }, []);
  return present;
}
