import { join } from 'node:path';
import ts from 'typescript';
import { ROOT } from './pages.js';
import { VARIABLES, type VariableName } from './variables.js';

/** A block, and what it takes for granted. */
export interface Source {
  /** The page it is in. */
  readonly path: string;
  readonly text: string;
  /** Where it begins in its page. */
  readonly line: number;
  readonly uses: readonly VariableName[];
}

/** What the compiler has against blocks, each of which is a module of one program, with its line in its page. */
export function diagnose(sources: readonly Source[]): string[] {
  const files = new Map(
    sources.map((source) => [join(ROOT, `${source.path.replaceAll('/', '-')}-${source.line}.ts`), source]),
  );
  const { paths, ...given } = compilerOptions();
  const options: ts.CompilerOptions = {
    ...given,
    // A line of an example may be about a variable that nobody reads.
    noUnusedLocals: false,
    noUnusedParameters: false,
    // The version that examples are about has another name here, beside others.
    paths: { ...paths, undici: [join(ROOT, 'node_modules/undici-7/index.d.ts')] },
  };
  const host = ts.createCompilerHost(options);
  const { readFile, fileExists } = host;
  host.fileExists = (name) => files.has(name) || fileExists(name);
  host.readFile = (name) => textOf(files.get(name)) ?? readFile(name);
  const program = ts.createProgram([...files.keys()], options, host);
  return [...files].flatMap(([name, { path, line }]) => {
    const file = program.getSourceFile(name);
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(
      ({ start = 0, messageText }) => {
        // What is declared beforehand is on the first line.
        const at = (file?.getLineAndCharacterOfPosition(start).line ?? 0) - 1;
        return `${path}:${line + at}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
      },
    );
  });
}

function textOf(source: Source | undefined): string | undefined {
  if (!source) return undefined;
  const declared = source.uses.map((name) => `declare const ${name}: ${VARIABLES[name].type};`);
  return `export {}; ${declared.join(' ')}\n${source.text}`;
}

function compilerOptions(): ts.CompilerOptions {
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), ts.sys.readFile);
  return ts.convertCompilerOptionsFromJson(config.compilerOptions, ROOT).options;
}
