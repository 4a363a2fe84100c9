import { type Outcome, type Refusal, granted, refused } from "../../contract/outcome.ts";
import type { ProviderSettings } from "../../contract/routes/federation.ts";
import {
  type Claims,
  loginFromKey,
  readPersonKey,
  readPersonName,
} from "../../kernel/federation/person-key.ts";
import type { House } from "../../platform/house.ts";
import { act } from "../ledger/index.ts";
import { type OpenedSignIn, type Standing, accounts, signIns } from "../people/index.ts";

/** A service vouched for somebody just now. */
export interface Vouching {
  readonly providerId: string;
  readonly settings: ProviderSettings;
  readonly claims: Claims;
  /** The house's own second factor, where it was typed already. */
  readonly code: string | null;
}

/** Open, or known but the house's own second factor is still to be shown. */
export type Entering = { readonly opened: OpenedSignIn } | { readonly codeNeededFor: string };

/**
 * Lets in whom a service vouched for: matched by the person key alone, never by name or address of
 * letters (S0-13a); unknown persons only where the setting opens accounts for them.
 */
export async function enterHouse(
  house: House,
  standing: Standing,
  vouching: Vouching,
): Promise<Outcome<Entering>> {
  const { providerId, settings, claims, code } = vouching;
  const personKey = readPersonKey(claims, settings.personKeyClaim);
  const no = (refusal: Refusal) =>
    enterNo(house, standing, { providerId, refusal, personKey: personKey ?? null });
  if (personKey === undefined) return no(refused("person_key_missing"));
  const known = await accounts.ofPerson(house, personKey);
  const account = known === undefined ? await openFor(house, vouching, personKey) : granted(known);
  if (!account.ok) return no(account);
  const opened = await signIns.openFederated(house, standing, {
    accountId: account.value,
    how: settings.kind,
    providerId,
    factorShown: settings.asksSecondFactor,
    code,
  });
  if (opened.ok) return granted({ opened: opened.value });
  return opened.code === "code_needed" ? granted({ codeNeededFor: account.value }) : opened;
}

async function openFor(
  house: House,
  { settings, claims }: Vouching,
  personKey: string,
): Promise<Outcome<string>> {
  const login = loginFromKey(personKey);
  if (settings.opens === "nobody" || login === undefined) return refused("person_unknown");
  const name = readPersonName(claims, settings.nameClaim) ?? personKey;
  const { opens } = settings;
  return accounts.openVouched(house, { personKey, login, name, category: opens, role: opens });
}

/** Enters who was not let in, so that the administration sees whom it forgot; gives the refusal. */
export async function enterNo(
  house: House,
  { terminal, address }: Standing,
  no: {
    readonly providerId: string;
    readonly refusal: Refusal;
    readonly personKey: string | null;
  },
): Promise<Refusal> {
  const { providerId, refusal, personKey } = no;
  await act(house, { kind: "system", name: "gate" }, "sign-in.refused@1", async () =>
    granted({
      value: refusal,
      subject: { type: "provider", id: providerId },
      body: { code: refusal.code, terminal, address, failures: 0 },
      ...(personKey === null ? {} : { personal: { personKey } }),
    }),
  );
  return refusal;
}
