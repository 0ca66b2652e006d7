import { Application, Converter, OptionDefaults, type ProjectReflection } from 'typedoc';

/** Of what the reference is made: all that the package exports. */
const ENTRY_POINTS = [
  'src/index.ts',
  'src/contract/index.ts',
  'src/contract/jest/index.ts',
  'src/node/index.ts',
  'src/redis/index.ts',
  'src/sandbox/index.ts',
];

/**
 * Nobody makes these: errors are thrown by the client, and descriptors come with a contract. Their classes and interfaces
 * say what is of use.
 */
const NOT_FOR_USERS = [
  'AnyBulkError',
  'ApiErrorDetails',
  'BatchResponse',
  'CallDetails',
  'ErrorContext',
  'HttpResponse',
  'HttpTransport',
  'LineOf',
  'MalformedResponseDetails',
  'MatcherTools',
  'NetworkFailure',
  'OperationDescriptor',
  'OperationId',
  'PlatformFetch',
  'ResponseDescriptors',
  'ResponseIdentity',
  'SchemaValidator',
  'ServerDescriptor',
  'TimeoutErrorDetails',
  'UnexpectedRedirectDetails',
];

/**
 * Writes the API reference.
 *
 * @param siteBase Path of the site on its server, to which the header of each page leads back.
 * @throws Error when it would have a gap: a type that is referred to and not exported, or a link that leads nowhere.
 */
export async function writeReference(folder: string, siteBase: string): Promise<void> {
  const app = await Application.bootstrap({
    entryPoints: ENTRY_POINTS,
    tsconfig: 'tsconfig.json',
    name: 'bigcommerce-customers',
    readme: 'none',
    githubPages: false,
    titleLink: siteBase,
    navigationLinks: { Guide: siteBase, Specification: `${siteBase}specification/index.html` },
    customJs: 'scripts/docs/reference-theme.js',
    disableSources: true,
    excludePrivate: true,
    // What openapi-typescript has of a description in the document.
    blockTags: [...OptionDefaults.blockTags, '@description'],
    intentionallyNotExported: NOT_FOR_USERS,
    validation: { notExported: true, invalidLink: true, invalidPath: true, notDocumented: false },
  });
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    useDescriptions(project);
    nameAsImported(project);
  });
  const project = await app.convert();
  if (!project) throw new Error('TypeDoc could not read the sources');
  app.validate(project);
  if (app.logger.hasErrors() || app.logger.hasWarnings()) throw new Error('The API reference has gaps; see above');
  await app.generateDocs(project, folder);
}

/** A description is what other comments begin with. */
function useDescriptions(project: ProjectReflection): void {
  for (const { comment } of Object.values(project.reflections)) {
    const description = comment?.getTag('@description');
    if (!comment || !description) continue;
    comment.summary.push(...description.content);
    comment.removeTags('@description');
  }
}

/** Modules have the names of folders so far. */
function nameAsImported(project: ProjectReflection): void {
  for (const module of project.children ?? [])
    module.name = module.name === 'index' ? project.name : `${project.name}/${module.name}`;
}
