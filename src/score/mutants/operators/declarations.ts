import { isRecord, type Json, type JsonObject } from '../../../json.js';
import { adding, dropping, renaming, setting, type Variant, within } from '../mutant.js';
import type { PlaceKind } from '../places.js';
import { mutatePattern } from './patterns.js';

/** Changes each way to prove who a request comes from: the ways there are, and what a token must be allowed to do. */
export function mutateSecurity(node: JsonObject): Variant[] {
  const { security } = node;
  if (!Array.isArray(security) || security.length === 0) return [];
  const others = security.map((_, dropped) => security.toSpliced(dropped, 1));
  const [first = {}] = security;
  const scoped = security.flatMap((all, index) =>
    Object.entries(isRecord(all) ? all : {}).flatMap(([scheme, scopes]) =>
      changedScopes(scopes).map((changed) => security.with(index, { ...(isRecord(all) && all), [scheme]: changed })),
    ),
  );
  return [
    ...(security.length > 1 ? others.map((left) => setting('SEC-ALTERNATIVE-DROP', node, 'security', left)) : []),
    setting('SEC-ALTERNATIVE-ADD', node, 'security', [...security, withScope(first)]),
    setting('SEC-ALTERNATIVE-ADD', node, 'security', [...security, {}]),
    ...scoped.map((changed) => setting('SEC-SCOPE', node, 'security', changed)),
  ];
}

function changedScopes(scopes: Json): Json[][] {
  if (!Array.isArray(scopes)) return [];
  return [...scopes.map((_, dropped) => scopes.toSpliced(dropped, 1)), [...scopes, 'another_scope']];
}

function withScope(all: Json): Json {
  const schemes = Object.keys(isRecord(all) ? all : {});
  return Object.fromEntries(schemes.map((scheme) => [scheme, ['another_scope']]));
}

/** Changes which servers there are. */
export function mutateServers(document: JsonObject): Variant[] {
  const { servers } = document;
  if (!Array.isArray(servers) || servers.length === 0) return [];
  return [
    setting('SERVER-ADD', document, 'servers', [...servers, { url: 'https://another.example.com' }]),
    ...(servers.length > 1
      ? servers.map((_, dropped) => setting('SERVER-DROP', document, 'servers', servers.toSpliced(dropped, 1)))
      : []),
  ];
}

/** Changes what a part of a server's URL may be. */
export function mutateServerVariable(variable: JsonObject): Variant[] {
  const usual = String(variable['default']);
  return [
    setting('VARIABLE-DEFAULT', variable, 'default', `${usual}7`),
    variable['enum'] === undefined
      ? setting('VARIABLE-ENUM', variable, 'enum', [usual])
      : dropping('VARIABLE-ENUM', variable, 'enum'),
    ...mutatePattern(variable, 'x-pattern'),
  ];
}

/** Media types in forms that look like those that are there. */
export function mutateMediaTypes(content: JsonObject): Variant[] {
  const names = Object.keys(content);
  const range = (name: string) => name.replace(/\/.*/, '/*');
  return [
    ...names
      .filter((name) => !(range(name) in content))
      .map((name) => renaming('MEDIA-RANGE', content, name, range(name))),
    ...['application/problem+json', '*/*']
      .filter((name) => !(name in content))
      .map((name) => adding('MEDIA-ADD', content, name, { schema: {} })),
  ];
}

/** Our own keywords with other values, and where nobody has put them. */
export function changeExtensions(kind: PlaceKind): (node: JsonObject) => Variant[] {
  const added = ADDED_EXTENSIONS[kind] ?? {};
  return (node) => [
    ...Object.entries(node)
      .filter(([name]) => name.startsWith('x-'))
      .flatMap(([name, value]) => otherValues(value).map((other) => setting('EXTENSION-CHANGE', node, name, other))),
    ...Object.entries(added)
      .filter(([name]) => node[name] === undefined && mayHave(node, name))
      .map(([name, value]) => setting('EXTENSION-ADD', node, name, value)),
  ];
}

function otherValues(value: Json): Json[] {
  if (typeof value === 'boolean') return [!value];
  if (typeof value === 'number') return [value - 1, value + 1];
  return WHEN_OMITTED.includes(value) ? WHEN_OMITTED.filter((other) => other !== value) : [];
}

const WHEN_OMITTED: readonly Json[] = ['changes-nothing', 'removes-all', 'unknown'];

function mayHave(node: JsonObject, name: string): boolean {
  if (name === 'x-body-optional') return isRecord(node['content']);
  return name !== 'x-date-filter' || node['allowReserved'] === true;
}

const ADDED_EXTENSIONS: Readonly<Partial<Record<PlaceKind, JsonObject>>> = {
  server: { 'x-exact-urls': true, 'x-max-url-length': 4096 },
  'server-variable': { 'x-pattern': '^[a-z0-9]{1,20}$' },
  operation: { 'x-max-concurrency': 1, 'x-repeatable': true },
  parameter: { 'x-when-omitted': 'unknown', 'x-repeatable-when-omitted': false, 'x-date-filter': true },
  response: { 'x-body-optional': true },
};

/** Limits what a `default` answer covers. */
export function addStatusRange(responses: JsonObject): Variant[] {
  const other = responses['default'];
  if (!isRecord(other) || other['$ref'] !== undefined || other['x-status-range'] !== undefined) return [];
  return within(responses, 'default', [
    setting('EXTENSION-ADD', other, 'x-status-range', { minimum: 400, maximum: 599 }),
  ]);
}
