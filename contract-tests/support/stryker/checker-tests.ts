import { readdirSync } from 'node:fs';

const FOLDER = new URL('../../contract/', import.meta.url);

/**
 * Left out: tests of many generated values or of very long texts, because each mutant runs every test that covers it, and
 * tests that replace a package or watch a global, because all of these run in one context.
 */
const SLOW =
  /property|one-reading|differential|planted-secrets|hostile|many-violations|fingerprint|linear-pattern|nock|missing-packages/;

// One file of tests: what they import is loaded once for each mutant, not sixty times.
for (const path of readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).sort())
  if (path.endsWith('.test.ts') && !SLOW.test(path)) await import(new URL(path, FOLDER).href.replace(/^file:\/\//, ''));
