import * as vscode from "vscode";
import { transfersMethod, type ProtocolLocation, type TransfersResult } from "../../server/src/lsp/views-protocol.js";
import type { Server } from "./server.js";
import { peekHops } from "./trace.js";
import { transferNodes, type Grouping, type TransferNode } from "./transfer-nodes.js";

const viewId = "borderline.transfers";
const nothing: TransfersResult = { transfers: [], fields: [] };

/** The tree of transfers. It asks the server when it is looked at, and again when results changed while it is. */
export class TransferView implements vscode.TreeDataProvider<TransferNode>, vscode.Disposable {
  readonly #server: Server;
  readonly #state: vscode.Memento;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #view: vscode.TreeView<TransferNode>;
  readonly #disposables: readonly vscode.Disposable[];
  readonly onDidChangeTreeData = this.#changed.event;
  #result: Promise<TransfersResult> | undefined;
  #nodes: readonly TransferNode[] = [];
  #parents = new Map<TransferNode, TransferNode>();
  #filter = "";

  constructor(server: Server, state: vscode.Memento) {
    this.#server = server;
    this.#state = state;
    this.#view = vscode.window.createTreeView(viewId, { treeDataProvider: this, showCollapseAll: true });
    this.#disposables = [this.#view, this.#changed, server.onSurveyChanged(() => this.refresh())];
    if (this.#grouping !== "recipients") void vscode.commands.executeCommand("setContext", "borderline.grouping", this.#grouping);
  }

  /** Everything is asked anew, now if it is looked at, else when it next is. */
  refresh(): void {
    this.#result = undefined;
    this.#changed.fire();
  }

  async group(grouping: Grouping): Promise<void> {
    await this.#state.update("transfers.grouping", grouping);
    await vscode.commands.executeCommand("setContext", "borderline.grouping", grouping);
    this.#changed.fire();
  }

  /** Asks for words to look for; without any, everything is shown. */
  async filter(words?: string): Promise<void> {
    const prompt = vscode.l10n.t("Recipient, country, field, category, file or route. Several words must all occur.");
    const answer = words ?? (await vscode.window.showInputBox({ title: vscode.l10n.t("Filter transfers"), prompt, value: this.#filter }));
    if (answer === undefined) return;
    this.#filter = answer.trim();
    await vscode.commands.executeCommand("setContext", "borderline.filtered", this.#filter !== "");
    this.#changed.fire();
  }

  /** Brings the view forward; with a model's place, at that model. */
  async show(model?: { readonly uri: string; readonly name: string }): Promise<void> {
    if (model !== undefined) await this.group("models");
    await vscode.commands.executeCommand(`${viewId}.focus`);
    if (model === undefined) return;
    if (this.#filter !== "") await this.filter("");
    await this.getChildren();
    const node = this.#nodes.find(({ label, location }) => label === model.name && location?.uri === model.uri);
    if (node !== undefined) await this.#view.reveal(node, { select: true, focus: true, expand: 2 });
  }

  /** Transfers known from single files, until the whole is asked for. */
  showCount(transfers: number): void {
    if (this.#result === undefined) this.#view.badge = badge(transfers);
  }

  async getChildren(node?: TransferNode): Promise<TransferNode[]> {
    if (node !== undefined) return [...node.children];
    const result = await (this.#result ??= this.#ask());
    const { l10n } = vscode;
    const pathOf = (uri: string): string => vscode.workspace.asRelativePath(vscode.Uri.parse(uri));
    this.#nodes = transferNodes(result, { grouping: this.#grouping, filter: this.#filter, l10n, pathOf });
    this.#parents = parentsOf(this.#nodes);
    this.#view.badge = badge(result.transfers.length);
    this.#view.message = this.#filter === "" ? undefined : this.#nodes.length === 0 ? l10n.t("Nothing matches \"{0}\".", this.#filter) : l10n.t("Filtered by \"{0}\".", this.#filter);
    return [...this.#nodes];
  }

  getParent(node: TransferNode): TransferNode | undefined {
    return this.#parents.get(node);
  }

  getTreeItem(node: TransferNode): vscode.TreeItem {
    const { None, Collapsed } = vscode.TreeItemCollapsibleState;
    const item = new vscode.TreeItem(node.label, node.children.length === 0 ? None : Collapsed);
    item.id = `${this.#grouping} ${node.id}`;
    item.description = node.description;
    item.tooltip = `${node.label}\n${node.description}`;
    item.iconPath = new vscode.ThemeIcon(node.icon);
    item.contextValue = node.kind;
    item.accessibilityInformation = { label: node.spoken };
    if (node.location !== undefined) item.command = { command: "vscode.open", title: vscode.l10n.t("Go to code"), arguments: [vscode.Uri.parse(node.location.uri), { selection: rangeOf(node.location), preserveFocus: true }] };
    return item;
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }

  get #grouping(): Grouping {
    return this.#state.get<Grouping>("transfers.grouping") ?? "recipients";
  }

  async #ask(): Promise<TransfersResult> {
    try {
      const client = await this.#server.start();
      return await vscode.window.withProgress({ location: { viewId } }, () => client.sendRequest<TransfersResult>(transfersMethod, {}));
    } catch (error) {
      this.#server.output.error(error instanceof Error ? error : String(error));
      return nothing;
    }
  }
}

/** Opens the way of the data a node is about. */
export async function peekNode(node: TransferNode | undefined): Promise<void> {
  if (node?.hops !== undefined) await peekHops(node.hops.map((hop) => new vscode.Location(vscode.Uri.parse(hop.uri), rangeOf(hop))));
}

export function rangeOf({ range: { start, end } }: Pick<ProtocolLocation, "range">): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

function badge(transfers: number): vscode.ViewBadge | undefined {
  return transfers === 0 ? undefined : { value: transfers, tooltip: vscode.l10n.t("{0} transfers abroad", transfers) };
}

function parentsOf(nodes: readonly TransferNode[]): Map<TransferNode, TransferNode> {
  const parents = new Map<TransferNode, TransferNode>();
  const visit = (node: TransferNode): void => {
    for (const child of node.children) {
      parents.set(child, node);
      visit(child);
    }
  };
  nodes.forEach(visit);
  return parents;
}
