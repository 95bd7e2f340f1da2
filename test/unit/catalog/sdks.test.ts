import { describe, expect, it } from "vitest";
import { recipientById } from "../../../server/src/catalog/hosts.js";
import {
  allSdks, callsOfExport, callsOfGlobal, callsOn, candidateMethodNames, globalClients, globalModels, hostForOption, modelsForPackage, packageName, packagesOfInterest, sdkById,
} from "../../../server/src/catalog/sdks.js";

describe("SDK models", () => {
  it("name recipients that exist", () => {
    const named = allSdks().flatMap((sdk) => [sdk.recipient, ...sdk.calls.map((call) => call.recipient)].map((id) => ({ sdk: sdk.id, id })));
    expect(named.filter(({ id }) => id !== undefined && recipientById(id) === undefined)).toEqual([]);
  });
});
