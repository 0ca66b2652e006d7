import { isObject } from '../../json.js';
import { UnreadableError } from './entry.js';

export type HeaderPairs = readonly (readonly [name: string, value: string])[];

/**
 * Headers of nock: names and values by turns, or an object with a value or several for each name.
 *
 * @throws UnreadableError when they are neither.
 */
export function readNockHeaders(given: unknown, name: string): HeaderPairs {
  if (given === undefined || given === null) return [];
  if (Array.isArray(given)) {
    const texts = given.map((member: unknown) => headerText(member, name));
    if (texts.length % 2 === 1) throw new UnreadableError(`${name} has a name without a value`);
    return texts.flatMap((text, index) => (index % 2 === 0 ? [[text, texts[index + 1] ?? ''] as const] : []));
  }
  if (!isObject(given)) throw new UnreadableError(`${name} is neither a list nor an object`);
  return Object.entries(given).flatMap(([header, value]: [string, unknown]) =>
    [value].flat().map((member) => [header, headerText(member, `${name}.${header}`)] as const),
  );
}

/**
 * Headers of HAR: a list of objects. Pseudo-headers of HTTP/2, which some browsers list, are none.
 *
 * @throws UnreadableError when they are something else.
 */
export function readHarHeaders(given: unknown, name: string): HeaderPairs {
  if (!Array.isArray(given)) throw new UnreadableError(`${name} is no list`);
  const pairs = given.map((header: unknown) => {
    if (!isObject(header)) throw new UnreadableError(`${name} has a member that is no object`);
    const read = (member: string) => headerText(Reflect.get(header, member), `${name}[].${member}`);
    return [read('name'), read('value')] as const;
  });
  return pairs.filter(([header]) => !header.startsWith(':'));
}

function headerText(value: unknown, name: string): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  throw new UnreadableError(`${name} is no text`);
}

/** The value of a header, whatever the case of its name. */
export function headerNamed(wanted: string, headers: HeaderPairs): string | undefined {
  return headers.find(([name]) => name.toLowerCase() === wanted)?.[1];
}
