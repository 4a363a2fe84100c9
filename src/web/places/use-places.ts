import { useQuery } from "@tanstack/react-query";
import { ask, type Answer } from "../ask.ts";
import { queries } from "../session/queries.ts";

export type VenueNow = Answer<"venues.list">["venues"][number];
export type CameraNow = Answer<"cameras.list">["cameras"][number];

export function useVenues() {
  return useQuery({ queryKey: ["venues"], queryFn: () => ask("venues.list", {}) });
}

export function useCameras() {
  return useQuery({ queryKey: ["cameras"], queryFn: () => ask("cameras.list", {}) });
}

export function placesChanged(): void {
  for (const key of ["venues", "cameras", "board", "site", "camera-history"])
    void queries.invalidateQueries({ queryKey: [key] });
}
