import { type Json, pointerTo } from './json.js';
import { type SpecProblem, SpecProblemsError } from './problem.js';
import { readTextFile } from './read-text.js';
import { parseWith, type SpecSource, type YamlLibrary } from './source.js';

/** References to the network, each with its place. None is followed: a document must not decide what is called. */
export function networkReferences(
  value: Json | undefined,
  problemAt: (pointer: string, rule: string, reason: string) => SpecProblem,
  pointer = '',
): SpecProblem[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => {
    const at = pointerTo(pointer, name);
    if (name !== '$ref' || typeof member !== 'string') return networkReferences(member, problemAt, at);
    const isRemote = /^(?!file:)[a-z][a-z0-9+.-]+:/i.test(member) || member.startsWith('//');
    const reason = `refers to ${member}, and nothing is read from the network; save that to a file and refer to it`;
    return isRemote ? [problemAt(at, 'network', reason)] : [];
  });
}

/** Reads the files that a document refers to as carefully as the document, and remembers them and what is wrong with them. */
export function fileReader(yaml: YamlLibrary) {
  const problems: SpecProblem[] = [];
  const files = new Map<string, SpecSource>();
  const read = async ({ url }: { readonly url: string }): Promise<string> => {
    try {
      const path = decoded(url.replace(/^file:\/\//i, ''));
      const source = parseWith(yaml, await readTextFile(path), path);
      files.set(path, source);
      problems.push(...networkReferences(source.document, source.problemAt));
      return JSON.stringify(source.document);
    } catch (error) {
      if (error instanceof SpecProblemsError) problems.push(...error.problems);
      throw error;
    }
  };
  return { problems, files, resolver: { order: 1, canRead: true, read } };
}

/** As the parser writes paths, so that they can be resolved like URLs. */
function decoded(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}
