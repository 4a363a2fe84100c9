import { type RouteName, routes } from "../../contract/routes.ts";

export function routeNames(): RouteName[] {
  return Object.keys(routes).filter((name): name is RouteName => Object.hasOwn(routes, name));
}

/** `{lessonId}` as the framework writes it: `:lessonId`. */
export function frameworkPath(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ":$1");
}
