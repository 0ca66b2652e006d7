import { credentialHeaders } from '../../../generated/operations.js';
import type { WireExchange, WireRequest, WireResponse } from '../../contract/index.js';
import { bigcommerceContract, type Contract } from '../../contract/index.js';
import {
  isSecretName,
  isSecretParameter,
  percentDecoded,
  readHeaders,
  withoutNamedSecrets,
} from '../../contract/internal.js';
import { isObject } from '../../json.js';
import type { Mask } from './mask.js';
import { undeclaredIn } from './undeclared-in.js';

/** Headers that say something about the contract. All others are left out, whoever adds them on the way. */
const KEPT_HEADERS: readonly RegExp[] = [
  /^accept$/,
  /^content-type$/,
  /^retry-after$/,
  /^x-retry-after$/,
  /^x-rate-limit-/,
];

/** An exchange as it may be published. Ids stay: they mean nothing without the store. */
export function redactExchange(
  exchange: WireExchange,
  mask: Mask,
  contract: Contract = bigcommerceContract,
): WireExchange {
  const { request, response } = exchange;
  // With the URL that is saved: the store may have been called somewhere else.
  const undeclared = undeclaredIn({ request: { ...request, url: mask.text(request.url) }, response }, contract);
  // Bodies first: what they hold is masked wherever else it stands.
  const requestBody = redactBody(request.body, mask, undeclared.request);
  const responseBody = redactBody(response.body, mask, undeclared.response);
  return {
    request: { ...redactRequest(request, mask), ...(requestBody !== undefined && { body: requestBody }) },
    response: { ...redactResponse(response, mask), ...(responseBody !== undefined && { body: responseBody }) },
  };
}

function redactRequest({ method, url, headers }: WireRequest, mask: Mask): WireRequest {
  const kept = keptHeaders(headers, mask);
  const sent = readHeaders(headers);
  const credentials = credentialHeaders.map((name) => name.toLowerCase()).filter((name) => sent.has(name));
  const masked = Object.fromEntries(credentials.map((name) => [name, '[redacted]']));
  return { method, url: mask.text(withoutCredentials(url)), headers: { ...kept, ...masked } };
}

/** Parameters that carry credentials in other APIs carry some here by mistake. */
function withoutCredentials(url: string): string {
  return url.replace(/([?&#])([^?=&#]+)=[^&#]*/g, (pair: string, sign: string, name: string) =>
    isSecretParameter(percentDecoded(name) ?? name) ? `${sign}${name}=[redacted]` : pair,
  );
}

function redactResponse({ status, headers }: WireResponse, mask: Mask): WireResponse {
  const requestId = readHeaders(headers).get('x-request-id');
  const kept = keptHeaders(headers, mask);
  return { status, headers: { ...kept, ...(requestId && { 'x-request-id': mask.requestId(requestId) }) } };
}

function keptHeaders(headers: WireRequest['headers'], mask: Mask): Record<string, string> {
  const kept = [...readHeaders(headers)].filter(([name]) => KEPT_HEADERS.some((expression) => expression.test(name)));
  return Object.fromEntries(kept.map(([name, value]) => [name, mask.text(value)]));
}

/** Members that hold what a merchant or a customer has written. */
const VALUE_MEMBERS = ['value', 'attribute_value'];

/** Names of members that hold numbers about people. */
const ABOUT_PEOPLE =
  /phone|mobile|fax|birth|(^|_)(tel|ssn|zip|dob|age)(_|$)|postal|postcode|(^|_)tax_?(id|number)|passport/i;

/**
 * A body as it may be published. Structure, ids and dates stay.
 *
 * @param undeclared Whether the value at a JSON pointer into the body is one that the document does not declare.
 */
export function redactBody(body: unknown, mask: Mask, undeclared: (pointer: string) => boolean): unknown {
  if (body === undefined) return undefined;
  const redact = (json: unknown) => redactJson(json, mask, undeclared);
  if (typeof body !== 'string') return redact(body);
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return mask.text(withoutNamedSecrets(body));
  }
  return JSON.stringify(redact(json));
}

interface Place {
  readonly pointer: string;
  /** The nearest name above, which those of a list do not have themselves. */
  readonly name: string;
  readonly isDeclared: boolean;
}

function redactJson(
  json: unknown,
  mask: Mask,
  undeclared: (pointer: string) => boolean,
  { pointer, name, isDeclared }: Place = { pointer: '', name: '', isDeclared: !undeclared('') },
): unknown {
  if (typeof json === 'string') return redactText(json, mask, name, isDeclared);
  // Of numbers, which are ids for the most part, few tell anything about anybody.
  if (typeof json === 'number') return !isDeclared && ABOUT_PEOPLE.test(name) ? 0 : json;
  if (!isObject(json)) return json;
  const within = (key: string, member: unknown, nearest: string) => {
    const at = `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if (nearest === key && isSecretName(key) && member !== null) return '[redacted]';
    return redactJson(member, mask, undeclared, {
      pointer: at,
      name: nearest,
      isDeclared: isDeclared && !undeclared(at),
    });
  };
  if (Array.isArray(json)) return json.map((item, index) => within(String(index), item, name));
  return Object.fromEntries(Object.entries(json).map(([key, member]) => [mask.text(key), within(key, member, key)]));
}

function redactText(text: string, mask: Mask, name: string, isDeclared: boolean): string {
  if (VALUE_MEMBERS.includes(name)) return mask.value(text);
  return isDeclared ? mask.text(withoutNamedSecrets(text)) : mask.undeclared(text);
}
