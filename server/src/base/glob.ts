/** Wildcards one folder's name is matched with at most, and folders' wildcards (`**`) in a pattern. */
const most = { wildcards: 3, anyFolders: 4, length: 500 } as const;

/**
 * Whether a glob could take more than a moment to match: it becomes a regular expression, which tries every way to share a name out among
 * its wildcards. Repeated groups and many wildcards in one name have too many ways.
 */
export function isCostlyGlob(pattern: string): boolean {
  if (pattern.length > most.length) return true;
  // `+(a|b)`, `*(a|b)` and `(a|b)+` repeat a group.
  if (/[*+]\(|[)}][*+]/.test(pattern)) return true;
  const segments = pattern.split("/");
  if (segments.filter((segment) => segment === "**").length > most.anyFolders) return true;
  return segments.some((segment) => (segment.match(/\*+|[\])}]\+/g)?.length ?? 0) > most.wildcards);
}
