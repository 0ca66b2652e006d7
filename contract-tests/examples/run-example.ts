import { jest } from '@jest/globals';

export interface Ran {
  /** What the example has printed. */
  readonly lines: readonly string[];
  readonly exitCode: typeof process.exitCode;
}

/** Runs a file of `examples/` to its end, in this process. */
export async function runExample(name: string): Promise<Ran> {
  const lines: string[] = [];
  const spies = (['log', 'error'] as const).map((method) =>
    jest.spyOn(console, method).mockImplementation((...values: unknown[]) => {
      lines.push(...values.join(' ').split('\n'));
    }),
  );
  const before = process.exitCode;
  process.exitCode = undefined;
  try {
    await import(`../../examples/${name}.ts`);
    return { lines, exitCode: process.exitCode };
  } finally {
    process.exitCode = before;
    for (const spy of spies) spy.mockRestore();
  }
}
