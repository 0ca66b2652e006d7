import { ESCAPE, literal, translateClass, translateEscape, UntranslatableError } from './character-class.js';

/**
 * Rewrites a pattern with constructs of other dialects (PCRE, Python, Java) in those of JavaScript: inline flags, `\A`, `\Z` and
 * `\z`, possessive quantifiers, atomic groups, comments, `\Q…\E`, named classes.
 *
 * @returns A pattern for the flag `u`; `undefined` if the pattern has none of these.
 * @throws UntranslatableError when it has one that means nothing in JavaScript.
 */
export function translated(pattern: string): string | undefined {
  const translator = new Translator(pattern);
  try {
    const text = translator.choice(NO_FLAGS, true);
    translator.checkEnd();
    return translator.isForeign ? text : undefined;
  } catch (error) {
    // JavaScript says best what is wrong with a pattern that no dialect has.
    if (error instanceof UntranslatableError && !isValid(pattern) && !translator.isForeign) return undefined;
    throw error;
  }
}

function isValid(pattern: string): boolean {
  try {
    return Boolean(new RegExp(pattern));
  } catch {
    return false;
  }
}

interface Flags {
  readonly i: boolean;
  readonly m: boolean;
  readonly s: boolean;
  readonly x: boolean;
}

const NO_FLAGS: Flags = { i: false, m: false, s: false, x: false };

/** A part of a sequence. */
interface Item {
  readonly text: string;
  readonly quantifier: string;
  readonly isPossessive: boolean;
  /** Whether it matches one character. */
  readonly isSingle: boolean;
}

class Translator {
  isForeign = false;
  #rest: string;
  #groups = 0;
  /** Whether a class has a bracket, which begins a class within it in Java and others. */
  #hasBracket = false;

  constructor(pattern: string) {
    this.#rest = pattern;
  }

