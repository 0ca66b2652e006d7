import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { findSecrets } from '../support/secrets.js';
import { ORIGIN } from '../support/server.js';

const FOLDERS = ['recordings', 'stored/operations', '../../openapi'];
const files = (
  await Promise.all(
    FOLDERS.map(async (folder) => {
      const path = fileURLToPath(new URL(folder, import.meta.url));
      const names = await readdir(path, { recursive: true, withFileTypes: true });
      return names
        .filter((entry) => entry.isFile() && !entry.name.endsWith('.ts'))
        .map((entry) => join(entry.parentPath, entry.name));
    }),
  )
).flat();

test('nothing that is published holds a token, the hash of a store or the address of a person', async () => {
  const found = await Promise.all(
    files.map(async (file) => findSecrets(await readFile(file, 'utf8')).map((suspect) => ({ file, ...suspect }))),
  );
  expect(files.length).toBeGreaterThan(50);
  expect(found.flat()).toEqual([]);
});

describe('what is taken for a secret', () => {
  test.each([
    ['access token', 'a1b2c3d4e5f6a7b8c9d0e1f2a3b4c5d', 'a1b2c3d4e5f6a7b8c9d0e1f2a3b4c5d'],
    ['signed token', 'Bearer eyJhbGciOiJIUzI1.eyJzdWIiOiIxMjM0.c2ln', 'eyJhbGciOiJIUzI1.eyJzdWIiOiIxMjM0.c2ln'],
    ['credential', '{"X-Auth-Token":"hunter2"}', 'hunter2'],
    ['credential', '{"set-cookie": "SHOP=1"}', 'SHOP=1'],
    ['store hash', `${ORIGIN}/stores/k9q2z7w/v3/customers`, 'k9q2z7w'],
    ['email address', '{"email":"jane.doe@acme.io"}', 'jane.doe@acme.io'],
  ])('%s: %s', (kind, text, suspect) => {
    expect(findSecrets(text)).toEqual([{ kind, text: suspect }]);
  });

  test.each([
    'X-Request-Id: 39a10eb2f6b80bf8ee14358b00724413',
    '6f0f0c1e-3a51-4b7e-9f5d-2c8b1a7d4e90',
    'x'.repeat(31),
    '{"X-Auth-Token":"[redacted]"}',
    `${ORIGIN}/stores/abc123example/v3/customers`,
    'jane.doe@example.com',
  ])('but not %s', (text) => {
    expect(findSecrets(text)).toEqual([]);
  });
});
