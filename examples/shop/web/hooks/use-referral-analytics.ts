/** Events of the referral page; the relay is a route of this site. */
export function useReferralAnalytics() {
  return {
    track: async (event: string, properties: Record<string, unknown>) => {
      const { default: posthog } = await import("posthog-js");
      posthog.init("phc_referral", { api_host: "/relay" });
      posthog.capture(event, properties);
    },
  };
}
