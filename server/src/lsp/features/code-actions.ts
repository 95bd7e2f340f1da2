import { CodeActionKind, CodeActionTriggerKind, type CodeAction, type CodeActionContext, type Range } from "vscode-languageserver";
import type { Fix } from "../../model/finding.js";
import type { CancellationSource } from "../../workspace/remote/cancellation.js";
import { fromRange } from "../from-lsp.js";
import { answer } from "../handler.js";
import { fixWithReasonCommand, reasonStandIn, type ReasonedFix } from "../protocol.js";
import type { Feature, Session } from "../session.js";
import { codeActionKinds, toCodeAction, toWorkspaceEdit } from "../to-lsp.js";
import { pathOfUri } from "../uris.js";

/** What finds a fix again when its edit is asked for later. */
interface ActionData {
  readonly uri: string;
  readonly range: Range;
  readonly id: string;
  readonly rule: string;
  readonly title: string;
}

export const codeActions: Feature = {
  register(session) {
    session.connection.onCodeAction(({ textDocument, range, context }, token) =>
      answer(session, token, [], (cancellation) => actions(session, textDocument.uri, range, context, cancellation)),
    );
    session.connection.onCodeActionResolve((action, token) => answer(session, token, action, (cancellation) => resolve(session, action, cancellation)));
  },
  capabilities: () => ({
    codeActionProvider: { codeActionKinds: [...new Set(Object.values(codeActionKinds))], resolveProvider: true },
  }),
};

async function actions(session: Session, uri: string, range: Range, context: CodeActionContext, token: CancellationSource): Promise<CodeAction[]> {
  const fixes = await ask(session, uri, range, token);
  return fixes.filter((fix) => wanted(fix, context)).flatMap((fix) => {
    const action = toCodeAction(fix, context.diagnostics, session.locale);
    // The edit of a whole file is long and seldom used: it is written when the action is chosen.
    if (fix.kind === "source.fixAll" && session.client.resolveEdits) {
      const data: ActionData = { uri, range, id: fix.id, rule: fix.rule, title: action.title };
      return { ...action, data };
    }
    return withEdit(session, action, fix) ?? [];
  });
}

async function resolve(session: Session, action: CodeAction, token: CancellationSource): Promise<CodeAction> {
  const data = action.data as Partial<ActionData> | undefined;
  if (action.edit !== undefined || data?.uri === undefined || data.range === undefined) return action;
  const fixes = await ask(session, data.uri, data.range, token);
  const fix = fixes.find((candidate) => candidate.id === data.id && candidate.rule === data.rule && candidate.title[session.locale] === data.title);
  return (fix && withEdit(session, action, fix)) ?? action;
}

async function ask(session: Session, uri: string, range: Range, token: CancellationSource): Promise<readonly Fix[]> {
  await session.prepare();
  const path = pathOfUri(uri);
  const textRange = path === undefined ? undefined : fromRange(session.documents, path, range);
  if (path === undefined || textRange === undefined) return [];
  return session.engine.fixes(path, textRange, token);
}

function withEdit(session: Session, action: CodeAction, fix: Fix): CodeAction | undefined {
  const needsReason = session.client.asksForReasons && fix.edits.some(({ edits }) => edits.some(({ newText }) => newText.includes(reasonStandIn)));
  // Where a question is asked anyway, its answer is the confirmation.
  const edit = toWorkspaceEdit(fix.edits, session.places(), session.client, needsReason ? undefined : action.title);
  if (edit === undefined) return undefined;
  if (!needsReason || edit.changes === undefined) return { ...action, edit };
  const reasoned: ReasonedFix = { title: action.title, edit: { changes: edit.changes } };
  return { ...action, command: { title: action.title, command: fixWithReasonCommand, arguments: [reasoned] } };
}

/**
 * Kinds form a tree. A general `source.fixAll` that runs by itself (on save) gets nothing from us: writing annotations by guess into a
 * file is a decision, so it takes the full kind or a person.
 */
function wanted(fix: Fix, context: CodeActionContext): boolean {
  if (context.only === undefined) return true;
  const kind = codeActionKinds[fix.kind];
  const automatic = context.triggerKind === CodeActionTriggerKind.Automatic;
  return context.only.some((only) => {
    if (only === kind) return true;
    const covers = only === "" || kind.startsWith(`${only}.`);
    return covers && !(automatic && kind.startsWith(CodeActionKind.SourceFixAll));
  });
}
