import {
  bigcommerceContract,
  type Contract,
  isSecretName,
  isSecretParameter,
  readHeaders,
  type WireExchange,
  type WireRequest,
  type WireResponse,
  withoutNamedSecrets,
} from '#contract';
import { credentialHeaders } from '../../../generated/operations.js';
import { isObject, percentDecoded, pointerTo } from '../../json.js';
import type { Pseudonyms } from './pseudonyms.js';
import { undeclaredIn } from './undeclared-in.js';

/** Headers that matter to the contract. All others are left out. */
const KEPT_HEADERS: readonly RegExp[] = [
  /^accept$/,
  /^content-type$/,
  /^retry-after$/,
  /^x-retry-after$/,
  /^x-rate-limit-/,
];

/** Redacts an exchange for publication. Ids stay, because they mean nothing without the store. */
export function redactExchange(
  exchange: WireExchange,
  pseudonyms: Pseudonyms,
  contract: Contract = bigcommerceContract,
): WireExchange {
  const { request, response } = exchange;
  // Matched with the URL that is saved, because the store may have been called at another server.
  const undeclared = undeclaredIn({ request: { ...request, url: pseudonyms.text(request.url) }, response }, contract);
  // Bodies first, so that the values in them are replaced wherever else they occur.
  const requestBody = redactBody(request.body, pseudonyms, undeclared.request);
  const responseBody = redactBody(response.body, pseudonyms, undeclared.response);
  return {
    request: { ...redactRequest(request, pseudonyms), ...(requestBody !== undefined && { body: requestBody }) },
    response: { ...redactResponse(response, pseudonyms), ...(responseBody !== undefined && { body: responseBody }) },
  };
}

function redactRequest({ method, url, headers }: WireRequest, pseudonyms: Pseudonyms): WireRequest {
  const kept = keptHeaders(headers, pseudonyms);
  const sent = readHeaders(headers);
  const credentials = credentialHeaders.map((name) => name.toLowerCase()).filter((name) => sent.has(name));
  const masked = Object.fromEntries(credentials.map((name) => [name, '[redacted]']));
  return { method, url: pseudonyms.text(withoutCredentials(url)), headers: { ...kept, ...masked } };
}

/** This API has no credentials in the query, but requests may have some by mistake. */
function withoutCredentials(url: string): string {
  return url.replace(/([?&#])([^?=&#]+)=[^&#]*/g, (pair: string, sign: string, name: string) =>
    isSecretParameter(percentDecoded(name)) ? `${sign}${name}=[redacted]` : pair,
  );
}

function redactResponse({ status, headers }: WireResponse, pseudonyms: Pseudonyms): WireResponse {
  const requestId = readHeaders(headers).get('x-request-id');
  const kept = keptHeaders(headers, pseudonyms);
  return { status, headers: { ...kept, ...(requestId && { 'x-request-id': pseudonyms.requestId(requestId) }) } };
}

function keptHeaders(headers: WireRequest['headers'], pseudonyms: Pseudonyms): Record<string, string> {
  const kept = [...readHeaders(headers)].filter(([name]) => KEPT_HEADERS.some((expression) => expression.test(name)));
  return Object.fromEntries(kept.map(([name, value]) => [name, pseudonyms.text(value)]));
}

/** Members with texts of merchants and customers. */
const VALUE_MEMBERS = ['value', 'attribute_value'];

/** Names of members with numbers about people. */
const ABOUT_PEOPLE =
  /phone|mobile|fax|birth|(^|_)(tel|ssn|zip|dob|age)(_|$)|postal|postcode|(^|_)tax_?(id|number)|passport/i;

/**
 * Redacts a body for publication. Structure, ids and dates stay.
 *
 * @param undeclared Whether the document does not declare the value at a JSON pointer into the body.
 */
function redactBody(body: unknown, pseudonyms: Pseudonyms, undeclared: (pointer: string) => boolean): unknown {
  if (body === undefined) return undefined;
  const redact = (json: unknown) => redactJson(json, pseudonyms, undeclared);
  if (typeof body !== 'string') return redact(body);
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return pseudonyms.text(withoutNamedSecrets(body));
  }
  return JSON.stringify(redact(json));
}

interface Place {
  readonly pointer: string;
  /** The name of the nearest member, since items of a list have none. */
  readonly name: string;
  readonly isDeclared: boolean;
}

function redactJson(
  json: unknown,
  pseudonyms: Pseudonyms,
  undeclared: (pointer: string) => boolean,
  { pointer, name, isDeclared }: Place = { pointer: '', name: '', isDeclared: !undeclared('') },
): unknown {
  if (typeof json === 'string') return redactText(json, pseudonyms, name, isDeclared);
  // Most numbers are ids. Few are about people.
  if (typeof json === 'number') return !isDeclared && ABOUT_PEOPLE.test(name) ? 0 : json;
  if (!isObject(json)) return json;
  const within = (key: string, member: unknown, nearest: string) => {
    const at = pointerTo(pointer, key);
    if (nearest === key && isSecretName(key) && member !== null) return '[redacted]';
    return redactJson(member, pseudonyms, undeclared, {
      pointer: at,
      name: nearest,
      isDeclared: isDeclared && !undeclared(at),
    });
  };
  if (Array.isArray(json)) return json.map((item, index) => within(String(index), item, name));
  return Object.fromEntries(
    Object.entries(json).map(([key, member]) => [pseudonyms.text(key), within(key, member, key)]),
  );
}

function redactText(text: string, pseudonyms: Pseudonyms, name: string, isDeclared: boolean): string {
  if (VALUE_MEMBERS.includes(name)) return pseudonyms.value(text);
  return isDeclared ? pseudonyms.text(withoutNamedSecrets(text)) : pseudonyms.undeclared(text);
}
