import { useQuery } from "@tanstack/react-query";
import { ask } from "../ask.ts";
import { queries } from "../session/queries.ts";

export const maintenanceKey = ["maintenance"] as const;

export function useDevices() {
  return useQuery({
    queryKey: [...maintenanceKey, "devices"],
    queryFn: () => ask("devices.list", {}),
  });
}

export function maintenanceChanged(): void {
  void queries.invalidateQueries({ queryKey: maintenanceKey });
}
