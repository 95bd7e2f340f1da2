export function decorate(details: Record<string, unknown>): Record<string, unknown> {
  return { ...details, release: "2026.11" };
}
