import { readdir, readFile } from 'node:fs/promises';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';

/** A change of the code, and what came of it. */
export interface CodeMutant {
  readonly file: string;
  /** The line of code that is changed, or begins with what is. */
  readonly code: string;
  readonly location: { readonly start: { readonly line: number } };
  readonly mutatorName: string;
  readonly replacement: string;
  readonly status: string;
}

/** A line of code, some changes of which no test notices. */
export interface Survivor {
  readonly file: string;
  readonly code: string;
  /** What the line, or a part of it, is replaced by. */
  readonly replacements: readonly string[];
  readonly reason: string;
}

const text = { type: 'string', minLength: 1 };
const validate = new Ajv2020().compile<Survivor[]>({
  type: 'array',
  items: {
    type: 'object',
    required: ['file', 'code', 'replacements', 'reason'],
    additionalProperties: false,
    properties: {
      file: text,
      code: text,
      replacements: { type: 'array', minItems: 1, items: { type: 'string' } },
      reason: { type: 'string', minLength: 10 },
    },
  },
});

const FOLDER = new URL('survivors/', import.meta.url);

/**
 * One list for each folder of the code.
 *
 * @throws Error when a list is none, or lacks a reason.
 */
export async function readSurvivors(): Promise<Survivor[]> {
  const lists = (await readdir(FOLDER)).map(async (name) => {
    const survivors: unknown = parse(await readFile(new URL(name, FOLDER), 'utf8')) ?? [];
    if (!validate(survivors)) throw new Error(`${name}: ${JSON.stringify(validate.errors?.[0])}`);
    return survivors;
  });
  return (await Promise.all(lists)).flat();
}

/** Survivors that nobody gave a reason for, and reasons for what is gone or is noticed after all. */
export function judge(mutants: readonly CodeMutant[], survivors: readonly Survivor[]) {
  const alive = mutants.filter(({ status }) => status === 'Survived' || status === 'NoCoverage');
  const isListed = (mutant: CodeMutant) => survivors.some((survivor) => covers(survivor, mutant));
  const isStale = (survivor: Survivor) =>
    survivor.replacements.some(
      (replacement) => !alive.some((mutant) => covers({ ...survivor, replacements: [replacement] }, mutant)),
    );
  return { unexplained: alive.filter((mutant) => !isListed(mutant)), stale: survivors.filter(isStale) };
}

function covers({ file, code, replacements }: Survivor, mutant: CodeMutant): boolean {
  return mutant.file === file && mutant.code === code && replacements.includes(oneLine(mutant.replacement));
}

function oneLine(code: string): string {
  return code.replaceAll(/\s+/g, ' ');
}
