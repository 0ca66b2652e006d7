import ts from 'typescript';
import type { ValidationIssue, Validator } from '../../generated/descriptor.js';
import type { PrintedChecks } from '../../src/codegen/emit-checks.js';

/** Runs generated validators as they are written, with the combinators that they import. */
export async function loadValidators({
  validators,
  combinators,
}: PrintedChecks): Promise<Readonly<Record<string, Validator>>> {
  return await import(moduleUrl(validators.replace('./checks.js', moduleUrl(combinators))));
}

/** A module as a URL. */
function moduleUrl(code: string): string {
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
  });
  return `data:text/javascript;base64,${Buffer.from(outputText).toString('base64')}`;
}

/** Findings in a form and an order in which they can be compared. The words of the schema compiler are its own. */
export function found(issues: readonly ValidationIssue[] | null | undefined): string[] {
  return (issues ?? [])
    .map(({ instancePath, keyword, params }) => `${instancePath} ${keyword} ${JSON.stringify(params)}`)
    .sort();
}
