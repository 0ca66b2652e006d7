import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { linearPattern, nativePattern } from '../../../src/contract/patterns/pattern.js';

/** Patterns of few characters, so that texts of these characters often match. */
const patterns = fc.letrec<{ choice: string; sequence: string; part: string; atom: string }>((tie) => ({
  choice: fc.array(tie('sequence'), { minLength: 1, maxLength: 3 }).map((options) => options.join('|')),
  sequence: fc.array(tie('part'), { maxLength: 4 }).map((parts) => parts.join('')),
  part: fc.oneof(
    { withCrossShrink: true, depthSize: 'small' },
    fc.constantFrom('^', '$', '\\b', '\\B'),
    fc
      .tuple(tie('atom'), fc.constantFrom('', '', '*', '+', '?', '+?', '{2}', '{1,2}', '{0,3}?', '{2,}'))
      .map((both) => both.join('')),
    fc
      .tuple(fc.constantFrom('(?=', '(?!', '(?<=', '(?<!'), tie('choice'))
      .map(([opening, inner]) => `${opening}${inner})`),
  ),
  atom: fc.oneof(
    { withCrossShrink: true, depthSize: 'small' },
    fc.constantFrom('a', 'b', '-', '.', '\\w', '\\D', '[ab]', '[^a]', '[\\]\\-a]', '\\x61', '\\u0061'),
    fc.tuple(fc.constantFrom('(', '(?:'), tie('choice')).map(([opening, inner]) => `${opening}${inner})`),
  ),
})).choice;
/** No pairs of surrogates: V8 also looks between the two, where nothing is by the standard. */
const texts = fc.array(fc.constantFrom('a', 'b', '-', '\n', '1', 'é'), { maxLength: 8 }).map((all) => all.join(''));

