import type { JsonObject } from '../../spec/json.js';
import { dropping, setting } from '../edit.js';
import type { Variant } from '../mutant.js';

/** Changes where the operations are served. */
export function mutateServer(server: JsonObject): Variant[] {
  const url = String(server['url']);
  const changed = [
    ['SERVER-HOST', url.replace('://', '://other.')],
    ['SERVER-PATH', `${url}/more`],
    ['SERVER-SCHEME', url.replace(/^https:/, 'http:')],
  ] as const;
  return changed
    .filter(([, other]) => other !== url)
    .map(([operator, other]) => setting(operator, server, 'url', other));
}

/** Changes how requests prove who they come from. */
export function mutateSecurityScheme(scheme: JsonObject): Variant[] {
  if (scheme['type'] !== 'apiKey') return [];
  return [
    setting('SEC-HEADER-NAME', scheme, 'name', `${scheme['name']}-Renamed`),
    setting('SEC-IN', scheme, 'in', scheme['in'] === 'header' ? 'query' : 'header'),
  ];
}

/** Credentials that all operations ask for, unless they say otherwise. */
export function mutateDocument(document: JsonObject): Variant[] {
  return document['security'] === undefined ? [] : [dropping('SEC-REMOVE', document, 'security')];
}

/** Our own keywords: each is a rule for exchanges or for the client. */
export function mutateExtensions(node: JsonObject): Variant[] {
  return Object.keys(node)
    .filter((name) => name.startsWith('x-'))
    .map((name) => dropping('EXTENSION-DROP', node, name));
}

/** The statuses that a `default` answer covers. */
export function mutateStatusRange(range: JsonObject): Variant[] {
  return Object.entries(range).flatMap(([bound, status]) =>
    typeof status === 'number'
      ? [setting('BOUND-UP', range, bound, status + 1), setting('BOUND-DOWN', range, bound, status - 1)]
      : [],
  );
}
