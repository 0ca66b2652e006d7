import { isObject } from '../../json.js';
import { isDay } from '../state.js';

/** Reads values of unknown form, and writes down what is wrong with them. What cannot be read is an empty stand-in. */
export class SeedReader {
  readonly problems: string[] = [];

  complain(at: string, problem: string): void {
    this.problems.push(at === '' ? problem : `${at}: ${problem}`);
  }

  object(value: unknown, at: string, names: readonly string[]): Readonly<Record<string, unknown>> {
    if (!isObject(value) || Array.isArray(value)) {
      this.complain(at, `has to be an object with ${names.join(', ')}, not ${kindOf(value)}`);
      return {};
    }
    for (const name of Object.keys(value)) {
      if (names.includes(name)) continue;
      this.complain(at === '' ? name : `${at}.${name}`, `is not known; there are ${names.join(', ')}`);
    }
    return Object.fromEntries(Object.entries(value));
  }

  list(value: unknown, at: string): readonly unknown[] {
    if (value === undefined) return [];
    if (Array.isArray(value)) return value;
    this.complain(at, `has to be a list, not ${kindOf(value)}`);
    return [];
  }

  id(value: unknown, at: string): number {
    if (typeof value === 'number' && Number.isSafeInteger(value) && value > 0) return value;
    this.complain(at, `has to be a whole number above 0, not ${kindOf(value)}`);
    return 0;
  }

  text(value: unknown, at: string): string {
    if (typeof value === 'string') return value;
    this.complain(at, `has to be a text, not ${kindOf(value)}; put it in quotes`);
    return '';
  }

  /** Milliseconds since 1970; `undefined` for what is no moment. */
  moment(value: unknown, at: string): number | undefined {
    const [day] = typeof value === 'string' ? (MOMENT.exec(value)?.slice(1) ?? []) : [];
    const timeMs = day !== undefined && isDay(day) ? Date.parse(String(value)) : Number.NaN;
    if (!Number.isNaN(timeMs)) return timeMs;
    this.complain(at, `has to be a moment, such as 2026-03-02T08:15:30Z, or a day, not ${kindOf(value)}`);
    return undefined;
  }

  uuid(value: unknown, at: string): string {
    if (typeof value === 'string' && UUID.test(value)) return value;
    this.complain(at, `has to be a UUID, not ${kindOf(value)}`);
    return '';
  }

  oneOf<Text extends string>(value: unknown, at: string, texts: readonly [Text, ...Text[]]): Text {
    const found = texts.find((text) => text === value);
    if (found === undefined) this.complain(at, `has to be ${texts.join(' or ')}, not ${kindOf(value)}`);
    return found ?? texts[0];
  }

  /** What could not be read, and is 0 or empty, is not compared. */
  distinct(ids: readonly (number | string)[], at: string): void {
    const seen = new Set<number | string>();
    for (const id of ids) {
      if (id && seen.has(id)) this.complain(at, `${id} is there twice; leave one out`);
      seen.add(id);
    }
  }
}

/** What is there instead, as far as it helps to find it. */
function kindOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (isObject(value)) return 'an object';
  const text = JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
/** A day, or a moment of it as answers have them. */
const MOMENT = /^(\d{4}-\d{2}-\d{2})(?:T\d{2}:\d{2}:\d{2}Z)?$/;

/** What a store is to begin with is not acceptable. */
export class SeedError extends Error {
  override readonly name = 'SeedError';
  readonly problems: readonly string[];

  /**
   * @param source The file, or `data`.
   * @param problems What is wrong, each with its place and what to do.
   */
  constructor(source: string, problems: readonly string[], options?: ErrorOptions) {
    super(problems.map((problem) => `${source}: ${problem}`).join('\n'), options);
    this.problems = problems;
  }
}
