import { describe, expect, it } from "vitest";
import { surrogateKey } from "../../../server/src/classify/surrogate.js";

describe("keys that stand for a person", () => {
  it.each([
    ["userId", "Order"], ["customer_id", "Order"], ["id", "User"], ["id", "user"], ["uid", ""], ["memberId", ""], ["employeeId", "Payslip"], ["currentUserId", ""], ["patientId", "Visit"],
  ])("%s of %s", (name, owner) => {
    expect(surrogateKey(name, owner, "string")?.category).toBe("account-id");
  });

  it.each([
    ["id", "Order"], ["productId", "Order"], ["teamId", "User"], ["stripeCustomerId", "Team"], ["id", ""], ["userIdVerified", "User"], ["documentId", "View"], ["companyId", "Employee"],
  ])("not %s of %s", (name, owner) => {
    expect(surrogateKey(name, owner, "string")).toBeUndefined();
  });

  it("is a value, not a flag", () => {
    expect(surrogateKey("userId", "Order", "boolean")).toBeUndefined();
  });
});
