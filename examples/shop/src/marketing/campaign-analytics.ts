import Mixpanel from "mixpanel";

const mixpanel = Mixpanel.init("b1946ac92492d2347c6235b4d2611184", { host: "api-eu.mixpanel.com" });

export interface CampaignResult {
  campaignId: number;
  utmSource: string;
  sku: string;
  impressions: number;
  clicks: number;
  revenueFen: number;
}

/** Story 2: totals per campaign. Nothing here relates to a person, so nothing has to be done. */
export function reportCampaign(result: CampaignResult): void {
  mixpanel.track("campaign_result", {
    campaign: result.campaignId,
    source: result.utmSource,
    sku: result.sku,
    impressions: result.impressions,
    clicks: result.clicks,
    revenue: result.revenueFen / 100,
  });
}
