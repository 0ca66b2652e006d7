import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { isObject, valueAt } from '../../src/json.js';

/** A way to compile an application that uses the package. */
export interface Project {
  readonly name: string;
  readonly compilerOptions: Readonly<Record<string, unknown>>;
  readonly files: readonly string[];
}

/** What a careful user has. Declarations of the package are checked as well. */
const STRICT = {
  target: 'es2022',
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: false,
  noEmit: true,
};

const WEB = { lib: ['ES2022', 'DOM'], types: [] };
const NODE = { lib: ['ES2022'], types: ['node'] };
const BUNDLER = { module: 'preserve', moduleResolution: 'bundler' };

const APP = ['app.mts', 'app.cts'];
/** The types of Jest need those of Node. */
const TESTS = ['tests.mts', 'tests.cts'];

export const PROJECTS: readonly Project[] = [
  { name: 'bundler', compilerOptions: { ...STRICT, ...WEB, ...BUNDLER }, files: APP },
  { name: 'bundler, Jest', compilerOptions: { ...STRICT, ...NODE, ...BUNDLER }, files: TESTS },
  ...['node16', 'nodenext'].map((resolution) => ({
    name: resolution,
    compilerOptions: { ...STRICT, ...NODE, module: resolution, moduleResolution: resolution },
    files: [...APP, ...TESTS],
  })),
];

const run = promisify(execFile);

/**
 * Compiles a project in the folder where its files and the package are.
 *
 * @param tsc The compiler's file.
 * @returns What the compiler finds wrong; nothing where all is well.
 */
export async function compile(folder: string, tsc: string, project: Project): Promise<string> {
  const { compilerOptions, files } = project;
  const configFile = join(folder, `tsconfig.${randomUUID()}.json`);
  await writeFile(configFile, JSON.stringify({ compilerOptions, files }));
  try {
    await run(process.execPath, [tsc, '-p', configFile, '--pretty', 'false'], { cwd: folder });
    return '';
  } catch (error) {
    if (isObject(error) && valueAt(error, 'stdout')) return String(valueAt(error, 'stdout')).trim();
    throw error;
  }
}
