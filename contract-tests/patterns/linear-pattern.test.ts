import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { linearPattern } from '../../src/contract/patterns/linear-pattern.js';

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
          expect([text, linearPattern(pattern).test(text)]).toEqual([text, expected]);
        }
      }),
      { numRuns: 2_000 },
    );
    expect(matched).toBeGreaterThan(1_000);
  });

  test.each<[pattern: string, matching: string[], other: string[]]>([
    ['^[\\w-.]+$', ['a-b.c'], ['a b', '']],
    ['^a{,2}$', ['a{,2}'], ['aa']],
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
    ['^(a+)\\1$', 'refers back to what a group has matched (\\1)'],
    ['^(?<name>a+)\\k<name>$', 'refers back to what a group has matched (\\k)'],
    ['(?:){999999999}a', 'takes more than 10000 steps when its repetitions are written out'],
    ['((a{0,99}){0,99}){0,99}', 'takes more than 10000 steps when its repetitions are written out'],
    ['(?!(a{0,99}){0,999})b', 'takes more than 10000 steps when its repetitions are written out'],
    ['('.repeat(300) + ')'.repeat(300), 'has more than 200 groups within each other'],
  ])('for which there is no such bound is refused: %s', (pattern, reason) => {
    expect(() => linearPattern(pattern)).toThrow(
      expect.objectContaining({ name: 'UnboundedPatternError', message: reason }),
    );
  });

  test('that is none is refused', () => {
    expect(() => linearPattern('(')).toThrow(SyntaxError);
  });
});
