import { describe, expect, test } from '@jest/globals';
import { type CallBody, writeBody } from '../../src/codegen/runtime/body.js';

const BYTES = new Uint8Array([97]);

describe('a body that is given as text or bytes is sent as it is', () => {
  test.each<[given: unknown, kind: CallBody['kind'], declared: string, contentType: string]>([
    ['--x--', 'multipart', 'multipart/related; boundary=x', 'multipart/related; boundary=x'],
    [BYTES, 'multipart', 'multipart/mixed', 'multipart/mixed'],
    [
      new Blob(['--x--'], { type: 'multipart/mixed; boundary=x' }),
      'multipart',
      'multipart/form-data',
      'multipart/mixed; boundary=x',
    ],
    [new Blob(['a'], { type: 'image/png' }), 'raw', 'image/*', 'image/png'],
    [new Blob(['a'], { type: 'image/png' }), 'raw', 'application/octet-stream', 'application/octet-stream'],
    [new Blob(['a']), 'raw', 'image/*', 'application/octet-stream'],
    [BYTES, 'raw', 'image/*', 'application/octet-stream'],
    [BYTES.buffer, 'json', '*/*', 'application/octet-stream'],
    [BYTES, 'json', 'application/vnd.a+json', 'application/vnd.a+json'],
    ['a', 'raw', 'text/*', 'text/plain'],
    [new URLSearchParams({ a: '1' }), 'form', 'application/x-www-form-urlencoded', 'application/x-www-form-urlencoded'],
  ])('%p of %s as %s has the type %s', (given, kind, declared, contentType) => {
    expect(writeBody({ kind, mediaType: declared }, given)).toEqual({ body: given, contentType });
  });

  test('but text for JSON is a JSON string', () => {
    const written = { body: '"a"', contentType: 'application/json' };
    expect(writeBody({ kind: 'json', mediaType: '*/*' }, 'a')).toEqual(written);
  });
});
