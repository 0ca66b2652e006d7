import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decodeInput } from '../../../src/cli/data/decode-input.js';
import { readCsv } from '../../../src/cli/data/read-csv.js';
import { readJson, readNdjson } from '../../../src/cli/data/read-records.js';
import { createRecordWriter } from '../../../src/cli/data/write-records.js';

describe('CSV', () => {
  test('has text in all cells, and knows the line that each record begins in', () => {
    const text = 'id,name\r\n007,"a\r\nb ""c"""\r\n\r\n8,"d\ne"\n9, f \r\n';
    expect(readCsv(text, 'a.csv').records).toEqual([
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
    ['rows of empty cells at the end', 'id,name\r\n1,a;b\r\n,\r\n,,\r\n ,"",\r\n'],
  ])('may have %s', (_, text) => {
    expect(readCsv(text, 'a').records).toEqual([{ place: 'a:2', fields: { id: '1', name: 'a;b' } }]);
  });

  test.each([
    ['more semicolons than commas', 'id;name, or not;note\n1;a,b;c\n', { id: '1', 'name, or not': 'a,b', note: 'c' }],
    ['commas in quotes', '"a,b,c";id\n1;2\n', { 'a,b,c': '1', id: '2' }],
    ['tabs and commas', 'id\tname\tnote, or not\n1\t2\t3\n', { id: '1', name: '2', 'note, or not': '3' }],
    [
      'more semicolons behind an empty row',
      ';;\nid;name, or not;note\n1;2;3\n',
      { id: '1', 'name, or not': '2', note: '3' },
    ],
  ])('with %s in the header is separated by what makes more columns', (_, text, fields) => {
    expect(readCsv(text, 'a').records.map((record) => record.fields)).toEqual([fields]);
  });

  test.each([
    ['sep=;\r\n', 'id;name, or not'],
    ['"sep=;"\n', 'id;name, or not'],
    ['SEP=|\r', 'id|name, or not'],
    ['sep=\t\n', 'id\tname, or not'],
  ])(
    'that begins with %j is separated by that, and its lines have the numbers that they have in the file',
    (sep, header) => {
      const [, delimiter = ''] = header.split('id');
      expect(readCsv(`${sep}${header}\n1${delimiter[0]}"x\ny"\n2${delimiter[0]}z\n`, 'a').records).toEqual([
        { place: 'a:3', fields: { id: '1', 'name, or not': 'x\ny' } },
        { place: 'a:5', fields: { id: '2', 'name, or not': 'z' } },
      ]);
    },
  );

  test('counts rows of empty cells among the lines', () => {
    const text = 'id;name\r\n;;\r\n1;a\r\n;\r\n"2";;\r\n;b;c\r\n';
    expect(() => readCsv(text, 'a')).toThrow('a:6: 3 fields, but the first line names 2\nNothing was sent.');
    expect(readCsv(text.replace(';c', ''), 'a').records.map(({ place }) => place)).toEqual(['a:3', 'a:5', 'a:6']);
  });

  test.each([
    ['a quote that is not closed', 'id,name\n1,a\n2,"b\n3,c\n', 'a:3: a quoted field is not closed'],
    ['text behind a closing quote', 'id\n"1"2\n', 'a:2: text after the closing quote of a field'],
    ['a quote in the middle', 'id\n1"2\n', 'a:2: a quote inside a field that is not quoted'],
    ['too many fields', 'id\n1\n2,3\n', 'a:3: 2 fields, but the first line names 1'],
    ['too few fields', 'id,name\n"1\n"\n', 'a:2: 1 field, but the first line names 2'],
    ['two columns of one name', 'id,id\n1,2\n', 'a:1: two columns are named "id"'],
    ['ids and no names in the first line', '23\n24\n', 'a:1: the first line must name the columns, such as "id"'],
  ])('with %s is refused, naming the line', (_, text, message) => {
    expect(() => readCsv(text, 'a')).toThrow(`${message}\nNothing was sent.`);
  });
});

describe('bytes', () => {
  const latin1 = (text: string) => Buffer.from(text, 'latin1');
  const utf16le = Buffer.from('\ufeffid;name\n1;Zoë €\n', 'utf16le');

  test.each([
    ['UTF-8', Buffer.from('id;name\n1;Zoë €\n')],
    ['UTF-8 with a byte order mark', Buffer.from('\ufeffid;name\n1;Zoë €\n')],
    ['UTF-16, little end first', utf16le],
    ['UTF-16, big end first', Buffer.from(utf16le).swap16()],
  ])('are text of %s', (_, bytes) => {
    expect(decodeInput(bytes, 'a').text).toBe('id;name\n1;Zoë €\n');
  });

  test.each([
    ['Windows-1252', latin1('id,name\r\n1,a\r\n2,Zo\xeb\r\n'), 'a:3: not UTF-8 text'],
    ['Mac Roman', latin1('id,name\r1,Zo\x91\r'), 'a:2: not UTF-8 text'],
    ['Windows-1252 after UTF-8', Buffer.concat([Buffer.from('\ufeffé\n'), latin1('\xe9')]), 'a:2: not UTF-8 text'],
    ['half of a UTF-16 character', utf16le.subarray(0, -1), 'a: not UTF-16LE text'],
    [
      'UTF-16 without a byte order mark',
      Buffer.from('id\n1\n', 'utf16le'),
      'a: has NUL characters, as UTF-16 without a byte order mark has',
    ],
  ])('of %s are refused, with what to do', (_, bytes, message) => {
    expect(() => decodeInput(bytes, 'a')).toThrow(`${message}; save it as "CSV UTF-8" in Excel, or as UTF-8`);
  });
});

test('input that is larger than a text can be is refused', () => {
  expect(() => decodeInput(new Uint8Array(500_000_001), 'a')).toThrow('a: larger than 500 MB; split it');
});

describe('JSON', () => {
  test('is a list of objects, or of ids alone, which are known by their positions', () => {
    expect(readJson('[{"id":1},23,"u"]', 'a.json').records).toEqual([
      { place: 'a.json[0]', fields: { id: 1 } },
      { place: 'a.json[1]', fields: { id: 23 } },
      { place: 'a.json[2]', fields: { id: 'u' } },
    ]);
  });

  test('of lines is known by the lines', () => {
    expect(readNdjson('{"id":1}\r\n\n23\n', 'a').records).toEqual([
      { place: 'a:1', fields: { id: 1 } },
      { place: 'a:3', fields: { id: 23 } },
    ]);
  });

  test.each([
    ['a syntax error', readJson, '[1,\n2,\n]', 'a:3: invalid JSON'],
    ['no list', readJson, '{"id":1}', 'a: not a JSON list; for a line of JSON for each record, pass --format ndjson'],
    ['members that are no records', readJson, '[1,null,[2]]', 'a[1]: not an object\na[2]: not an object'],
    ['a line that is not JSON', readNdjson, '1\n{"id":\n', 'a:2: invalid JSON'],
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
        expect(read(written, 'a').records.map(({ fields }) => fields)).toEqual(list);
      }
    }),
    { numRuns: 200 },
  );
});
