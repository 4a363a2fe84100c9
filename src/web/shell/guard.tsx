import { Link, Outlet } from "@tanstack/react-router";
import type { Permission } from "../../contract/roles.ts";
import { RefusedError } from "../ask.ts";
import { Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { PageHead } from "../look/page-head.tsx";
import { useMay } from "../session/me.ts";
import { useWords } from "../words/index.ts";

/** The house refuses anyway; the page says so before it asks. */
export function Guard(props: { readonly permission: Permission }) {
  const { t } = useWords();
  const may = useMay();
  if (may(props.permission)) return <Outlet />;
  return (
    <div className="page">
      <PageHead title={t("failure/title")} />
      <Failure error={new RefusedError("not_permitted", {})} />
      <p style={{ marginTop: 14 }}>
        <Link to="/">{t("failure/home")}</Link>
      </p>
    </div>
  );
}

export function Lost() {
  const { t } = useWords();
  return (
    <div className="page">
      <PageHead title={t("failure/lost")} />
      <Empty
        title={t("failure/lost")}
        next={t("failure/lostNext")}
        tools={<Link to="/">{t("failure/home")}</Link>}
      />
    </div>
  );
}
