import type { ClientQueryParameter, QueryStyle } from './descriptor.js';

type Values = Readonly<Record<string, unknown>>;

/**
 * Writes the query of an operation, each parameter in its own style.
 *
 * @throws TypeError for an undeclared name, an empty list or object (it would vanish from the URL and widen the call),
 * and for a value that has no textual form.
 */
export function serializeQuery(parameters: readonly ClientQueryParameter[], query: Values): string {
  let written = '';
  let known = 0;
  for (const parameter of parameters) {
    if (!Object.hasOwn(query, parameter.name)) continue;
    known += 1;
    const value = query[parameter.name];
    if (value !== undefined) written += `${written && '&'}${serializeParameter(parameter, value)}`;
  }
  const names = Object.keys(query);
  if (known === names.length) return written;
  const unknown = names.find((name) => !parameters.some((parameter) => parameter.name === name));
  throw new TypeError(`no query parameter is named ${unknown}`);
}

/**
 * Puts path parameters into a path template.
 *
 * @throws TypeError for a missing value, and for one that would turn into another path (`''`, `.`, `..`).
 */
export function serializePath(template: string, path: Values): string {
  return template.replace(/{([^{}]+)}/g, (_, name: string) => {
    const segment = encode(name, path[name]);
    if (/^\.{0,2}$/.test(segment)) throw new TypeError(`${name} is not a path segment`);
    return segment;
  });
}

function serializeParameter(parameter: ClientQueryParameter, value: unknown): string {
  const { name } = parameter;
  if (Array.isArray(value)) return serializeList(parameter, value);
  if (typeof value === 'object' && value !== null) return serializeObject(parameter, value);
  return `${encodeName(name)}=${encode(name, value, parameter.allowReserved)}`;
}

function serializeList(
  { name, style, explode = true, allowReserved }: ClientQueryParameter,
  list: readonly unknown[],
): string {
  if (list.length === 0) throw new TypeError(`${name} is an empty list`);
  // Array.from visits holes of a sparse list, which map() would skip.
  const members = Array.from(list, (member) => encode(name, member, allowReserved));
  if (explode) return members.map((member) => `${encodeName(name)}=${member}`).join('&');
  return `${encodeName(name)}=${joined(members, style)}`;
}

function serializeObject({ name, style, explode = true, allowReserved }: ClientQueryParameter, value: object): string {
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .map(([key, member]) => [encodeName(key), encode(name, member, allowReserved)] as const);
  if (members.length === 0) throw new TypeError(`${name} is an empty object`);
  if (style === 'deepObject') return members.map(([key, member]) => `${encodeName(name)}[${key}]=${member}`).join('&');
  if (explode) return members.map((member) => member.join('=')).join('&');
  return `${encodeName(name)}=${joined(members.flat(), style)}`;
}

/** Members that share a name. A comma within one would be read as the end of it. */
function joined(members: readonly string[], style: QueryStyle = 'form'): string {
  const delimiter = { form: ',', spaceDelimited: '%20', pipeDelimited: '|', deepObject: ',' }[style];
  return members.map((member) => member.replaceAll(',', '%2C')).join(delimiter);
}

function encode(name: string, value: unknown, allowReserved = false): string {
  // What most parameters hold needs no encoding.
  if (Number.isSafeInteger(value)) return String(value);
  const isText = typeof value === 'string' || typeof value === 'boolean';
  if (!isText && !(typeof value === 'number' && Number.isFinite(value))) {
    throw new TypeError(`${name} holds a value that cannot be written into a URL`);
  }
  const encoded = encodeURIComponent(value);
  return allowReserved ? encoded.replace(RESERVED, decodeURIComponent) : encoded.replace(LEFT_OVER, percentEncoded);
}

/** Names keep the colon that BigCommerce has in them; anything that could start another parameter is encoded. */
function encodeName(name: string): string {
  return PLAIN.test(name) ? name : encodeURIComponent(name).replaceAll('%3A', ':');
}

/** Names that are written as they are. */
const PLAIN = /^[\w:]*$/;

/** RFC 3986 reserved characters, without those that end a value or change its meaning in a query: `# & + = [ ]`. */
const RESERVED = /%(?:3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)/g;

/** RFC 3986 reserved characters that encodeURIComponent leaves as they are. */
const LEFT_OVER = /[!'()*]/g;

function percentEncoded(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
