import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readCsv } from '../../../src/cli/data/read-csv.js';
import { readJson, readNdjson } from '../../../src/cli/data/read-json.js';
import { createRecordWriter } from '../../../src/cli/data/write-records.js';

describe('CSV', () => {
  test('has text in all cells, and knows the line that each record begins in', () => {
    const text = 'id,name\r\n007,"a\r\nb ""c"""\r\n\r\n8,"d\ne"\n9, f \r\n';
    expect(readCsv(text, 'a.csv')).toEqual([
      { place: 'a.csv:2', fields: { id: '007', name: 'a\r\nb "c"' } },
      { place: 'a.csv:5', fields: { id: '8', name: 'd\ne' } },
      { place: 'a.csv:7', fields: { id: '9', name: ' f ' } },
    ]);
  });

  test.each([
    ['commas', 'id,name\n1,"a;b"\n'],
    ['semicolons', 'id;name\n1;a;b\n'.replace('a;b', '"a;b"')],
    ['tabs', 'id\tname\n1\ta;b\n'],
    ['empty cells behind the last column, as spreadsheets write them', 'id,name\n1,a;b,,\n'],
    ['line ends of any kind', 'id,name\r1,a;b\r\n\n'],
    ['spaces around the names of columns', ' id , name\n1,a;b\n'],
  ])('may have %s', (_, text) => {
    expect(readCsv(text, 'a')).toEqual([{ place: 'a:2', fields: { id: '1', name: 'a;b' } }]);
  });

  test.each([
    ['a quote that is not closed', 'id,name\n1,a\n2,"b\n3,c\n', 'a:3: a quoted field is not closed'],
    ['text behind a closing quote', 'id\n"1"2\n', 'a:2: something stands behind the closing quote of a field'],
    ['a quote in the middle', 'id\n1"2\n', 'a:2: a quote stands within a field that is not quoted'],
    ['too many fields', 'id\n1\n2,3\n', 'a:3: 2 fields, but the first line names 1'],
    ['too few fields', 'id,name\n"1\n"\n', 'a:2: 1 field, but the first line names 2'],
    ['two columns of one name', 'id,id\n1,2\n', 'a:1: two columns are called "id"'],
    ['ids and no names in the first line', '23\n24\n', 'a:1: the first line has to name the columns, such as "id"'],
  ])('with %s is refused, naming the line', (_, text, message) => {
    expect(() => readCsv(text, 'a')).toThrow(`${message}\nNothing was sent.`);
  });
});

describe('JSON', () => {
  test('is a list of objects, or of ids alone, which are known by their positions', () => {
    expect(readJson('[{"id":1},23,"u"]', 'a.json')).toEqual([
      { place: 'a.json[0]', fields: { id: 1 } },
      { place: 'a.json[1]', fields: { id: 23 } },
      { place: 'a.json[2]', fields: { id: 'u' } },
    ]);
  });

  test('of lines is known by the lines', () => {
    expect(readNdjson('{"id":1}\r\n\n23\n', 'a')).toEqual([
      { place: 'a:1', fields: { id: 1 } },
      { place: 'a:3', fields: { id: 23 } },
    ]);
  });

  test.each([
    ['a syntax error', readJson, '[1,\n2,\n]', 'a:3: not JSON'],
    ['no list', readJson, '{"id":1}', 'a: no list of JSON; lines of JSON are --format ndjson'],
    ['members that are no records', readJson, '[1,null,[2]]', 'a[1]: no object\na[2]: no object'],
    ['a line that is not JSON', readNdjson, '1\n{"id":\n', 'a:2: not JSON'],
  ])('with %s is refused, naming the place', (_, read, text, message) => {
    expect(() => read(text, 'a')).toThrow(`${message}\nNothing was sent.`);
  });
});

test('what is written is read again as it was, in every format', () => {
  const text = fc.string({ unit: fc.constantFrom('a', '"', ',', ';', '\n', '\r', ' ', '=', '€', "'") });
  const records = fc.array(fc.record({ id: fc.integer({ min: 1 }).map(String), value: text }), { maxLength: 5 });
  fc.assert(
    fc.property(records, (list) => {
      for (const [format, read] of [
        ['csv', readCsv],
        ['ndjson', readNdjson],
        ['json', readJson],
      ] as const) {
        const writer = createRecordWriter(format, ['id', 'value']);
        const written = writer.head + list.map((record) => writer.record(record)).join('') + writer.tail();
        expect(read(written, 'a').map(({ fields }) => fields)).toEqual(list);
      }
    }),
    { numRuns: 200 },
  );
});