describe('a pattern', () => {
  test('matches what RegExp matches', () => {
    let matched = 0;
    fc.assert(
      fc.property(patterns, fc.array(texts, { minLength: 3, maxLength: 3 }), (pattern, some) => {
        for (const text of some) {
          const expected = new RegExp(pattern, 'u').test(text);
          matched += expected ? 1 : 0;
          const actual = linearPattern(pattern).test(text);
          // Thousands of equal verdicts need no matcher.
          if (actual !== expected) expect([text, actual]).toEqual([text, expected]);
        }
      }),
      { numRuns: 2_000 },
    );
    expect(matched).toBeGreaterThan(1_000);
  });

  test.each<[pattern: string, matching: string[], other: string[]]>([
    ['^[\\w-.]+$', ['a-b.c'], ['a b', '']],
    ['^a{,b}$', ['a{,b}'], ['aa']],
    ['^\\p{Lu}\\u{1F600}$', ['É😀'], ['é😀']],
    ['^.$', ['😀', '\ud83d', 'é'], ['\n', 'ab', '\ude00\ud83d']],
    ['^(?<year>\\d{4})-\\d\\d$', ['2024-01'], ['24-01']],
    ['^\\s\\cJ\\0$', ['\u00a0\n\0'], ['x\n\0']],
    ['^.{1,100000}$', ['x', 'x'.repeat(100_000)], ['', 'x'.repeat(100_001)]],
    ['^(?=.*\\d)(?=.*[A-Z])(?!.*\\s).{4,}$', ['abC1', '1Cab'], ['abc1', 'aC1', 'ab C1']],
    ['(?<!\\$)\\b\\d+$', ['cost 12'], ['cost $1']],
    ['^(?!(?:con|nul)$)[a-z]+$', ['console'], ['con', 'nul', 'C']],
  ])('may be written as people write them: %s', (pattern, matching, other) => {
    const made = linearPattern(pattern);
    for (const text of matching) expect([text, made.test(text)]).toEqual([text, true]);
    for (const text of other) expect([text, made.test(text)]).toEqual([text, false]);
  });

  test.each<[pattern: string, matching: string[], other: string[]]>([
    ['^a|b$', ['ax', 'xb'], ['xa', 'bx']],
    ['^(?:a|)c(|b)$', ['ac', 'c', 'cb'], ['a', 'bc']],
    ['(a?){3}b', ['b', 'aaab'], ['aaa']],
    ['(?:^)(ab){2,3}$', ['abab', 'ababab'], ['ab', 'abababab', '']],
    ['(?:^)(ab){2,}$', ['abab', 'abababab'], ['ab', 'abab1']],
    ['(?:^)(ab){2}$', ['abab'], ['ab', 'ababab', 'ab2']],
    ['(?:^)(ab){0}c$', ['c'], ['abc']],
    ['(?:^)(ab)?c$', ['c', 'abc'], ['ababc', 'ab?c']],
    ['(?:^)(ab)+?c$', ['abc', 'ababc'], ['c']],
    ['(?:^)(ab)*c$', ['abc', 'ababc', 'c'], ['ab']],
    ['(?:^)(a){10}b$', ['aaaaaaaaaab'], ['a0b', 'ab']],
    ['(?:^)(a){1,12}$', ['aaaaaaaaaaaa'], ['aaaaaaaaaaaaa', '']],
    ['(a|b)\\^\\$', ['a^$'], ['a']],
    ['(x|\\cJ)\\x41\\u0042', ['\nAB', 'xAB'], ['cJAB', '\nx41B', '\nAu0042']],
    ['(x|\\0)y', ['\0y'], ['0y']],
    ['(x|[)(|\\]\\\\])+y$', [')y', '(|]\\y'], ['zy', '[y']],
    ['(x|[^])y', ['\ny'], ['y']],
    ['(x|[])y', ['xy'], ['y', ']y']],
    ['(x|\\u{1F600})y', ['😀y'], ['u{1F600}y']],
    ['(x|\\ud83d\\ude00)y$', ['😀y'], ['\ude00y', 'y']],
    ['(x|\\uD83D\\uDE00)*y$', ['😀😀y'], []],
    ['^(x|\\p{Lu}|\\P{L})y$', ['Ay', '1y'], ['by', 'p{Lu}y']],
    ['^(x|\\/)\\.$', ['/.', 'x.'], ['//']],
    ['^(x|\\ud83d)y$', ['\ud83dy'], ['😀y']],
    ['^(x|\\w-\\d)$', ['a-1'], ['a-b']],
    // Without Unicode, as older patterns are written.
    ['^(x|[\\w-.]\\_)y$', ['-_y'], ['-y']],
    ['^(x|{)y{$', ['{y{'], ['{y']],
    ['^(x|\\07)[\\w-.]$', ['\x07a'], ['\x007a', '7a']],
    ['^(x|\\012)[\\w-.]$', ['\na'], ['\x012a']],
    ['^(x|\\k)[\\w-.]$', ['ka'], ['a']],
    ['^(x|\\p{Lu})[\\w-.]$', ['Aa'], ['p{Lu}a', 'aa']],
    ['^(x|.)(.)[\\w-.]$', ['😀a'], ['a']],
    ['^(x|a{,b}|a{b})[\\w-.]$', ['a{,b}.', 'a{b}.'], ['aa.']],
    // Edges of words and what surrounds a place.
    ['(^|x)\\bab?\\b', ['a', 'ab!', 'xab'.slice(1)], ['abc', 'ba']],
    ['(^|x)\\Ba|a\\B1', ['xa', 'a1'], ['a', 'x']],
    ['(a|b)\\b-\\B-', ['a--', 'b--'], ['a-b', '--']],
    ['(?=(a|b)c)..$', ['ac', 'xbc'], ['ab', 'cc']],
    ['(?!(a|b)c)^..$', ['ab', 'cc'], ['ac', 'bc']],
    ['(?<=(a|b)c)d$', ['acd', 'xbcd'], ['cd', 'ccd']],
    ['(?<!(a|b)c)d$', ['cd', 'ccd', 'd'], ['acd', 'bcd']],
    ['(?<=^(a|b))c$', ['ac'], ['xac', 'c']],
    ['(?<=(?<!a)b)c', ['bc', 'xbc'], ['abc']],
    ['(?<=😀)a', ['😀a'], ['\ude00a']],
    ['(?=😀$).', ['a😀'], ['a']],
    ['(?<name>a|b)(?<other>c)$', ['ac', 'bc'], ['cc']],
    ['(?:^)(x|(?=a).)$', ['a', 'x'], ['b']],
    ['(?:^)((?=a).){2}$', ['aa'], ['ab']],
    ['((?=a)|(?!b)|c){2}d', ['d', 'ccd'], ['c']],
  ])('is matched as RegExp matches it, however its parts are combined: %s', (pattern, matching, other) => {
    const made = linearPattern(pattern);
    const native = nativePattern(pattern);
    expect(made).not.toBeInstanceOf(RegExp);
    for (const text of [...matching, ...other]) expect([text, made.test(text)]).toEqual([text, native.test(text)]);
    for (const text of matching) expect([text, made.test(text)]).toEqual([text, true]);
    for (const text of other) expect([text, made.test(text)]).toEqual([text, false]);
  });

  test.each<[pattern: string, isLeft: boolean]>([
    ['^abc$', true],
    ['^a+$', true],
    ['^a*[bc]{3}\\d$', true],
    ['^a{2}b{3}$', true],
    ['^(a{2}){3}$', true],
    ['^(?:ab)+$', true],
    ['^.{1,100000}$', true],
    ['^a+b+$', false],
    ['^(a+){2}$', false],
    ['^(a{2}){1,3}$', true],
    ['^(a+)+$', false],
    ['^(a+){1}$', true],
    ['^a?b?$', false],
    ['^(a|b)$', false],
    ['^a(?=b)', false],
    ['^|a', false],
    ['a+$', false],
    ['abc', false],
    ['(^a)b', false],
    ['^', true],
    ['', false],
  ])('is left to RegExp where that has one thing to try: %s', (pattern, isLeft) => {
    expect(linearPattern(pattern) instanceof RegExp).toBe(isLeft);
    expect(String(linearPattern(pattern))).toBe(String(nativePattern(pattern)));
  });

  test.each<[pattern: string, text: string]>([
    ['^(a+)+$', `${'a'.repeat(100_000)}!`],
    ['^(a|a)*$', `${'a'.repeat(100_000)}!`],
    ['^(a|aa)+$', `${'a'.repeat(100_000)}!`],
    ['\\s+$', `${' '.repeat(100_000)}!`],
    ['(x+x+)+y', 'x'.repeat(100_000)],
    ['^(([a-z])+.)+[A-Z]([a-z])+$', 'a'.repeat(100_000)],
    ['(.*)\\[(.*)\\]$', '['.repeat(100_000)],
    ['^(?=(a+)+$).', `${'a'.repeat(100_000)}!`],
    ['(?<=^(a+)+)!$', `${'b'.repeat(100_000)}!`],
    ['^(.*a){20}$', `${'a'.repeat(100_000)}!`],
  ])('takes no longer than its text is long: %s', (pattern, text) => {
    // With RegExp, most of these would end after the earth does, and the others in minutes.
    expect(linearPattern(pattern).test(text)).toBe(false);
  });

  test.each<[pattern: string, reason: string]>([
    ['^(a+)\\1$', 'has a backreference (\\1)'],
    ['^(?<name>a+)\\k<name>$', 'has a backreference (\\k)'],
    ['(?:){999999999}a', 'needs more than 10000 steps with its repetitions expanded'],
    ['((a{0,99}){0,99}){0,99}', 'needs more than 10000 steps with its repetitions expanded'],
    ['(?!(a{0,99}){0,999})b', 'needs more than 10000 steps with its repetitions expanded'],
    ['('.repeat(300) + ')'.repeat(300), 'nests groups more than 200 deep'],
    ['('.repeat(201) + ')'.repeat(201), 'nests groups more than 200 deep'],
    ['(?:a|b){10000}', 'needs more than 10000 steps with its repetitions expanded'],
    ['(a|b)\\9', 'has a backreference (\\9)'],
    ['^(?<name>a)\\k<name>[\\w-.]$', 'has a backreference (\\k)'],
  ])('for which there is no such bound is refused: %s', (pattern, reason) => {
    expect(() => linearPattern(pattern)).toThrow(
      expect.objectContaining({ name: 'UnboundedPatternError', message: reason }),
    );
  });

  test('may have 200 groups within each other, and as many beside each other as anybody likes', () => {
    expect(linearPattern(`${'('.repeat(200)}a|b${')'.repeat(200)}`).test('b')).toBe(true);
    expect(linearPattern(`${'(a|b)'.repeat(300)}$`).test('ab'.repeat(150))).toBe(true);
  });

  test('that is none is refused', () => {
    expect(() => linearPattern('(')).toThrow(SyntaxError);
  });
});
