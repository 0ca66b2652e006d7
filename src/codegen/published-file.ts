/**
 * A source file that goes into generated code. The package has them too, because its built files are not written for people.
 *
 * @param path Below `src`.
 */
export function publishedFile(path: string, module = import.meta.url): URL {
  // The built generator is a file of `dist`.
  return new URL(module.endsWith('.ts') ? `../${path}` : `../src/${path}`, module);
}
