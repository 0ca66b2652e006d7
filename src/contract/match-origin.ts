/**
 * The beginning of a server's URL that names scheme and host, both of which may have variables, and the path after it.
 * Servers that are named by their path alone have no origin: they are wherever the document is.
 */
export function partsOfServer(url: string): { readonly origin: string; readonly path: string } {
  const [origin = ''] = /^(?:(?:[a-z\d+.-]|\{[^{}]*\})+:)?\/\/[^/]+/i.exec(url) ?? [];
  return { origin, path: url.slice(origin.length) };
}

/**
 * Whether a URL begins with the scheme and the host of a server, which may have variables: `{scheme}://{region}.example.com`.
 * Hosts are the same in any case, and with or without the usual port.
 */
export function isServedFrom(origin: string, serverOrigin: string): boolean {
  const server = normalOrigin(serverOrigin);
  const given = normalOrigin(origin);
  if (!/\{|^\/\//.test(server)) return given === server;
  const template = templateOf(server);
  return [given, `${given}:${given.startsWith('http:') ? 80 : 443}`].some((text) => template.test(text));
}

/** Whether a request goes to one of these origins. */
export function goesTo(url: string, serverOrigins: readonly string[]): boolean {
  const [origin = ''] = /^[a-z]+:\/\/[^/?#]+/i.exec(url) ?? [];
  return URL.canParse(origin) && serverOrigins.some((server) => isServedFrom(new URL(origin).origin, server));
}

function normalOrigin(origin: string): string {
  return URL.canParse(origin) && !/[@{]/.test(origin) ? new URL(origin).origin : origin;
}

/** A variable stands for anything that can be in a host. Without a scheme, any will do. */
function templateOf(server: string): RegExp {
  const literals = (server.startsWith('//') ? `{}:${server}` : server).split(/\{[^{}]*\}/).map(escaped);
  return new RegExp(`^${literals.join('[^/?#@]+')}$`, 'i');
}

function escaped(text: string): string {
  return text.replace(/[.*+?^$()|[\]\\{}]/g, '\\$&');
}
