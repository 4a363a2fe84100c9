import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import * as under from "./route-guards.tsx";

export const compliancePage = createRoute({
  getParentRoute: () => under.readsCompliance,
  path: "/compliance",
  validateSearch: (search: Record<string, unknown>): { tab?: string } =>
    typeof search["tab"] === "string" ? { tab: search["tab"] } : {},
  component: lazyRouteComponent(() => import("./compliance/compliance-page.tsx"), "CompliancePage"),
});
/** Pages of supervision, of the director's digests and of the institution's policies. */
export const supervisionPage = createRoute({
  getParentRoute: () => under.readsSupervision,
  path: "/supervision",
  validateSearch: (search: Record<string, unknown>): { tab?: string } =>
    typeof search["tab"] === "string" ? { tab: search["tab"] } : {},
  component: lazyRouteComponent(
    () => import("./supervision/supervision-page.tsx"),
    "SupervisionPage",
  ),
});
export const selfCheckPage = createRoute({
  getParentRoute: () => under.readsSupervision,
  path: "/supervision/self-checks/$month",
  component: lazyRouteComponent(() => import("./supervision/self-check-page.tsx"), "SelfCheckPage"),
});
export const spotCheckPage = createRoute({
  getParentRoute: () => under.readsSupervision,
  path: "/supervision/spot-checks/$checkId",
  component: lazyRouteComponent(() => import("./supervision/spot-check-page.tsx"), "SpotCheckPage"),
});
export const digestsPage = createRoute({
  getParentRoute: () => under.readsDigests,
  path: "/digests",
  component: lazyRouteComponent(() => import("./supervision/digests-page.tsx"), "DigestsPage"),
});
export const digestPage = createRoute({
  getParentRoute: () => under.readsDigests,
  path: "/digests/$digestId",
  component: lazyRouteComponent(() => import("./supervision/digest-page.tsx"), "DigestPage"),
});
export const packsPage = createRoute({
  getParentRoute: () => under.makesPacks,
  path: "/evidence-packs",
  component: lazyRouteComponent(() => import("./evidence-pack/packs-page.tsx"), "PacksPage"),
});
export const policiesPage = createRoute({
  getParentRoute: () => under.readsPolicies,
  path: "/policies",
  validateSearch: (search: Record<string, unknown>): { tab?: string } =>
    typeof search["tab"] === "string" ? { tab: search["tab"] } : {},
  component: lazyRouteComponent(() => import("./policies/policies-page.tsx"), "PoliciesPage"),
});
export const policyPage = createRoute({
  getParentRoute: () => under.readsPolicies,
  path: "/policies/$policyId/$version",
  component: lazyRouteComponent(() => import("./policies/policy-page.tsx"), "PolicyPage"),
});
export const publishPage = createRoute({
  getParentRoute: () => under.managesPolicy,
  path: "/policies/publish",
  validateSearch: (search: Record<string, unknown>): { policy?: string; from?: string } => ({
    ...(typeof search["policy"] === "string" ? { policy: search["policy"] } : {}),
    ...(typeof search["from"] === "string" || typeof search["from"] === "number"
      ? { from: String(search["from"]) }
      : {}),
  }),
  component: lazyRouteComponent(() => import("./policies/publish-page.tsx"), "PublishPage"),
});
