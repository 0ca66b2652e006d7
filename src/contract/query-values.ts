import type { WireType } from '../../generated/descriptor.js';
import { percentDecoded } from '../json.js';
import type { QueryParameterDescriptor } from './contract.js';
import { fromText, TEXT } from './wire-value.js';

/**
 * How strictly texts are read. `exact`: as OpenAPI writes them, for servers with `x-exact-urls`. `lenient`: as clients write
 * them, where a plus sign may be a space, and what separates may be percent-encoded. `cookie`: as `lenient`, but a plus sign is
 * always itself.
 */
export type Strictness = 'exact' | 'lenient' | 'cookie';

/** The raw text of a parameter or, if it is an object, of one of its members. */
export interface RawValue {
  readonly member: string | undefined;
  readonly text: string;
  /** Whether it is a part of a list or an object within a `deepObject`, for which no form is defined. */
  readonly isWithin?: true;
}

/** What separates words and items in a text. */
export interface Separation {
  /** What a plus sign stands for. */
  readonly plus: '+' | ' ';
  /** Whether percent-encoded commas separate, too. */
  readonly isEncoded: boolean;
}

export const USUAL: Separation = { plus: '+', isEncoded: false };

/** The ways to read a text, the likeliest first. */
export function separationsOf(
  { style, explode, isUnchecked, isVerbatim }: QueryParameterDescriptor,
  raw: readonly RawValue[],
  strictness: Strictness,
): Separation[] {
  if (strictness === 'exact' || isUnchecked) return [USUAL];
  const has = (expression: RegExp) => raw.some(({ text }) => expression.test(text));
  const signs = strictness === 'lenient' && has(/\+/) ? ([' ', '+'] as const) : (['+'] as const);
  const commas = !isVerbatim && style === 'form' && !explode && has(/%2C/i) ? [false, true] : [false];
  return commas.flatMap((isEncoded) => signs.map((plus) => ({ plus, isEncoded })));
}

/** The value that a text stands for if it is separated in one way, and the parts that it consists of. */
export function readAs(parameter: QueryParameterDescriptor, raw: readonly RawValue[], separation: Separation) {
  const { types, style, explode, itemTypes = TEXT, memberTypes = {}, otherMemberTypes = TEXT } = parameter;
  const isList = types.includes('array') || isRepeatedOfAnyType(parameter, raw);
  // If other types are allowed too, it is an object if members are named, or if names and values can alternate.
  const isNamed = raw.some(({ member }) => member !== undefined);
  const isAlternating = style !== 'deepObject' && !explode && itemsOf(raw, parameter, separation).length % 2 === 0;
  const isPlain = !isNamed && !isAlternating && types.some((type) => !NESTED.includes(type));
  const isObject = types.includes('object') && !isPlain;
  const decoded = (text: string) =>
    parameter.isVerbatim ? text : percentDecoded(separation.plus === ' ' ? text.replaceAll('+', ' ') : text);
  const value = ({ text }: RawValue, as: readonly WireType[]) => fromText(decoded(text), as);
  const parts = isObject
    ? membersOf(raw, parameter, separation)
    : isList && !(explode || isNamed)
      ? itemsOf(raw, parameter, separation)
      : raw;
  if (isList) return { parts, isObject, value: parts.map((part) => value(part, itemTypes)) };
  if (!isObject) return { parts, isObject, value: parts[0] && value(parts[0], types) };
  // A member may be called "constructor", which every object inherits.
  const typesOf = (member: string) => (Object.hasOwn(memberTypes, member) && memberTypes[member]) || otherMemberTypes;
  const members = parts.map((part) => [part.member ?? '', value(part, typesOf(part.member ?? ''))]);
  return { parts, isObject, value: Object.fromEntries(members) };
}

/** Whether a value of any type is written as a list is. */
export function isRepeatedOfAnyType({ isAnyType, explode }: QueryParameterDescriptor, raw: readonly RawValue[]) {
  return isAnyType === true && explode && raw.length > 1;
}

const NESTED: readonly WireType[] = ['array', 'object', 'null'];

/** An empty text is an array of one empty item: no style can express an empty array. */
function itemsOf(
  raw: readonly RawValue[],
  { style }: QueryParameterDescriptor,
  { plus, isEncoded }: Separation,
): RawValue[] {
  const text = raw[0]?.text ?? '';
  const delimiter = {
    form: isEncoded ? /,|%2C/i : ',',
    deepObject: ',',
    spaceDelimited: plus === ' ' ? /%20|\+/ : '%20',
    pipeDelimited: text.includes('|') ? '|' : /%7C/i,
  }[style];
  return text.split(delimiter).map((item) => ({ member: undefined, text: item }));
}

/** Members are named, or written as alternating names and values. */
function membersOf(
  raw: readonly RawValue[],
  parameter: QueryParameterDescriptor,
  separation: Separation,
): readonly RawValue[] {
  const named = raw.filter(({ member }) => member !== undefined);
  // The only form of a deepObject.
  if (named.length > 0 || parameter.style === 'deepObject') return named;
  const items = itemsOf(raw, parameter, separation);
  return items
    .filter((_, index) => index % 2 === 0)
    .map(({ text }, index) => ({ member: percentDecoded(text), text: items[index * 2 + 1]?.text ?? '' }));
}
