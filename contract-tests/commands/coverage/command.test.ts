import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { operations } from '../../../generated/operations.js';
import type { AssertedExchange } from '../../../src/score/coverage/items.js';
import { SPECIFICATION, SPECIFICATION_TEXT } from '../../support/specification.js';
import { runCoverage, type SuiteExchanges, suiteExchanges } from './command.js';

let folder = '';
let exchanges: SuiteExchanges;
let ofSuite: Awaited<ReturnType<typeof coverage>>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'coverage-'));
  // `npm run contract:coverage` itself derives counterexamples as well, which takes longer than all the rest.
  exchanges = await suiteExchanges(SPECIFICATION, () => []);
  ofSuite = await coverage(exchanges);
});
afterAll(() => rm(folder, { recursive: true }));

interface UncoveredItem {
  readonly criterion: string;
  readonly level?: number;
}

async function coverage(of: SuiteExchanges) {
  const lines: string[] = [];
  const json = join(folder, 'deep', 'coverage.json');
  const status = await runCoverage(['--json', json], { log: (line: string) => void lines.push(line) }, async () => of);
  const report = JSON.parse(await readFile(json, 'utf8'));
  const uncovered: readonly UncoveredItem[] = report.uncovered;
  return { status, output: lines.join('\n'), report, uncovered };
}

describe('npm run contract:coverage', () => {
  test('finds that this suite is at the highest level for every operation of the document', () => {
    const { output, report, uncovered } = ofSuite;
    for (const operationId of Object.keys(operations)) expect(output).toContain(`${operationId}: TCL 7 of 7`);
    expect(output).toContain('All operations: TCL 7 of 7');
    expect(uncovered.filter(({ level }) => level !== undefined)).toEqual([]);
    expect(report.summary.level).toBe(7);
    expect(report.operations).toHaveLength(Object.keys(operations).length);
  });

  test('exits with 1 when a keyword is never broken, although no level asks for that', () => {
    const criteria = new Set(ofSuite.uncovered.map(({ criterion }) => criterion));
    expect([...criteria]).toContain('keyword broken');
    expect(ofSuite.status).toBe(1);
  });

  test('exits with 1 and names what is not covered, with its line in the document', async () => {
    const isLeft = ({ operationId, response }: AssertedExchange) =>
      operationId !== 'deleteCustomers' || response?.status !== 403;
    const recordings = exchanges.recordings.map((sequence) => sequence.filter(isLeft));
    const { status, output, uncovered } = await coverage({ ...exchanges, recordings, counterexamples: [] });
    const lines = SPECIFICATION_TEXT.split('\n');
    const start = lines.findIndex((text) => text.includes('operationId: deleteCustomers'));
    const line = lines.findIndex((text, index) => index > start && text.includes("'403':")) + 1;
    const place = `openapi/bigcommerce-customers.yaml:${line}`;
    expect(output).toContain('deleteCustomers: TCL 2 of 7');
    expect(output).toContain('deleteCustomerAttributeValues: TCL 7 of 7');
    expect(output).toMatch(/^Not covered:$/m);
    expect(output).toMatch(/deleteCustomers: response body property 403 application\/json\.title \(TCL 6\)$/m);
    expect(uncovered).toContainEqual(
      expect.objectContaining({ criterion: 'status code', name: '403', level: 5, operationIds: ['deleteCustomers'] }),
    );
    expect(output).toContain(`${place} deleteCustomers: status code 403 (TCL 5)`);
    expect(status).toBe(1);
  });

  test('refuses an option that there is not', async () => {
    await expect(runCoverage(['--jsn', 'x'], console)).rejects.toThrow(/--jsn/);
  });
});
