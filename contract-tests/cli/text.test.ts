import { describe, expect, test } from '@jest/globals';
import { closestTo, hasUnseen, isBlank, plainText, shown } from '../../src/cli/text.js';

describe('text in messages', () => {
  test.each([
    ['letters, accents and emoji', 'Zoë 东京 🙂', 'Zoë 东京 🙂'],
    ['escape sequences', '\u001b[2K\r\u009b1A\u007f', '\\u001b[2K\\u000d\\u009b1A\\u007f'],
    ['line breaks', 'a\nb\u2028c\u2029d\u0085', 'a\\u000ab\\u2028c\\u2029d\\u0085'],
    ['changes of direction', '\u202eabc\u2066\u200f\u061c', '\\u202eabc\\u2066\\u200f\\u061c'],
    ['characters without width', '1\u200b\u2060\ufeff\u00ad', '1\\u200b\\u2060\\ufeff\\u00ad'],
    ['fillers', '\u3164\u115f\ufe0f', '\\u3164\\u115f\\ufe0f'],
    ['unusual spaces', '1\u00a0000\u3000', '1\\u00a0000\\u3000'],
    ['Braille without dots', '\u2800', '\\u2800'],
    ['tags', 'a\u{e0041}', 'a\\u{e0041}'],
    ['half a character', '\ud800', '\\ud800'],
  ])('shows %s', (_, text, plain) => {
    expect(plainText(text)).toBe(plain);
    expect(hasUnseen(text)).toBe(text !== plain);
  });

  test('quotes values, and shows no more of them than it takes', () => {
    expect(shown('1\u200b')).toBe('"1\\u200b"');
    expect(shown('x'.repeat(100))).toBe(`"${'x'.repeat(41)}…`);
    expect(shown(undefined)).toBe('undefined');
  });
});

test.each([
  ['', true],
  [' \t', true],
  ['\u00a0\u200b\ufeff', true],
  ['\u2800 \u2800', true],
  ['\u2801', false],
  ['0', false],
  [' a ', false],
])('a text of which nothing can be seen is blank: %j', (text, expected) => {
  expect(isBlank(text)).toBe(expected);
});

test.each([
  ['formt', ['format', 'from'], 'format'],
  ['ofrmat', ['format'], 'format'],
  ['DRY_RUN', ['dry-run'], 'dry-run'],
  ['l', ['list'], undefined],
  ['', ['a'], undefined],
  ['column', ['colour', 'columns'], 'columns'],
  ['abcdef', ['uvwxyz'], undefined],
  ['x'.repeat(1_000_000), ['list'], undefined],
])('the closest word to %j in %j is %j', (word, candidates, expected) => {
  expect(closestTo(word, candidates)).toBe(expected);
});
