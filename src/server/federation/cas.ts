import type { z } from "zod";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { CasSettings } from "../../contract/routes/federation.ts";
import { readCasAnswer } from "../../kernel/federation/cas-answer.ts";
import type { Claims } from "../../kernel/federation/person-key.ts";
import { guardedFetch } from "../../platform/guarded-fetch.ts";
import type { House } from "../../platform/house.ts";
import { parseXml } from "../../platform/xml.ts";
import { reachOf, webAddress } from "./provider.ts";

type Settings = z.infer<typeof CasSettings>;

/** Where the browser asks for a ticket (CAS Protocol 3.0 section 2.1). */
export function departCas(settings: Settings, service: string): string {
  return `${webAddress(settings.server)}/login?${new URLSearchParams({ service })}`;
}

/**
 * Has the service itself confirm a ticket (section 2.8): for exactly this service address, once.
 * Refuses vouching_refused, provider_unreachable, provider_unusable.
 */
export async function validateTicket(
  house: House,
  settings: Settings,
  { ticket, service }: { readonly ticket: string; readonly service: string },
): Promise<Outcome<Claims>> {
  // Section 3.1.1; anything else is none of its tickets and need not be asked about.
  if (!/^[\w.-]{1,256}$/.test(ticket)) return refused("vouching_refused");
  const query = new URLSearchParams({ service, ticket });
  const url = `${webAddress(settings.server)}/p3/serviceValidate?${query}`;
  const called = await guardedFetch(await reachOf(house, settings), url);
  if (!called.ok) return called;
  if (called.value.status !== 200)
    return refused("provider_unusable", { status: called.value.status });
  const document = parseXml(await called.value.text());
  const answer = document === undefined ? undefined : readCasAnswer(document);
  if (answer === undefined) return refused("provider_unusable", { reason: "xml" });
  if (answer.valid) return granted(answer.claims);
  house.log.warn({ provider: settings.server.host, reason: answer.code }, "no vouching");
  return refused("vouching_refused");
}

/** Whether a CAS server is there: it must deny a ticket nobody has, in its own form. */
export async function tryCas(house: House, settings: Settings): Promise<Outcome<true>> {
  const asked = { ticket: "ST-nobody", service: "https://liuhen.example/" };
  const answer = await validateTicket(house, settings, asked);
  return answer.ok || answer.code === "vouching_refused" ? granted(true) : answer;
}
