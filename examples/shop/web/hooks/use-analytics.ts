import { useCallback } from "react";
import { analyticsOptions } from "@/lib/analytics-options";

type Properties = Record<string, unknown>;

/** Loads the analytics library on first use, so that pages without events never fetch it. */
export function useAnalytics() {
  const capture = useCallback((event: string, properties?: Properties) => {
    void import("posthog-js").then(({ default: posthog }) => {
      posthog.init(process.env.NEXT_PUBLIC_POSTHOG_KEY ?? "", analyticsOptions);
      posthog.capture(event, properties);
    });
  }, []);

  return { capture };
}
