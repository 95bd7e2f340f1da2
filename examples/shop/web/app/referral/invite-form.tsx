"use client";

import { useState } from "react";
import { useReferralAnalytics } from "@/hooks/use-referral-analytics";

/** Story 15: a friend's phone number, typed by somebody else. */
export function InviteForm() {
  const [friendMobile, setFriendMobile] = useState("");
  const { track } = useReferralAnalytics();

  const invite = async () => {
    await fetch("/api/invite", { method: "POST", body: JSON.stringify({ friendMobile }) });
    await track("invite sent", { friendMobile });
  };

  return (
    <div>
      <input type="tel" name="friendMobile" value={friendMobile} onChange={(event: { target: { value: string } }) => setFriendMobile(event.target.value)} />
      <button onClick={invite}>邀请好友</button>
    </div>
  );
}
