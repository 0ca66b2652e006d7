/** What the platform's `fetch` throws when a connection breaks, or does not come about. */
export function brokenConnection(code: 'ECONNRESET' | 'ECONNREFUSED' | 'UND_ERR_SOCKET'): TypeError {
  return new TypeError('fetch failed', { cause: causeOf(code) });
}

/** What reading a body throws when the connection breaks in its middle. */
export function brokenBody(): TypeError {
  return new TypeError('terminated', { cause: causeOf('UND_ERR_SOCKET') });
}

function causeOf(code: string): Error {
  return Object.assign(new Error(MESSAGES[code]), { code });
}

const MESSAGES: Readonly<Record<string, string>> = {
  ECONNRESET: 'read ECONNRESET',
  ECONNREFUSED: 'connect ECONNREFUSED 127.0.0.1:443',
  UND_ERR_SOCKET: 'other side closed',
};
