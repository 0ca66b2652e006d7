import { transformSync } from '@swc/core';
import { modulesFor } from './modules.js';
import type { Program, Ran } from './programs.js';
import { VARIABLES, type World } from './variables.js';

/** Runs a block as the body of an asynchronous function, with what it takes for granted. */
export async function runProgram(text: string, { uses = [], result }: Program, world: World): Promise<Ran> {
  const [printed, complaints]: string[][] = [[], []];
  const modules = modulesFor(world);
  const given: Record<string, unknown> = {
    ...Object.fromEntries(uses.map((name) => [name, VARIABLES[name].value(world)])),
    exports: {},
    require: (name: string) => {
      if (!Object.hasOwn(modules, name)) throw new Error(`the block imports ${name}, which its test does not provide`);
      return modules[name];
    },
    globalThis: world.globals,
    console: { log: collect(printed), error: collect(complaints) },
  };
  const { code } = transformSync(text, {
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'commonjs' },
  });
  const program = new AsyncFunction(...Object.keys(given), `${code}\n;return ${result ?? 'undefined'};`);
  const value: unknown = await program(...Object.values(given));
  return { printed: printed ?? [], complaints: complaints ?? [], result: value };
}

/** There is no global name for it. */
const AsyncFunction = (async () => {}).constructor as new (
  ...names: string[]
) => (...values: unknown[]) => Promise<unknown>;

function collect(lines: string[] = []): (...values: unknown[]) => void {
  return (...values) => {
    lines.push(values.map((value) => (typeof value === 'string' ? value : JSON.stringify(value))).join(' '));
  };
}

/** What a block says that it prints: `console.log(…); // → Gold`, or on a line of its own. */
export function promisedOutput(text: string): string[] {
  return [...text.matchAll(/\/\/ → (.*)$/gm)].map(([, line = '']) => line);
}
