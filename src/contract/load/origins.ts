import { isObject, type Json, type JsonObject, pointerIn, pointerTo, pointerTokens, valueAt } from './json.js';
import type { SpecSource } from './source.js';

/** Where a part of a document was written before all its files became one. */
export interface Origin {
  readonly source: SpecSource;
  readonly pointer: string;
}

/** The file that a reference within another leads to, if it has been read. */
export type FileFinder = (reference: string, from: SpecSource) => SpecSource | undefined;

/**
 * Where a part is written, or the nearest one above it that is written anywhere.
 *
 * @param whole The document with all files in it, in which parts of other files stand where they are first referred to.
 */
export function originOf(pointer: string, main: SpecSource, whole: JsonObject, fileOf: FileFinder): Origin {
  const is30 = String(main.document['openapi']).startsWith('3.0');
  let origin: Origin = { source: main, pointer: '' };
  const tokens = pointerTokens(pointer);
  // Whether what follows is among the combinations that the alternative to null holds.
  let isUnwrapped = false;
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index] ?? '';
    origin = followed(origin, fileOf, (value) => has(value, token));
    const value = valueIn(origin);
    if (is30 && !isUnwrapped && token === 'anyOf' && isMadeNullable(value)) {
      if (tokens[index + 1] !== '1') return stepped(origin, 'nullable');
      index += 1;
      isUnwrapped = true;
    } else if (has(value, token)) {
      origin = stepped(origin, token);
      isUnwrapped = false;
    } else return origin;
  }
  const here = valueAt(whole, pointer);
  return followed(origin, fileOf, () => isObject(here) && '$ref' in here);
}

/** Follows references until something is reached that satisfies a condition, or refers to nothing. */
function followed(from: Origin, fileOf: FileFinder, isWanted: (value: Json | undefined) => boolean): Origin {
  let origin = from;
  for (let hops = 0; hops < MOST_HOPS; hops += 1) {
    const value = valueIn(origin);
    const reference = isObject(value) ? value['$ref'] : undefined;
    if (typeof reference !== 'string' || isWanted(value)) return origin;
    const [file = '', fragment = ''] = reference.split('#');
    const source = file === '' ? origin.source : fileOf(file, origin.source);
    const target = source && { source, pointer: pointerIn(fragment) };
    if (!target || valueIn(target) === undefined) return origin;
    origin = target;
  }
  return origin;
}

function stepped({ source, pointer }: Origin, token: string): Origin {
  return { source, pointer: pointerTo(pointer, token) };
}

function valueIn({ source, pointer }: Origin): Json | undefined {
  return valueAt(source.document, pointer);
}

function has(value: Json | undefined, token: string): boolean {
  if (Array.isArray(value)) return value[Number(token)] !== undefined;
  return isObject(value) && Object.hasOwn(value, token);
}

/** Whether the combinations of a schema have become one of two alternatives, of which the other is null. */
function isMadeNullable(value: Json | undefined): boolean {
  return isObject(value) && value['nullable'] === true && ['allOf', 'anyOf', 'oneOf'].some((name) => name in value);
}

const MOST_HOPS = 20;
