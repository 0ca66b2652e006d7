import type { FileFinder } from './origins.js';
import type { SpecSource } from './source.js';

/** Finds the files of a document by how they refer to each other, and how people call them from where they are. */
export interface SpecFiles {
  readonly fileOf: FileFinder;
  /** What a file is called, as the main one is: `api/pets.yaml` beside `api/openapi.yaml`. */
  nameOf(source: SpecSource): string;
}

/** @param files All files but the main one, by absolute path. */
export async function specFiles(main: SpecSource, files: ReadonlyMap<string, SpecSource>): Promise<SpecFiles> {
  const { dirname, join, relative, resolve } = await import('node:path');
  const mainPath = resolve(main.path);
  const pathOf = (source: SpecSource) => (source === main ? mainPath : resolve(source.path));
  return {
    fileOf: (reference, from) => {
      const path = resolve(dirname(pathOf(from)), decoded(reference.replace(/^file:\/\//i, '')));
      return path === mainPath ? main : files.get(path);
    },
    nameOf: (source) => join(dirname(main.path), relative(dirname(mainPath), pathOf(source))),
  };
}

function decoded(reference: string): string {
  try {
    return decodeURIComponent(reference);
  } catch {
    return reference;
  }
}
