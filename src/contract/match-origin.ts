/**
 * Whether a URL begins with the scheme and the host of a server, which may have variables: `https://{region}.example.com`.
 * Hosts are the same in any case, and with or without the usual port.
 */
export function isServedFrom(origin: string, serverOrigin: string): boolean {
  const server = normalOrigin(serverOrigin);
  return server.includes('{') ? templateOf(server).test(normalOrigin(origin)) : normalOrigin(origin) === server;
}

function normalOrigin(origin: string): string {
  return URL.canParse(origin) && !/[@{]/.test(origin) ? new URL(origin).origin : origin;
}

/** A variable stands for anything that can be in a host. */
function templateOf(server: string): RegExp {
  const literals = server.split(/\{[^{}]*\}/).map((literal) => literal.replace(/[.*+?^$()|[\]\\{}]/g, '\\$&'));
  return new RegExp(`^${literals.join('[^/?#@]+')}$`, 'i');
}
