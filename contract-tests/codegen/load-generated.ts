import { readFile } from 'node:fs/promises';
import ts from 'typescript';
import type { ValidationIssue, Validator } from '../../generated/descriptor.js';

const RUNTIME = new URL('../../scripts/codegen/runtime/', import.meta.url);

/** Runs generated validators as they are written, with the checks that they import. */
export async function loadValidators(code: string): Promise<Readonly<Record<string, Validator>>> {
  return await import(await moduleUrl(code));
}

/** A module as a URL, with what it imports in it. The same module always has the same URL, and so is loaded once. */
async function moduleUrl(code: string): Promise<string> {
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
  });
  let text = outputText;
  for (const [specifier, name] of outputText.matchAll(/'\.\/([\w-]+)\.js'/g)) {
    const imported = await moduleUrl(await readFile(new URL(`${name}.ts`, RUNTIME), 'utf8'));
    text = text.replace(specifier, () => `'${imported}'`);
  }
  return `data:text/javascript;base64,${Buffer.from(text).toString('base64')}`;
}

/** Findings in a form and an order in which they can be compared. The words of the schema compiler are its own. */
export function found(issues: readonly ValidationIssue[] | null | undefined): string[] {
  return (issues ?? [])
    .map(({ instancePath, keyword, params }) => `${instancePath} ${keyword} ${JSON.stringify(params)}`)
    .sort();
}
