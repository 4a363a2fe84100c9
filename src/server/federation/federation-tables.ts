import type { ProviderKind } from "../../contract/routes/federation.ts";

export type JourneyKind = "oidc" | "cas" | "code" | "passkey" | "enrol";

/** The room's tables as Kysely sees them; `migrations/` is their definition. */
export type FederationTables = {
  "federation.provider": {
    provider_id: string;
    site_id: string;
    kind: ProviderKind;
    settings: string;
    sealed_secret: string | null;
    created_at_ms: number;
    removed_at_ms: number | null;
  };
  "federation.journey": {
    journey_id: string;
    site_id: string;
    what: JourneyKind;
    provider_id: string | null;
    account_id: string | null;
    key_hash: string;
    sealed: string;
    expires_at_ms: number;
  };
  "federation.passkey": {
    passkey_id: string;
    site_id: string;
    account_id: string;
    credential_id: string;
    public_key: string;
    counter: number;
    transports: string[];
    rp_id: string;
    user_handle: string;
    backed_up: boolean;
    name: string;
    added_at_ms: number;
    used_at_ms: number | null;
    removed_at_ms: number | null;
  };
};
