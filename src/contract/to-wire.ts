import type { WireRequest, WireResponse } from './exchange.js';

/**
 * A platform Request as it goes over the wire. Reads a clone, so that the request can still be sent.
 *
 * @throws TypeError when its body has been read already.
 */
export async function toWireRequest(request: Request): Promise<WireRequest> {
  const { method, url, headers } = request;
  return { method, url, headers, body: await textOf(request, 'request') };
}

/**
 * A platform Response as it came over the wire. Reads a clone, so that the response can still be read.
 *
 * @throws TypeError when its body has been read already.
 */
export async function toWireResponse(response: Response): Promise<WireResponse> {
  const { status, headers } = response;
  return { status, headers, body: await textOf(response, 'response') };
}

async function textOf(message: Request | Response, name: string): Promise<string> {
  if (message.bodyUsed)
    throw new TypeError(`the body of the ${name} has been read already; check the ${name} first, or a clone of it`);
  return message.clone().text();
}

/** Whether something is a Request of the platform, or of a library that stands in for it. */
export function isPlatformRequest(value: object): value is Request {
  return 'url' in value && isCloneable(value);
}

/** Whether something is a Response of the platform, or of a library that stands in for it. */
export function isPlatformResponse(value: object): value is Response {
  return 'status' in value && isCloneable(value);
}

function isCloneable(value: object): boolean {
  return ['clone', 'text'].every((name) => typeof Reflect.get(value, name) === 'function');
}
