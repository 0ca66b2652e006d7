import { describe, expect, test } from '@jest/globals';
import { loadContract } from '../../../src/contract/index.js';
import { linearPattern, nativePattern } from '../../../src/contract/patterns/pattern.js';

describe('patterns of other dialects have their meaning:', () => {
  test.each<[pattern: string, matching: string[], others: string[]]>([
    ['(?i)^abc$', ['ABC', 'abc'], ['abd']],
    ['^(?i:abc)D$', ['ABCD', 'abcD'], ['abcd']],
    ['^a(?i)b|c$', ['aB', 'C'], ['Ab', 'x']],
    ['^(?i)a(?-i)b$', ['Ab'], ['AB']],
    ['(?i)^[^a-f]$', ['G', 'g'], ['A', 'f']],
    ['(?i)^[a-z0-9_-]+$', ['A-z_9'], ['é']],
    ['(?i)^\\x41é$', ['aÉ'], ['bé']],
    ['[^\\s]+(\\.(?i)(jpeg|tiff|pdf))$', ['x.PDF', 'a.jpeg'], ['a.png']],
    ['(?s)^a.c$', ['a\nc'], ['ac']],
    ['(?m)^b$', ['a\nb\nc'], ['ab']],
    ['(?x) ^ a +  b # a comment\n$', ['aab'], ['a b']],
    ['^(?#a comment)a$', ['a'], ['b']],
    ['\\Aabc\\z', ['abc'], ['xabc', 'abc\n']],
    ['\\Aabc\\Z', ['abc', 'abc\n'], ['abcx', 'abc\n\n']],
    ['^[a-z]++$', ['abc'], ['ab1']],
    ['^\\d++-?+[a-z]$', ['12a', '12-a'], ['12']],
    ['^a{2}+b$', ['aab'], ['ab']],
    ['^(?>a+)b$', ['aab'], ['b']],
    ['^(?>ab)c$', ['abc'], ['ab']],
    ['^(?P<year>\\d{4})$', ['2020'], ['20']],
    ['^\\Qa.b(\\E$', ['a.b('], ['axb(']],
    ['^[[:alpha:][:digit:]]+$', ['a1'], ['-', ':']],
    ['^\\p{Alnum}+$', ['a1'], ['-']],
    ['^[\\p{L}\\w-.]+$', ['é-.'], ['p{']],
    ['^a\\hb$', ['a b', 'a\tb'], ['ahb']],
    ['^\\x{41}\\o{102}\\060$', ['AB0'], ['x{41}B0']],
    ['(?i)^\\x{e9}$', ['É', 'é'], ['e']],
    ['^[\\x{2d}\\x{1F600}-\\x{1F602}a]+$', ['-a', '\u{1f601}'], ['b']],
    ['^\\a\\e\\N$', ['\x07\x1bx'], ['aeN', '\x07\x1b\n']],
    ['^[\\a\\e]$', ['\x07'], ['a', 'e']],
    ['^a\\Rb$', ['a\r\nb', 'a\nb'], ['aRb']],
  ])('%s', (pattern, matching, others) => {
    for (const expression of [nativePattern(pattern), linearPattern(pattern)]) {
      expect(matching.filter((text) => !expression.test(text))).toEqual([]);
      expect(others.filter((text) => expression.test(text))).toEqual([]);
    }
  });
});

test.each([
  ['^a++a$', 'aaa'],
  ['^(?>a|ab)c$', 'abc'],
  ['^[a-c]*+[c-d]$', 'abc'],
])('%s does not try another way, where any pattern is trusted', (pattern, text) => {
  expect(nativePattern(pattern).test(text)).toBe(false);
  expect(new RegExp(pattern.replace('?>', '?:').replace(/([+*])\+/, '$1')).test(text)).toBe(true);
});

describe('what has no meaning in JavaScript, or none in linear time, is listed and not checked:', () => {
  test.each<[pattern: string, reason: string]>([
    ['^(a)\\1$', 'has a backreference (\\1), so matching it could take forever'],
    ['^a++a$', 'has a backreference'],
    ['^(?>a|ab)c$', 'has a backreference'],
    ['(?R)', 'is not a valid JavaScript regular expression'],
    ['(?U)a', 'is not a valid JavaScript regular expression'],
    ['^\\Ga', 'has \\G, which JavaScript does not have'],
    ['^\\p{IsGreek}-\\-$', 'has \\p{IsGreek}, which JavaScript does not have'],
    ['^\\i\\c*$', 'has \\i, which JavaScript does not have'],
    ['^a\\c*$', 'has \\c, which JavaScript does not have'],
    ['^\\N{DIGIT ONE}$', 'has \\N{DIGIT ONE}, which JavaScript does not have'],
    ['^\\x{110000}$', 'has \\x{110000}, which is no character'],
    ['^a{,3}$', 'has {,3}, which is a repetition in some dialects only'],
    ['^[[a-c]d]$', 'has a class within a class'],
    ['^[a-z-[aeiou]]$', 'has a class within a class'],
    ['[a-z&&[^b]]', 'has an intersection of classes'],
    ['(?i)[à-ü]', 'has a range of letters outside ASCII'],
    ['(?i)(', 'lacks a parenthesis'],
    ['(?i)a)', 'has a parenthesis too many'],
    ['(?i)*', 'is not a regular expression'],
    ['(a{0,999}){0,999}', 'needs more than 10000 steps'],
  ])('%s', async (pattern, reason) => {
    const schemas = { A: { type: 'string', pattern } };
    const contract = await loadContract({ openapi: '3.1.0', info: {}, components: { schemas }, paths: {} });
    const listed = contract.unchecked?.filter(({ pointer }) => pointer?.endsWith('/pattern'));
    expect(listed?.map(({ reason: found }) => found)).toEqual([
      expect.stringContaining(`the pattern ${pattern} ${reason}`),
    ]);
  });
});
