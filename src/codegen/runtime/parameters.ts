import type { ClientQueryParameter, QueryStyle } from './descriptor.js';
import { serializeQuery } from './serialize.js';

/** A parameter of any place, with how its value is written. Whatever goes without saying is left out. */
export interface CallParameter {
  readonly name: string;
  readonly style?: QueryStyle | 'label' | 'matrix';
  readonly explode?: boolean;
  readonly allowReserved?: boolean;
  /** The value is written as JSON. */
  readonly json?: true;
}

type Values = Readonly<Record<string, unknown>>;

/**
 * Writes the query of a call. `null` is left out, as `undefined` is, because a query has no text for it.
 *
 * @throws TypeError for an undeclared name, and for a value that has no textual form.
 */
export function writeQuery(parameters: readonly CallParameter[], query: Values): string {
  const names = Object.keys(query).filter((name) => query[name] !== undefined);
  const written = names.map((name) => {
    const parameter = parameters.find((other) => other.name === name);
    if (!parameter) throw new TypeError(`no query parameter is named ${name}`);
    const value = parameter.json ? query[name] : withoutNull(query[name]);
    if (value === undefined) return '';
    if (parameter.json) return `${encodeURIComponent(name)}=${encodeURIComponent(JSON.stringify(value))}`;
    if (parameter.style === 'deepObject' && isNested(value)) return deepPairs(name, value).map(asPair).join('&');
    return serializeQuery([flat(parameter)], { [name]: value });
  });
  return written.filter((text) => text !== '').join('&');
}

/** What is left of a value without what is `null` in it. */
function withoutNull(value: unknown): unknown {
  if (value === null) return undefined;
  if (!isObject(value)) return value;
  const members = Object.entries(value).filter(([, member]) => member !== null);
  if (members.length === 0 && Object.keys(value).length > 0) return undefined;
  return Array.isArray(value) ? value.filter((member) => member !== null) : Object.fromEntries(members);
}

/**
 * Puts path parameters into a path template.
 *
 * @throws TypeError for a missing value, and for one that would turn into another path (`''`, `.`, `..`).
 */
export function writePath(template: string, parameters: readonly CallParameter[], path: Values): string {
  const written = template.replace(/{([^{}]+)}/g, (_, name: string) => {
    const value = path[name];
    if (value === undefined || value === null) throw new TypeError(`the path parameter ${name} is missing`);
    const text = writePathValue(parameters.find((other) => other.name === name) ?? { name }, value);
    if (text === '') throw new TypeError(`the path parameter ${name} is empty`);
    return text;
  });
  if (written.split('/').some((segment) => segment === '.' || segment === '..'))
    throw new TypeError(`${written} is not a path: a segment must not be . or ..`);
  return written;
}

function writePathValue({ name, style, explode = false, json }: CallParameter, value: unknown): string {
  const start = style === 'label' ? '.' : style === 'matrix' ? ';' : '';
  if (json) return start + encodeURIComponent(JSON.stringify(value));
  if (Array.isArray(value)) {
    const items = value.map((item) => encodeScalar(name, item));
    if (style === 'matrix') return explode ? items.map((item) => `;${name}=${item}`).join('') : `;${name}=${items}`;
    return start + items.join(style === 'label' && explode ? '.' : ',');
  }
  if (isObject(value)) {
    const pairs = membersOf(value).map(([key, member]) => [encodeURIComponent(key), encodeScalar(name, member)]);
    if (!explode) return (style === 'matrix' ? `;${name}=` : start) + pairs.flat().join(',');
    const delimiter = style === 'label' ? '.' : style === 'matrix' ? ';' : ',';
    return start + pairs.map((pair) => pair.join('=')).join(delimiter);
  }
  const text = encodeScalar(name, value);
  return style === 'matrix' ? `;${name}=${text}` : start + text;
}

/** Writes header parameters. Those without a value are left out. */
export function writeHeaders(parameters: readonly CallParameter[], header: Values): Record<string, string> {
  const names = Object.keys(header).filter((name) => header[name] !== undefined && header[name] !== null);
  return Object.fromEntries(
    names.map((name) => {
      const { explode, json } = parameters.find((other) => other.name === name) ?? { name };
      return [name, json ? JSON.stringify(header[name]) : plainText(name, header[name], explode, String)];
    }),
  );
}

/** Writes cookie parameters as `name=value` pairs. */
export function writeCookies(parameters: readonly CallParameter[], cookie: Values): string[] {
  const names = Object.keys(cookie).filter((name) => cookie[name] !== undefined && cookie[name] !== null);
  return names.map((name) => {
    const { json } = parameters.find((other) => other.name === name) ?? { name };
    const value = cookie[name];
    return `${name}=${json ? encodeURIComponent(JSON.stringify(value)) : plainText(name, value, false, encodeURIComponent)}`;
  });
}

/** A list or an object with commas, as `style: simple` has them; of anything else, its text. */
function plainText(name: string, value: unknown, explode = false, encode: (text: string) => string): string {
  const text = (member: unknown) => encode(scalarText(name, member));
  if (Array.isArray(value)) return value.map(text).join(',');
  if (!isObject(value)) return text(value);
  const pairs = membersOf(value).map(([key, member]) => [encode(key), text(member)]);
  return pairs.map((pair) => pair.join(explode ? '=' : ',')).join(',');
}

/** Members of members, each with its way in brackets: `metadata[order][id]`, `expand[0]`. */
export function deepPairs(name: string, value: unknown): [name: string, text: string][] {
  if (value === undefined || value === null) return [];
  if (!isObject(value)) return [[name, scalarText(name, value)]];
  return Object.entries(value).flatMap(([key, member]) => deepPairs(`${name}[${key}]`, member));
}

function isNested(value: unknown): boolean {
  return Array.isArray(value) || (isObject(value) && Object.values(value).some(isObject));
}

function asPair([name, text]: readonly [string, string]): string {
  // Brackets stay readable, as clients of such APIs write them.
  return `${encodeURIComponent(name).replace(/%5B/g, '[').replace(/%5D/g, ']')}=${encodeURIComponent(text)}`;
}

/** As the writer of flat queries takes it. Styles of paths do not occur in queries. */
function flat({ name, style, explode, allowReserved }: CallParameter): ClientQueryParameter {
  const isOfQuery = style !== 'label' && style !== 'matrix' && style !== undefined;
  return {
    name,
    ...(isOfQuery && { style }),
    ...(explode !== undefined && { explode }),
    ...(allowReserved && { allowReserved }),
  };
}

/**
 * The text of a single value.
 *
 * @throws TypeError when it has none.
 */
export function scalarText(name: string, value: unknown): string {
  if (typeof value === 'string' || typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  throw new TypeError(`${name} holds a value that cannot be written as text`);
}

function encodeScalar(name: string, value: unknown): string {
  return encodeURIComponent(scalarText(name, value)).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

export function membersOf(value: object): [name: string, member: unknown][] {
  return Object.entries(value).filter(([, member]) => member !== undefined);
}

export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
