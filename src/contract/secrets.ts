import type { Violation } from '../errors/contract-violation-error.js';
import { createRedactor } from '../transport/redact.js';
import { fromBase64 } from './check-security.js';
import type { Contract } from './contract.js';
import { readHeaders, type WireRequest } from './exchange.js';
import { remembered } from './remembered.js';
import { preview, violation } from './violations.js';
import { percentDecoded } from './wire-value.js';

/** Takes the credentials that a request carries out of everything that is said about it and about its answer. */
export function withoutSecrets(
  violations: readonly Violation[],
  request: WireRequest,
  contract: Contract,
): Violation[] {
  if (violations.length === 0) return [];
  const redactors = secretsIn(request, contract).map(createRedactor);
  if (redactors.length === 0) return [...violations];
  const text = (value: string) => redactors.reduce((clean, redactor) => redactor.text(clean), value);
  const cleanOf = remembered((value) => redactors.reduce((clean, redactor) => redactor.json(clean), value));
  const show = remembered(preview);
  // Written anew, because a message repeats only the beginning of a value, which may end within a secret.
  return violations.map(({ operationId, location, pointer, rule, keyword, expected, actual }) => {
    return violation({ operationId, location, pointer: text(pointer), rule }, keyword, expected, cleanOf(actual), show);
  });
}

/** Whatever stands under the name of a credential, also where it does not belong. */
export function secretsIn({ url, headers }: WireRequest, { operations }: Contract): string[] {
  const credentials = Object.values(operations).flatMap(({ security }) => security.flat());
  const names = new Set([...ALWAYS_SECRET, ...credentials.map(({ name }) => name.toLowerCase())]);
  const fromHeaders = [...readHeaders(headers)].filter(([name]) => names.has(name)).map(([, value]) => value);
  const cookies = readHeaders(headers).get('cookie')?.split(/;\s*/) ?? [];
  const valuesOf = (pairs: readonly string[], isSecret: (name: string) => boolean) => {
    const split = pairs.map((pair) => pair.split(/=(.*)/s));
    return split.flatMap(([name = '', value = '']) =>
      isSecret((percentDecoded(name) ?? name).toLowerCase()) ? [value] : [],
    );
  };
  const values = [
    ...fromHeaders.flatMap((value) => [value, ...value.split(', '), ...partsOf(value)]),
    ...valuesOf(cookies, (name) => names.has(name) || SECRET_NAME.test(name)),
    ...valuesOf(url.split('?')[1]?.split(/[&#]/) ?? [], (name) => names.has(name)),
  ];
  const decoded = values.flatMap((value) => [value, percentDecoded(value) ?? value]);
  return [...new Set(decoded.filter((value) => value.length >= SHORTEST_SECRET))];
}

/** What is secret within `Basic …` and `Bearer …` on its own, down to the name and the password. */
function partsOf(header: string): string[] {
  const [, scheme = '', credential = ''] = /^\s*(\S+)\s+([^\s,]+)/.exec(header) ?? [];
  const basic = /^basic$/i.test(scheme) ? (fromBase64(credential) ?? '') : '';
  return [credential, basic, ...basic.split(/:(.*)/s)];
}

/** Words in the names of headers and cookies of which nobody says that they hold credentials. */
export const SECRET_NAME = /auth|cookie|token|secret|key|session|password|signature/;

/** Headers that hold credentials, whatever a document says. */
const ALWAYS_SECRET = ['authorization', 'proxy-authorization'];

/** Characters. What is shorter is a stand-in in somebody's test, and would be found in ordinary words. */
export const SHORTEST_SECRET = 8;
