/** Tells whether a character is one that a part of a pattern (`\d`, `[^,]`) stands for, as RegExp understands it. */
export function characterMatcher(isUnicode: boolean): (source: string, character: string) => boolean {
  const known = new Map<string, OneCharacter>();
  return (source, character) => {
    // Most are letters that stand for themselves.
    if (source.length === 1 && source !== '.') return source === character;
    let one = known.get(source);
    if (!one) {
      one = new OneCharacter(new RegExp(`^${source}$`, isUnicode ? 'u' : ''));
      known.set(source, one);
    }
    return one.is(character);
  };
}

/** Remembers what it found out about ASCII. */
class OneCharacter {
  readonly #expression: RegExp;
  readonly #ascii = new Int8Array(128);

  constructor(expression: RegExp) {
    this.#expression = expression;
  }

  is(character: string): boolean {
    const code = character.length === 1 ? character.charCodeAt(0) : 128;
    if (code >= 128) return this.#expression.test(character);
    this.#ascii[code] ||= this.#expression.test(character) ? 1 : -1;
    return this.#ascii[code] === 1;
  }
}
