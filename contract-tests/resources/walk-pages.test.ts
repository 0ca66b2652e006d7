import { describe, expect, test } from '@jest/globals';
import { walkPages } from '../../src/resources/pages.js';

describe('pages', () => {
  const numbersUpTo = (last: number) => (_: unknown, number: number) => (number < last ? number + 1 : undefined);

  test('come in order, and what fails appears when it is due', async () => {
    const fetchPage = async (number: number) => {
      if (number === 3) throw new Error('page 3');
      return `page ${number}`;
    };
    const pages: string[] = [];
    const walk = async () => {
      for await (const page of walkPages(1, fetchPage, numbersUpTo(5))) {
        // Long enough for the failure to be noticed by nobody.
        await new Promise(setImmediate);
        pages.push(page);
      }
    };
    await expect(walk()).rejects.toThrow('page 3');
    expect(pages).toEqual(['page 1', 'page 2']);
  });

  test('are fetched one ahead of the one that is read', async () => {
    const fetched: number[] = [];
    const fetchPage = async (number: number) => fetched.push(number);
    const pages = walkPages(4, fetchPage, numbersUpTo(7));
    await pages.next();
    await new Promise(setImmediate);
    expect(fetched).toEqual([4, 5]);
    await pages.next();
    expect(fetched).toEqual([4, 5, 6]);
  });

  test('that nobody reads may fail without anybody being told', async () => {
    const unhandled: unknown[] = [];
    const note = (error: unknown) => unhandled.push(error);
    process.on('unhandledRejection', note);
    const fetchPage = async (number: number) => {
      if (number > 1) throw new Error('nobody reads this');
      return 'page 1';
    };
    for await (const _ of walkPages(1, fetchPage, numbersUpTo(2))) break;
    for (let turn = 0; turn < 3; turn += 1) await new Promise(setImmediate);
    process.off('unhandledRejection', note);
    expect(unhandled).toEqual([]);
  });
});
