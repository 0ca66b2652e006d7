import { isRecord, type Json, type JsonObject } from '../../../src/json.js';
import { type Bases, baseOf, type Entry, type Evidence } from './derive.js';
import { type Edits, edited, editsBetween } from './edits.js';
import type { Half } from './half.js';

/**
 * The same edits of several halves of which the document says the same. `at` has the names of parameters or headers that
 * stand for `{}` in the other members.
 */
export interface Line extends Edits {
  readonly verdict: string;
  readonly was?: string;
  readonly what: string;
  readonly rule: string;
  /** The bases that are edited, each as `operationId base`. */
  readonly in: readonly string[];
  readonly at?: readonly string[];
}

/** Evidence as lines, those of one kind together, in the order in which they are found. */
export function linesOf({ bases, entries }: Pick<Evidence, 'bases' | 'entries'>): Line[] {
  const edits = createEdits();
  const single = entries.map((entry) => lineOf(entry, bases[entry.operationId] ?? {}, edits));
  return grouped(grouped(single.map(withPlaceholder), 'at'), 'in').map(withoutNeedlessPlaceholder);
}

/** Edits between halves, each once: operations share most of their responses. */
function createEdits(): typeof editsBetween {
  const known = new Map<string, Edits>();
  const written = new Map<Half, string>();
  return (base, half) => {
    const before = written.get(base) ?? JSON.stringify(base);
    written.set(base, before);
    const key = `${before}${JSON.stringify(half)}`;
    const edits = known.get(key) ?? editsBetween(base, half);
    known.set(key, edits);
    return edits;
  };
}

function lineOf(
  { operationId, half, verdict, was, what, rule }: Entry,
  bases: Bases,
  editsOf: typeof editsBetween,
): Line {
  const name = baseOf(half, bases);
  const base = bases[name];
  if (!base) throw new Error(`there is no base for ${what} of ${operationId}`);
  const edits = editsOf(base, half);
  return { verdict, ...(was !== undefined && { was }), what, rule, in: [`${operationId} ${name}`], ...edits };
}

/** The name of the one parameter or header that is edited, taken out. */
function withPlaceholder(line: Line): Line {
  const [[place, value] = ['', null], ...others] = Object.entries(line.set ?? {});
  const [, kind, name = ''] = /^(query|header) (.*)$/.exec(place) ?? [];
  if (!kind || others.length > 0 || line.without || line.was !== undefined) return line;
  const taken = {
    ...line,
    ...inWords(line, (text) => text.replaceAll(name, '{}')),
    at: [name],
    set: { [`${kind} {}`]: value },
  };
  const lowered = { ...taken, verdict: taken.verdict.replaceAll(name.toLowerCase(), '{}') };
  return [taken, lowered].find((one) => isSame(named(one, name), line)) ?? line;
}

function named({ at: _, ...line }: Line, name: string): Line {
  const set = Object.entries(line.set ?? {}).map(([place, value]) => [place.replace('{}', () => name), value] as const);
  const isHeader = Object.keys(line.set ?? {}).some((place) => place.startsWith('header '));
  const words = inWords(line, (text) => text.replaceAll('{}', () => name));
  const verdict = line.verdict.replaceAll('{}', () => (isHeader ? name.toLowerCase() : name));
  return { ...line, ...words, verdict, set: Object.fromEntries(set) };
}

function inWords({ verdict, what, rule }: Line, change: (text: string) => string) {
  return { verdict: change(verdict), what: change(what), rule: change(rule) };
}

function isSame(one: Line, other: Line): boolean {
  return JSON.stringify({ ...one, at: undefined }) === JSON.stringify({ ...other, at: undefined });
}

/** One line in place of those that differ in one member alone. */
function grouped(lines: readonly Line[], by: 'at' | 'in'): Line[] {
  const groups = new Map<string, Line>();
  for (const line of lines) {
    const names = line[by];
    const key = names ? JSON.stringify({ ...line, [by]: null }) : `${groups.size}`;
    const known = groups.get(key);
    groups.set(key, known && names ? { ...known, [by]: [...(known[by] ?? []), ...names] } : line);
  }
  return [...groups.values()];
}

function withoutNeedlessPlaceholder(line: Line): Line {
  const [name, ...others] = line.at ?? [];
  return name !== undefined && others.length === 0 ? named(line, name) : line;
}

/** What a line stands for, of one operation or of all. */
export function entriesOfLine(line: Line, bases: Evidence['bases'], only?: string): Entry[] {
  const single = line.at ? line.at.map((name) => named(line, name)) : [line];
  return line.in.flatMap((place) => {
    const [operationId = '', name = ''] = place.split(/ (.*)/s);
    if (only !== undefined && operationId !== only) return [];
    const base = bases[operationId]?.[name];
    if (!base) throw new Error(`${place} is no base of ${line.what}`);
    return single.map(({ in: _, set, without, ...about }) => ({
      ...about,
      operationId,
      half: edited(base, { ...(set && { set }), ...(without && { without }) }),
    }));
  });
}

/** A base as it is stored: with its body as JSON where it is written as JSON is. */
export function writtenBase({ body, ...half }: Half): JsonObject {
  const written: JsonObject = { ...half, headers: { ...half.headers } };
  if (body === undefined) return written;
  const json = jsonOf(body);
  return json === undefined ? { ...written, body } : { ...written, json };
}

function jsonOf(text: string): Json | undefined {
  try {
    const value: Json = JSON.parse(text);
    return JSON.stringify(value) === text ? value : undefined;
  } catch {
    return undefined;
  }
}

export function readBase({ json, ...written }: JsonObject): Half {
  const { method, url, status, headers, body } = written;
  const own = isRecord(headers) ? Object.entries(headers).map(([name, value]) => [name, String(value)]) : [];
  const text = json === undefined ? body : JSON.stringify(json);
  const message = { headers: Object.fromEntries(own), ...(typeof text === 'string' && { body: text }) };
  return typeof status === 'number' ? { status, ...message } : { method: String(method), url: String(url), ...message };
}
