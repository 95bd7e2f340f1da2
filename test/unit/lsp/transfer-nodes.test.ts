import { describe, expect, test } from "vitest";
import { transferNodes, type Grouping, type TransferNode } from "../../../client/src/transfer-nodes.js";
import type { FieldEntry, ProtocolLocation, TransferEntry, TransferField } from "../../../server/src/lsp/views-protocol.js";

const at = (uri: string, line: number): ProtocolLocation => ({ uri, range: { start: { line, character: 0 }, end: { line, character: 5 } } });

function field(name: string, model: string | undefined = "User", level: TransferField["level"] = "general"): TransferField {
  return { ...(model === "" ? {} : { model }), name, level, category: `${name} category`, location: at("w/user.prisma", 3), hops: [{ ...at("w/send.ts", 7), text: `${name} is read` }, { ...at("w/send.ts", 8), text: "sent" }] };
}

function transfer(id: string, recipient: string, country: string, fields: readonly TransferField[], severity: TransferEntry["severity"] = "warning"): TransferEntry {
  return { id, recipient: { id: recipient, name: recipient.toUpperCase(), host: `api.${recipient}.example` }, country: { code: country, name: `land of ${country}` }, route: "standard contract", summary: "contract needed", severity, callee: "fetch", location: at(`w/${id}.ts`, 41), fields };
}

const transfers = [
  transfer("orders", "maker", "JP", [field("phone", "Address")], "information"),
  transfer("desk", "desk", "US", [field("email"), field("idCard", "User", "sensitive")], "error"),
  transfer("mail", "desk", "DE", [field("email"), field("loose", "")]),
];
const stays = (model: string, name: string, uri = "w/user.prisma"): FieldEntry => ({ model, name, level: "general", category: "c", location: at(uri, 9) });
const fields = [stays("User", "email"), stays("User", "nickname"), stays("Driver", "plate")];

function outline(grouping: Grouping, filter = "", depth = 4): string[] {
  const lines: string[] = [];
  const visit = (node: TransferNode, level: number): void => {
    lines.push(`${"  ".repeat(level)}${node.kind} ${node.label} | ${node.description}`);
    if (level + 1 < depth) node.children.forEach((child) => visit(child, level + 1));
  };
  nodes(grouping, filter).forEach((node) => visit(node, 0));
  return lines;
}

function nodes(grouping: Grouping, filter = ""): readonly TransferNode[] {
  const l10n = { t: (text: string, ...values: (string | number)[]) => text.replace(/\{(\d)\}/g, (_all, index: string) => String(values[Number(index)])) };
  return transferNodes({ transfers, fields }, { grouping, filter, l10n, pathOf: (uri) => uri.replace("w/", "") });
}

describe("nodes of the view of transfers", () => {
  test("by recipient, country, field and call", () => {
    expect(outline("recipients")).toEqual([
      "recipient DESK | 3 fields, 2 calls · api.desk.example",
      "  country land of DE | standard contract",
      "    field User.email | email category",
      "      call mail.ts:42 | fetch · standard contract",
      "    field loose | loose category",
      "      call mail.ts:42 | fetch · standard contract",
      "  country land of US | standard contract",
      "    field User.email | email category",
      "      call desk.ts:42 | fetch · standard contract",
      "    field User.idCard | sensitive · idCard category",
      "      call desk.ts:42 | fetch · standard contract",
      "recipient MAKER | 1 field, 1 call · api.maker.example",
      "  country land of JP | standard contract",
      "    field Address.phone | phone category",
      "      call orders.ts:42 | fetch · standard contract",
    ]);
  });

  test("by model, field and recipient; what leaves comes first, what stays says so", () => {
    expect(outline("models", "", 3)).toEqual([
      "model Address | 1 of 1 fields leave · user.prisma",
      "  field phone | phone category",
      "    recipient MAKER | land of JP · standard contract",
      "model User | 2 of 3 fields leave · user.prisma",
      "  field email | email category",
      "    recipient DESK | land of DE · standard contract",
      "    recipient DESK | land of US · standard contract",
      "  field idCard | sensitive · idCard category",
      "    recipient DESK | land of US · standard contract",
      "  field nickname | c · no transfer found",
      "model Data without a declared model | 1 of 1 fields leave",
      "  field loose | loose category",
      "    recipient DESK | land of DE · standard contract",
      "model Driver | 0 of 1 fields leave · user.prisma",
      "  field plate | c · no transfer found",
    ]);
  });

  test("a filter keeps what holds all its words, wherever they occur", () => {
    expect(outline("recipients", "desk EMAIL de")).toEqual([
      "recipient DESK | 1 field, 2 calls · api.desk.example",
      "  country land of DE | standard contract",
      "    field User.email | email category",
      "      call mail.ts:42 | fetch · standard contract",
      "  country land of US | standard contract",
      "    field User.email | email category",
      "      call desk.ts:42 | fetch · standard contract",
    ]);
    expect(outline("recipients", "nowhere")).toEqual([]);
  });

  test("a filtered field that leaves is never shown as staying", () => {
    expect(outline("models", "email jp")).toEqual([]);
    expect(outline("models", "maker", 1)).toEqual(["model Address | 1 of 1 fields leave · user.prisma"]);
  });

  test("nothing is told by colour or place alone: kind, severity and step are read aloud", () => {
    const [desk] = nodes("recipients", "idCard");
    const spoken: string[] = [];
    for (let node: TransferNode | undefined = desk; node !== undefined; node = node.children[0]) spoken.push(node.spoken);
    expect(spoken).toEqual([
      "Recipient DESK, 1 field, 1 call", "To land of US: standard contract", "Field User.idCard, sensitive · idCard category",
      "Call fetch at desk.ts:42, error: contract needed", "Step 1 of 2: idCard is read",
    ]);
  });

  test("ids are unique", () => {
    for (const grouping of ["recipients", "models"] as const) {
      const ids: string[] = [];
      const visit = (node: TransferNode): void => void (ids.push(node.id), node.children.forEach(visit));
      nodes(grouping).forEach(visit);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });
});
