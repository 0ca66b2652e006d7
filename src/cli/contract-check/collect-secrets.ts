import { readHeaders } from '../../contract/exchange.js';
import type { Contract, WireExchange } from '../../contract/index.js';
import { SHORTEST_SECRET, secretsIn } from '../../contract/secrets.js';
import { percentDecoded } from '../../contract/wire-value.js';
import { isObject } from '../../value-at.js';

/**
 * Whatever stands under the name of a credential anywhere in an exchange. More than the engine looks for, because what it
 * is given was sent by a program; a file can hold the token of one exchange in the body of another.
 */
export function collectSecrets({ request, response }: WireExchange, contract: Contract): string[] {
  const headers = [...readHeaders(request.headers), ...readHeaders(response.headers)];
  const user = /^[a-z]+:\/\/([^/?#]*)@/i.exec(request.url)?.[1] ?? '';
  const values = [
    ...secretsIn(request, contract),
    ...headers.flatMap(([name, value]) => (isSecretName(name) ? [value, ...value.split(/[\s,;=]+/)] : [])),
    ...queryPairs(request.url).flatMap(([name, value]) => (isSecretName(name) ? [value] : [])),
    ...secretMembers(parsed(request.body)),
    ...secretMembers(parsed(response.body)),
    user,
    ...user.split(':'),
  ];
  const plain = values.flatMap((value) => [value, percentDecoded(value) ?? value]);
  return [...new Set(plain.filter((value) => value.length >= SHORTEST_SECRET))];
}

export function isSecretName(name: string): boolean {
  return /token|secret|passw|api[-_]?key|authorization|credential|signature|cookie/i.test(name);
}

function queryPairs(url: string): (readonly [name: string, value: string])[] {
  const pairs = url.split('?').slice(1).join('?').split(/[&#]/);
  return pairs.map((pair) => {
    const [name = '', ...rest] = pair.split('=');
    return [percentDecoded(name) ?? name, rest.join('=')];
  });
}

function parsed(body: unknown): unknown {
  if (typeof body !== 'string') return body;
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function secretMembers(value: unknown, levels = MOST_LEVELS): string[] {
  if (!isObject(value) || levels === 0) return [];
  const found: string[] = [];
  for (const [name, member] of Object.entries(value)) {
    if (typeof member === 'string' && isSecretName(name)) found.push(member);
    // One by one: a spread of a long list exhausts the stack.
    for (const secret of secretMembers(member, levels - 1)) found.push(secret);
  }
  return found;
}

/** Levels of a body that are looked through; as many of one are ever shown. */
const MOST_LEVELS = 100;
