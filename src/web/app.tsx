import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { App as Antd, ConfigProvider } from "antd";
import { Component, type ReactNode } from "react";
import { antdLocale } from "./look/antd-locale.ts";
import { Failure } from "./look/failure.tsx";
import { themeFor, useAppearance } from "./look/theme.ts";
import { router } from "./routes.tsx";
import { queries } from "./session/queries.ts";
import { useWords } from "./words/index.ts";

export function App() {
  const { dark } = useAppearance();
  const { language } = useWords();
  return (
    <ConfigProvider
      theme={themeFor(dark)}
      locale={antdLocale(language)}
      componentSize="middle"
      button={{ autoInsertSpace: false }}
    >
      <Antd style={{ height: "100%" }} message={{ maxCount: 3 }}>
        <QueryClientProvider client={queries}>
          <Boundary>
            <RouterProvider router={router} />
          </Boundary>
        </QueryClientProvider>
      </Antd>
    </ConfigProvider>
  );
}

/** A page that failed says so and offers to go on; the rest of the house is untouched. */
class Boundary extends Component<{ readonly children: ReactNode }, { readonly error: unknown }> {
  override state = { error: undefined };

  static getDerivedStateFromError(error: unknown): { readonly error: unknown } {
    return { error };
  }

  override render(): ReactNode {
    if (this.state.error === undefined) return this.props.children;
    return (
      <div className="page">
        <Failure error={this.state.error} onRetry={() => window.location.reload()} />
      </div>
    );
  }
}
