import { isRecord } from '../../json.js';
import { isDay } from '../state.js';

/** The content of a store at the start is invalid. */
export class SeedError extends Error {
  override readonly name = 'SeedError';
  readonly problems: readonly string[];

  /**
   * @param source The name of the file, or `data`.
   * @param problems What is wrong, where, and what to do.
   */
  constructor(source: string, problems: readonly string[], options?: ErrorOptions) {
    super(problems.map((problem) => `${source}: ${problem}`).join('\n'), options);
    this.problems = problems;
  }
}

/**
 * Reads values of unknown form and collects everything that is wrong with them. What cannot be read becomes 0 or empty, so
 * that reading goes on.
 */
export class SeedReader {
  readonly problems: string[] = [];

  report(at: string, problem: string): void {
    this.problems.push(at === '' ? problem : `${at}: ${problem}`);
  }

  object(value: unknown, at: string, names: readonly string[]): Readonly<Record<string, unknown>> {
    if (!isRecord(value)) {
      this.#reportKind(at, `an object with ${names.join(', ')}`, value);
      return {};
    }
    for (const name of Object.keys(value)) {
      if (!names.includes(name))
        this.report(at === '' ? name : `${at}.${name}`, `is unknown; members are ${names.join(', ')}`);
    }
    return { ...value };
  }

  list(value: unknown, at: string): readonly unknown[] {
    if (value === undefined) return [];
    if (Array.isArray(value)) return value;
    this.#reportKind(at, 'a list', value);
    return [];
  }

  id(value: unknown, at: string): number {
    if (typeof value === 'number' && Number.isSafeInteger(value) && value > 0) return value;
    this.#reportKind(at, 'a whole number above 0', value);
    return 0;
  }

  string(value: unknown, at: string): string {
    if (typeof value === 'string') return value;
    this.#reportKind(at, 'a string in quotes', value);
    return '';
  }

  /** Milliseconds since 1970. */
  time(value: unknown, at: string): number | undefined {
    const [day] = typeof value === 'string' ? (DATE_TIME.exec(value)?.slice(1) ?? []) : [];
    const timeMs = day !== undefined && isDay(day) ? Date.parse(String(value)) : Number.NaN;
    if (!Number.isNaN(timeMs)) return timeMs;
    this.#reportKind(at, 'a date, such as 2026-03-02 or 2026-03-02T08:15:30Z', value);
    return undefined;
  }

  uuid(value: unknown, at: string): string {
    if (typeof value === 'string' && UUID.test(value)) return value;
    this.#reportKind(at, 'a UUID', value);
    return '';
  }

  oneOf<Text extends string>(value: unknown, at: string, texts: readonly [Text, ...Text[]]): Text {
    const found = texts.find((text) => text === value);
    if (found === undefined) this.#reportKind(at, texts.join(' or '), value);
    return found ?? texts[0];
  }

  /** Reports duplicate ids. Those that could not be read are 0 or empty, and do not count. */
  distinct(ids: readonly (number | string)[], at: string): void {
    const seen = new Set<number | string>();
    for (const id of ids) {
      if (id && seen.has(id)) this.report(at, `${id} is listed twice; remove one of them`);
      seen.add(id);
    }
  }

  #reportKind(at: string, expected: string, value: unknown): void {
    this.report(at, `must be ${expected}, but is ${kindOf(value)}`);
  }
}

function kindOf(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (isRecord(value)) return 'an object';
  const text = JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
/** A day, or a date and time as responses have them. */
const DATE_TIME = /^(\d{4}-\d{2}-\d{2})(?:T\d{2}:\d{2}:\d{2}Z)?$/;
