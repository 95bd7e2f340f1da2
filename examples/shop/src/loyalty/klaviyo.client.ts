import { ApiKeySession, EventsApi, ProfilesApi } from "klaviyo-api";

const session = new ApiKeySession(process.env.KLAVIYO_API_KEY ?? "");

export const profiles = new ProfilesApi(session);
export const events = new EventsApi(session);
