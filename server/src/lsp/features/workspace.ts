// What surrounds the documents: folders, settings, files on disk.
import { DidChangeConfigurationNotification, DidChangeWatchedFilesNotification, WatchKind, type WorkspaceFoldersChangeEvent } from "vscode-languageserver";
import { fromSettings } from "../from-lsp.js";
import { settingsSection } from "../protocol.js";
import type { Feature, Session } from "../session.js";
import { pathOfUri } from "../uris.js";

/** Files whose content the engine reads: schemas, code, configuration, environment, projects, ignore lists. */
export const watchedGlobs = [
  "**/*.{prisma,zmodel}",
  "**/*.{yaml,yml,json}",
  "**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs,vue}",
  "**/.env*",
  "**/.gitignore",
] as const;

export const workspace: Feature = {
  register(session) {
    const { connection } = session;
    connection.onDidChangeConfiguration(({ settings }) => session.inBackground(reload(session, settings)));
    connection.onDidChangeWatchedFiles(({ changes }) => {
      const paths = changes.flatMap(({ uri }) => pathOfUri(uri) ?? []).filter((path) => !/\/(node_modules|\.git)\//.test(path));
      if (paths.length > 0) session.inBackground(session.filesChanged([...new Set(paths)]));
    });
    // The library listens by itself, and instead of us, for clients that declare the capability (see start).
    connection.onNotification("workspace/didChangeWorkspaceFolders", ({ event }: { event: WorkspaceFoldersChangeEvent }) => changeFolders(session, event));
  },
  capabilities: () => ({ workspace: { workspaceFolders: { supported: true, changeNotifications: true } } }),
  async start(session) {
    if (session.client.workspaceFolders) session.connection.workspace.onDidChangeWorkspaceFolders((event) => changeFolders(session, event));
    if (session.client.registerConfiguration) await session.connection.client.register(DidChangeConfigurationNotification.type, { section: settingsSection });
    if (session.client.registerWatchedFiles) {
      await session.connection.client.register(DidChangeWatchedFilesNotification.type, {
        watchers: [
          ...watchedGlobs.map((globPattern) => ({ globPattern })),
          // A folder that goes away is told as one deletion, and folders have no extension.
          { globPattern: "**/*", kind: WatchKind.Delete },
        ],
      });
    }
  },
};

function changeFolders(session: Session, event: WorkspaceFoldersChangeEvent): void {
  const removed = new Set(event.removed.map(({ uri }) => pathOfUri(uri)));
  const added = event.added.flatMap(({ uri }) => pathOfUri(uri) ?? []);
  session.folders = [...session.folders.filter((folder) => !removed.has(folder) && !added.includes(folder)), ...added];
  session.inBackground(session.reopen());
}

/** Reads the settings from the client, or from the notification of clients that cannot be asked. */
export async function readSettings(session: Session, sent: unknown): Promise<ReturnType<typeof fromSettings>> {
  if (session.client.configuration) return fromSettings(await session.connection.workspace.getConfiguration(settingsSection));
  const section = typeof sent === "object" && sent !== null ? (sent as Record<string, unknown>)[settingsSection] : undefined;
  return fromSettings(section ?? sent);
}

async function reload(session: Session, sent: unknown): Promise<void> {
  await session.configure(await readSettings(session, sent));
}
