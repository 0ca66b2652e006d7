import { isDeepStrictEqual } from 'node:util';
import { isRecord, type Json, type JsonObject, pointerTo, pointerTokens, valueAtPointer } from '../../../src/json.js';
import { replacedAt } from '../../../src/score/mutants/mutant.js';
import { type Half, isRequest } from './half.js';

/**
 * How a half of an exchange differs from the one that its operation has for every case. Names of places are `method`, `url`,
 * `status`, `body`, `header NAME`, `query NAME`, and `body/POINTER` for a place in a JSON body.
 */
export interface Edits {
  readonly set?: Readonly<Record<string, Json>>;
  readonly without?: readonly string[];
}

/** The shortest edits that make one half of the other. */
export function editsBetween(base: Half, half: Half): Edits {
  const found: [place: string, value: Json | undefined][] = [
    ...(isRequest(base) && isRequest(half) ? requestEdits(base, half) : []),
    ...(!isRequest(base) && !isRequest(half) && base.status !== half.status
      ? [['status', half.status] as [string, Json]]
      : []),
    ...memberEdits('header ', base.headers, half.headers),
    ...(base.body === half.body ? [] : bodyEdits(base.body, half.body)),
  ];
  const edits = asEdits(found);
  return isDeepStrictEqual(edited(base, edits), half) ? edits : wholeEdits(half, found);
}

/** A half, edited. */
export function edited(base: Half, { set = {}, without = [] }: Edits): Half {
  const changes: (readonly [place: string, value: Json | undefined])[] = [
    ...Object.entries(set).map(([place, value]) => [place, unfolded(value)] as const),
    ...without.map((place) => [place, undefined] as const),
  ];
  return changes.reduce<Half>(withChange, base);
}

function withChange(half: Half, [place, value]: readonly [place: string, value: Json | undefined]): Half {
  const [kind = '', name = ''] = /^(?:header|query) /.test(place)
    ? [place.slice(0, place.indexOf(' ')), place.slice(place.indexOf(' ') + 1)]
    : [place];
  if (kind === 'header') return { ...half, headers: withMember(half.headers, name, textOrNone(value)) };
  if (kind === 'query' && isRequest(half)) return { ...half, url: withQuery(half.url, name, textOrNone(value)) };
  if (place.startsWith('body/')) return { ...half, body: withJson(half.body, place.slice('body'.length), value) };
  if (place === 'body' && value === undefined) {
    const { body: _, ...rest } = half;
    return rest;
  }
  return { ...half, [place]: place === 'body' && typeof value !== 'string' ? JSON.stringify(value) : value };
}

function textOrNone(value: Json | undefined): string | undefined {
  return Array.isArray(value) ? value.join(',') : value === undefined ? undefined : String(value);
}

function withMember(members: Readonly<Record<string, string>>, name: string, value: string | undefined) {
  const { [name]: _, ...others } = members;
  return value === undefined ? others : { ...members, [name]: value };
}

function requestEdits(base: Half & { url: string; method: string }, half: Half & { url: string; method: string }) {
  const method: [string, Json][] = base.method === half.method ? [] : [['method', half.method]];
  if (base.url === half.url) return method;
  const [before, after] = [pairsIn(base.url), pairsIn(half.url)];
  const isSimple =
    before.address === after.address && new Set(after.pairs.map(([name]) => name)).size === after.pairs.length;
  if (!isSimple) return [...method, ['url', half.url] as [string, Json]];
  const folded = memberEdits('query ', Object.fromEntries(before.pairs), Object.fromEntries(after.pairs));
  return [...method, ...folded];
}

function memberEdits(
  kind: string,
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): [string, Json | undefined][] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names
    .filter((name) => before[name] !== after[name])
    .map((name) => [kind + name, foldedText(kind, after[name])]);
}

/** Long lists in a query have the same item many times. */
function foldedText(kind: string, text: string | undefined): Json | undefined {
  const items = text?.split(',') ?? [];
  return kind === 'query ' && items.length > LONG ? folded(items) : text;
}

interface Address {
  readonly address: string;
  readonly pairs: readonly (readonly [name: string, value: string])[];
}

function pairsIn(url: string): Address {
  const [address = '', query = ''] = url.split(/\?(.*)/s);
  const pairs = query === '' ? [] : query.split('&').map((pair) => pair.split(/=(.*)/s));
  return { address, pairs: pairs.map(([name = '', value = '']) => [name, value] as const) };
}

