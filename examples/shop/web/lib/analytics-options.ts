export const analyticsOptions = {
  api_host: process.env.NEXT_PUBLIC_POSTHOG_HOST ?? "/ingest",
  ui_host: "https://eu.posthog.com",
  autocapture: false,
};
