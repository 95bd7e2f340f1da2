const UPSTREAM = "https://us.i.posthog.com";

/** Story 15: a catch-all route that forwards whatever it gets to the United States. */
async function relay(request: Request, context: { params: Promise<{ path?: string[] }> }): Promise<Response> {
  const { path = [] } = await context.params;
  const target = new URL(path.join("/"), UPSTREAM);
  return fetch(target, { method: request.method, headers: request.headers, body: request.body });
}

export { relay as GET, relay as POST };
