import { readFileSync } from 'node:fs';
import ts from 'typescript';
import * as arrays from '../contract/schema/arrays.js';
import * as check from '../contract/schema/check.js';
import * as combinations from '../contract/schema/combinations.js';
import * as formats from '../contract/schema/formats.js';
import * as objects from '../contract/schema/objects.js';
import * as unevaluated from '../contract/schema/unevaluated.js';
import * as values from '../contract/schema/values.js';
import * as json from '../json.js';
import { publishedFile } from './published-file.js';

/** The files that generated code gets its combinators from, with what they need. They import only each other. */
const FILES = { json, check, values, arrays, objects, combinations, unevaluated, formats };

const NAMES: ReadonlyMap<unknown, string> = new Map(
  Object.values(FILES).flatMap((file) => Object.entries(file).map(([name, value]): [unknown, string] => [value, name])),
);

/** The name of a combinator, a ready-made check or another function that those files export. */
export function nameOfCombinator(value: unknown): string | undefined {
  return typeof value === 'function' ? NAMES.get(value) : undefined;
}

/** Writes a module of what has these names in the schema engine, and of all that it needs. */
export function emitCombinators(names: readonly string[]): string {
  const declarations = Object.keys(FILES).flatMap(declarationsIn);
  const byName = new Map(declarations.map((declaration) => [declaration.name, declaration]));
  if (byName.size < declarations.length) throw new Error('two files of the schema engine use one name');
  const needed = new Set<string>();
  const need = (name: string): void => {
    if (needed.has(name) || !byName.has(name)) return;
    needed.add(name);
    byName.get(name)?.mentions.forEach(need);
  };
  ['Check', ...names].forEach(need);
  return declarations
    .filter(({ name }) => needed.has(name))
    .map(({ code }) => `${code}\n`)
    .join('\n');
}

interface Declaration {
  readonly name: string;
  readonly code: string;
  /** Names in it, which may be those of other declarations. */
  readonly mentions: readonly string[];
}

function declarationsIn(file: string): Declaration[] {
  const path = publishedFile(`${file === 'json' ? '' : 'contract/schema/'}${file}.ts`);
  const source = ts.createSourceFile(file, readFileSync(path, 'utf8'), ts.ScriptTarget.ES2022, true);
  const declared = new Map<string, Declaration>();
  for (const statement of source.statements) {
    if (ts.isImportDeclaration(statement)) continue;
    const [name] = ts.isVariableStatement(statement)
      ? statement.declarationList.declarations.map((declared) => declared.name.getText())
      : [nameIn(statement)];
    if (name === undefined) throw new Error(`${file}.ts has a statement that declares nothing`);
    const { code = '', mentions = [] } = declared.get(name) ?? {};
    const next = statement.getFullText().trim();
    // Overloads of a function follow each other.
    declared.set(name, {
      name,
      code: [code, next].filter(Boolean).join('\n'),
      mentions: [...mentions, ...mentionsIn(statement)],
    });
  }
  return [...declared.values()];
}

function nameIn(statement: ts.Statement): string | undefined {
  const isNamed =
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement);
  return isNamed ? statement.name?.text : undefined;
}

/** Identifiers, but for names of members and of what is declared within. */
function mentionsIn(statement: ts.Statement): string[] {
  const found = new Set<string>();
  const own = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && !isMemberName(node)) {
      const isOwn = (ts.isParameter(node.parent) || ts.isBindingElement(node.parent)) && node.parent.name === node;
      (isOwn ? own : found).add(node.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(statement);
  return [...found].filter((name) => !own.has(name));
}

function isMemberName(node: ts.Identifier): boolean {
  const { parent } = node;
  const hasMemberName =
    ts.isPropertyAccessExpression(parent) ||
    ts.isPropertyAssignment(parent) ||
    ts.isPropertySignature(parent) ||
    ts.isPropertyDeclaration(parent) ||
    ts.isMethodSignature(parent) ||
    ts.isMethodDeclaration(parent);
  return hasMemberName && parent.name === node;
}
