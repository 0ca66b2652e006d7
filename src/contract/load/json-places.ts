import { pointerTo } from '../../json.js';

/** Offsets of the parts of a text, in characters. */
export interface Places {
  /** The offset of the value at a path of names and indices; `undefined` if there is none. */
  valueAt(tokens: readonly string[]): number | undefined;
  /** The offset of the name of the member at a path. */
  nameAt(tokens: readonly string[]): number | undefined;
}

/** Offsets of a member of an object or an item of an array. */
interface Part {
  /** For items, which have no name, that of the value. */
  readonly name: number;
  readonly value: number;
}

/**
 * Offsets of the parts of a JSON text. Objects and arrays are scanned on demand, so that a document of many megabytes does not
 * need memory for the offsets of all its parts.
 */
export class JsonPlaces implements Places {
  readonly #text: string;
  /** By the offset of the object or array. */
  readonly #parts = new Map<number, ReadonlyMap<string, Part>>();

  /** @param text Valid JSON. */
  constructor(text: string) {
    this.#text = text;
  }

  valueAt(tokens: readonly string[]): number | undefined {
    return tokens.reduce<number | undefined>(
      (start, token) => (start === undefined ? undefined : this.#partsAt(start).get(token)?.value),
      this.#pastSpace(0),
    );
  }

  nameAt(tokens: readonly string[]): number | undefined {
    const parent = this.valueAt(tokens.slice(0, -1));
    return parent === undefined ? undefined : this.#partsAt(parent).get(tokens.at(-1) ?? '')?.name;
  }

  #partsAt(start: number): ReadonlyMap<string, Part> {
    const known = this.#parts.get(start) ?? this.#readParts(start);
    this.#parts.set(start, known);
    return known;
  }

  #readParts(start: number): ReadonlyMap<string, Part> {
    const parts = new Map<string, Part>();
    const opening = this.#text[start];
    if (opening !== '{' && opening !== '[') return parts;
    let at = this.#pastSpace(start + 1);
    while (at < this.#text.length && this.#text[at] !== '}' && this.#text[at] !== ']') {
      const name = at;
      let key = String(parts.size);
      if (opening === '{') {
        const end = this.#pastString(at);
        key = String(JSON.parse(this.#text.slice(at, end)));
        // Past the colon.
        at = this.#pastSpace(this.#pastSpace(end) + 1);
      }
      parts.set(key, { name, value: at });
      at = this.#pastSpace(this.#pastValue(at));
      if (this.#text[at] === ',') at = this.#pastSpace(at + 1);
    }
    return parts;
  }

  #pastValue(start: number): number {
    let depth = 0;
    for (let at = start; at < this.#text.length; at += 1) {
      const character = this.#text[at];
      if (character === '"') at = this.#pastString(at) - 1;
      else if (character === '{' || character === '[') depth += 1;
      else if (character === '}' || character === ']') depth -= 1;
      else if (character !== ',' || depth > 0) continue;
      // A comma or closing bracket around the value is not part of it.
      if (depth < 0 || (depth === 0 && character === ',')) return at;
      if (depth === 0) return at + 1;
    }
    return this.#text.length;
  }

  #pastString(start: number): number {
    for (let at = start + 1; at < this.#text.length; at += 1) {
      if (this.#text[at] === '\\') at += 1;
      else if (this.#text[at] === '"') return at + 1;
    }
    return this.#text.length;
  }

  #pastSpace(start: number): number {
    let at = start;
    while (' \t\n\r'.includes(this.#text[at] ?? 'x')) at += 1;
    return at;
  }
}

/** An object or array that is being read, and the name or index of its part. */
interface Level {
  /** The names so far; `undefined` in an array. */
  readonly names: Set<string> | undefined;
  part: string | number;
  isName: boolean;
}

/** The members of objects that have another one of the same name before them, which JSON.parse passes over. */
export function repeatedMembers(text: string): { offset: number; name: string; pointer: string }[] {
  const found: { offset: number; name: string; pointer: string }[] = [];
  const levels: Level[] = [];
  for (const { 0: token, index: offset } of text.matchAll(TOKENS)) {
    const level = levels.at(-1);
    if (token === '{') levels.push({ names: new Set(), part: '', isName: true });
    else if (token === '[') levels.push({ names: undefined, part: 0, isName: false });
    else if (token === '}' || token === ']') levels.pop();
    else if (token === ',' && level) {
      level.isName = level.names !== undefined;
      if (typeof level.part === 'number') level.part += 1;
    } else if (level?.isName) {
      const name = token.includes('\\') ? String(JSON.parse(token)) : token.slice(1, -1);
      level.part = name;
      level.isName = false;
      if (level.names?.has(name))
        found.push({ offset, name, pointer: pointerTo('', ...levels.map(({ part }) => part)) });
      level.names?.add(name);
    }
  }
  return found;
}

const TOKENS = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],]/g;