function withQuery(url: string, name: string, value: string | undefined): string {
  const { address, pairs } = pairsIn(url);
  const members = withMember(Object.fromEntries(pairs), name, value);
  const query = Object.entries(members).map((pair) => pair.join('='));
  return query.length === 0 ? address : `${address}?${query.join('&')}`;
}

function bodyEdits(before: string | undefined, after: string | undefined): [string, Json | undefined][] {
  if (after === undefined) return [['body', undefined]];
  const [from, to] = [parsed(before), parsed(after)];
  if (from === undefined || to === undefined) return [['body', folded(after)]];
  const places = jsonEdits(from, to, 'body');
  const isWhole = JSON.stringify(places).length > JSON.stringify(to).length + 'body'.length || places.length > 4;
  return isWhole ? [['body', folded(to)]] : places;
}

/** JSON that is written as `JSON.stringify` writes it. A text alone is left as it is. */
function parsed(text: string | undefined): Json | undefined {
  try {
    const value: Json = JSON.parse(text ?? '');
    return JSON.stringify(value) === text && typeof value !== 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}

function jsonEdits(before: Json, after: Json, place: string): [string, Json | undefined][] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (isJsonObject(before) && isJsonObject(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return names.flatMap((name): [string, Json | undefined][] => {
      const [from, to] = [before[name], after[name]];
      if (from === undefined || to === undefined)
        return from === to ? [] : [[pointerTo(place, name), to && folded(to)]];
      return jsonEdits(from, to, pointerTo(place, name));
    });
  }
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length && before.length <= LONG)
    return before.flatMap((from, index) => jsonEdits(from, after[index] ?? null, pointerTo(place, index)));
  return [[place, folded(after)]];
}

function isJsonObject(value: Json): value is JsonObject {
  return isRecord(value);
}

function withJson(body: string | undefined, pointer: string, value: Json | undefined): string {
  const whole: Json = JSON.parse(body ?? 'null');
  const tokens = pointerTokens(pointer);
  if (value !== undefined) return JSON.stringify(replacedAt(whole, tokens, value));
  const parentPointer = pointer.slice(0, pointer.lastIndexOf('/'));
  const parent = valueAtPointer(whole, parentPointer);
  const { [tokens.at(-1) ?? '']: _, ...others } = parent !== undefined && isJsonObject(parent) ? parent : {};
  return JSON.stringify(replacedAt(whole, pointerTokens(parentPointer), others));
}

/** Repetitions of more than this are counted, not written out. */
const LONG = 9;

/** A value in which an item or a character that comes many times is written once. */
function folded(value: Json): Json {
  if (typeof value === 'string') {
    const [first = ''] = value;
    return value.length > LONG && value === first.repeat(value.length) ? { text: first, times: value.length } : value;
  }
  if (Array.isArray(value)) {
    const [first = null] = value;
    const isRepeated = value.length > LONG && value.every((item) => JSON.stringify(item) === JSON.stringify(first));
    return isRepeated ? { item: folded(first), times: value.length } : value.map(folded);
  }
  return isJsonObject(value)
    ? Object.fromEntries(Object.entries(value).map(([name, member]) => [name, folded(member)]))
    : value;
}

function unfolded(value: Json): Json {
  if (Array.isArray(value)) return value.map(unfolded);
  if (!isJsonObject(value)) return value;
  const { text, item, times, ...others } = value;
  if (typeof times === 'number' && Object.keys(others).length === 0) {
    if (typeof text === 'string' && item === undefined) return text.repeat(times);
    if (item !== undefined && text === undefined) return Array.from({ length: times }, () => unfolded(item));
  }
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, unfolded(member)]));
}

function asEdits(found: readonly (readonly [place: string, value: Json | undefined])[]): Edits {
  const set = found.filter((one): one is [string, Json] => one[1] !== undefined);
  const without = found.filter(([, value]) => value === undefined).map(([place]) => place);
  return {
    ...(set.length > 0 && { set: Object.fromEntries(set) }),
    ...(without.length > 0 && { without }),
  };
}

/** What differs, whole: for an order that edits do not keep, or a value that looks like a repetition. */
function wholeEdits(half: Half, found: readonly (readonly [place: string, value: Json | undefined])[]): Edits {
  const simple = found.filter(([place]) => !/^(body|query|url)/.test(place));
  const body: [string, Json | undefined][] = [['body', half.body]];
  return asEdits([...simple, ...(isRequest(half) ? [['url', half.url] as const] : []), ...body]);
}