  checkEnd(): void {
    if (this.#rest !== '') throw new UntranslatableError('has a parenthesis too many');
  }

  /** @param isLast Whether nothing follows. */
  choice(flags: Flags, isLast: boolean): string {
    const options: string[] = [];
    let current = flags;
    do {
      const { text, flags: after } = this.#sequence(current, isLast);
      options.push(text);
      // Flags hold for the alternatives that follow, too.
      current = after;
    } while (this.#take(/^\|/));
    return options.join('|');
  }

  #take(expression: RegExp): RegExpExecArray | undefined {
    const found = expression.exec(this.#rest) ?? undefined;
    if (found) this.#rest = this.#rest.slice(found[0].length);
    return found;
  }

  #foreign<Value>(value: Value): Value {
    this.isForeign = true;
    return value;
  }

  #sequence(given: Flags, isLast: boolean): { readonly text: string; readonly flags: Flags } {
    const items: Item[] = [];
    let flags = given;
    while (this.#rest !== '' && !/^[|)]/.test(this.#rest)) {
      if (this.#take(/^\(\?#[^)]*\)/) || (flags.x && this.#take(/^(?:\s+|#[^\n]*)/))) {
        this.isForeign = true;
        continue;
      }
      const [whole, on, off] = this.#take(/^\(\?([a-zA-Z]*)(?:-([a-zA-Z]+))?\)/) ?? [];
      if (whole !== undefined) {
        flags = this.#foreign(withFlags(flags, on, off));
        continue;
      }
      for (const item of this.#items(flags)) items.push(item);
    }
    const text = items.map((item, index) => this.#textOf(item, items.slice(index + 1), isLast)).join('');
    return { text, flags };
  }

  /** The next parts: one with its quantifier, or several literal characters. */
  #items(flags: Flags): Item[] {
    const quoted = this.#take(/^\\Q([\s\S]*?)(?:\\E|$)/);
    if (quoted) {
      this.isForeign = true;
      return [...(quoted[1] ?? '')].map((character) => ({
        ...{ text: literal(character, flags.i).text, quantifier: '', isPossessive: false, isSingle: true },
      }));
    }
    const { text, isSingle, fixed } = this.#term(flags);
    if (flags.x) this.#take(/^\s+/);
    const [unclear] = this.#take(/^\{,\d+\}/) ?? [];
    if (unclear) throw new UntranslatableError(`has ${unclear}, which is a repetition in some dialects only`);
    const [, quantifier = '', mode = ''] = this.#take(/^([*+?]|\{\d+(?:,\d*)?\})([+?]?)/) ?? [];
    const isPossessive = mode === '+' || fixed !== undefined;
    if (mode === '+') this.isForeign = true;
    if (fixed && quantifier) throw new UntranslatableError('repeats an atomic group');
    return [{ text, quantifier: fixed ?? quantifier + (mode === '?' ? '?' : ''), isPossessive, isSingle }];
  }

  #term(flags: Flags): { readonly text: string; readonly isSingle: boolean; readonly fixed?: string } {
    if (this.#rest.startsWith('(')) return this.#group(flags);
    const place = this.#take(/^(?:\\[AZzbB]|[\^$])/)?.[0];
    if (place !== undefined) return { text: this.#place(place, flags), isSingle: false };
    const back = this.#take(/^\\(?:[1-9]\d*|k<[^>]*>)|^\(\?P=(\w+)\)/);
    if (back) return { text: back[1] ? this.#foreign(`\\k<${back[1]}>`) : back[0], isSingle: false };
    const brackets = this.#take(/^\[((?:\^?\]?)(?:\[:\^?\w+:\]|[^\]\\]|\\[\s\S])*)\]/);
    if (brackets && /^\^?\[(?!:)|[^\\]\[(?!:)/.test(brackets[1] ?? '')) this.#hasBracket = true;
    if (this.#hasBracket && this.#rest.startsWith(']') && !brackets)
      throw new UntranslatableError('has a class within a class');
    if (!brackets && /^[*+?[]/.test(this.#rest)) throw new UntranslatableError('is not a regular expression');
    const [escaped] = brackets ? [] : (this.#take(ESCAPE) ?? []);
    if (!brackets && escaped === undefined && this.#take(/^\./)) return { text: flags.s ? '[^]' : '.', isSingle: true };
    const part = brackets
      ? translateClass(brackets[1] ?? '', flags.i)
      : escaped !== undefined
        ? translateEscape(escaped, flags.i)
        : literal(this.#take(/^[\s\S]/u)?.[0] ?? '', flags.i);
    if (part.isForeign) this.isForeign = true;
    return { text: part.text, isSingle: !part.text.startsWith('(') };
  }

  #place(place: string, flags: Flags): string {
    if (place === '\\A') return this.#foreign('^');
    if (place === '\\z') return this.#foreign('$');
    if (place === '\\Z') return this.#foreign('(?=\\n?$)');
    if (!flags.m || place.startsWith('\\')) return place;
    return place === '^' ? '(?<![^\\n])' : '(?![^\\n])';
  }

  #group(flags: Flags): { readonly text: string; readonly isSingle: boolean; readonly fixed?: string } {
    const scoped = this.#take(/^\(\?([a-zA-Z]*)(?:-([a-zA-Z]+))?:/);
    if (scoped && scoped[0] !== '(?:') this.isForeign = true;
    const inner = scoped ? withFlags(flags, scoped[1], scoped[2]) : flags;
    const atomic = scoped ? undefined : this.#take(/^\(\?>/);
    const opening = scoped ? '(?:' : atomic ? '(?:' : this.#opening();
    const text = this.choice(inner, false);
    if (!this.#take(/^\)/)) throw new UntranslatableError('lacks a parenthesis');
    if (!atomic) return { text: `${opening}${text})`, isSingle: false };
    this.isForeign = true;
    const [, single = '', quantifier] = /^(\[(?:[^\]\\]|\\[\s\S])*\]|\\?[\s\S])([*+?]|\{[\d,]+\})$/u.exec(text) ?? [];
    if (quantifier !== undefined) return { text: single, isSingle: true, fixed: quantifier };
    if (!/[|*+?{]/.test(text.replace(/\\[\s\S]|\[(?:[^\]\\]|\\[\s\S])*\]/g, '')))
      return { text: `(?:${text})`, isSingle: false };
    return { text: this.#committed(text), isSingle: false };
  }

  #opening(): string {
    const [, name] = this.#take(/^\(\?P<(\w+)>/) ?? [];
    if (name !== undefined) return this.#foreign(`(?<${name}>`);
    const opening = this.#take(/^\((?:\?(?:<?[=!]|<[^>=!][^>]*>))?(?!\?)/);
    if (!opening)
      throw new UntranslatableError(`has a group that JavaScript does not have (${this.#rest.slice(0, 4)})`);
    return opening[0];
  }

  /** What a lookahead has found is not tried in another way. */
  #committed(text: string): string {
    this.#groups += 1;
    return `(?=(?<committed${this.#groups}>${text}))\\k<committed${this.#groups}>`;
  }

  /** A possessive repetition is the same as another one where nothing that follows could begin within it. */
  #textOf({ text, quantifier, isPossessive, isSingle }: Item, following: readonly Item[], isLast: boolean): string {
    if (!isPossessive) return text + quantifier;
    if (/^\{\d+\}$/.test(quantifier) && isSingle) return text + quantifier;
    if (isSingle && endsBefore(text, following, isLast)) return text + quantifier;
    return this.#committed(text + quantifier);
  }
}

function withFlags(flags: Flags, on = '', off = ''): Flags {
  const unknown = /[^imsxu]/.exec(on + off);
  if (unknown) throw new UntranslatableError(`has the flag ${unknown[0]}`);
  const value = (name: keyof Flags) => (flags[name] || on.includes(name)) && !off.includes(name);
  return { i: value('i'), m: value('m'), s: value('s'), x: value('x') };
}

/** Whether a run of characters always ends before what follows it. */
function endsBefore(run: string, following: readonly Item[], isLast: boolean): boolean {
  for (const { text, quantifier, isSingle } of following) {
    if (text === '$') return true;
    if (!isSingle || !areDisjoint(run, text)) return false;
    if (!/^(?:[*?]|\{0)/.test(quantifier)) return true;
  }
  return isLast;
}

function areDisjoint(one: string, other: string): boolean {
  const [first, second] = [new RegExp(`^${one}$`, 'u'), new RegExp(`^${other}$`, 'u')];
  for (let code = 0; code <= 0xffff; code += 1) {
    const character = String.fromCharCode(code);
    if (first.test(character) && second.test(character)) return false;
  }
  return true;
}
