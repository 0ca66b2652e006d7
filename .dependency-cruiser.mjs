/**
 * Which folder may import which, types included. `npm run lint` holds it.
 *
 * @type {import('dependency-cruiser').IConfiguration}
 */
export default {
  forbidden: [
    { name: 'no-circle', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'generated-stands-alone',
      comment: 'Generated code is written again from the document alone.',
      severity: 'error',
      from: { path: '^generated/' },
      to: { path: '^(src|scripts|contract-tests)/' },
    },
    {
      name: 'client-is-small',
      comment:
        'Users of the client do not load the checker, its scores, comparisons, the sandbox, the generator or the command.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(contract|score|diff|sandbox|codegen|cli)/' },
      to: { path: '^src/(contract|score|diff|sandbox|codegen|cli)/' },
    },
    {
      name: 'score-stands-on-the-checker',
      comment: 'Scores are for any OpenAPI document, and are made by what checks exchanges.',
      severity: 'error',
      from: { path: '^src/score/' },
      to: {
        path: '^(src|generated)/',
        pathNot: '^(src/(score/|contract/|errors/|json\\.ts$)|generated/descriptor\\.ts$)',
      },
    },
    {
      name: 'diff-stands-on-the-checker',
      comment: 'Any two OpenAPI documents can be compared, in the form in which they are checked.',
      severity: 'error',
      from: { path: '^src/diff/' },
      to: { path: '^(src|generated)/', pathNot: '^src/(diff/|contract/|errors/|json\\.ts$)' },
    },
    {
      name: 'redis-is-a-limiter',
      comment: 'What several processes share is a limiter, which the client knows by its interface alone.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/redis/' },
      to: { path: '^src/redis/' },
    },
    {
      name: 'redis-stands-on-the-limiter',
      severity: 'error',
      from: { path: '^src/redis/' },
      to: {
        path: '^(src|generated|node_modules)/',
        pathNot: '^src/(redis/|errors/|transport/(clock|limiter|rate-limit)\\.ts$|(options|notify)\\.ts$)',
      },
    },
    {
      name: 'contract-stands-on-little',
      comment: 'The checker can be read, and published, without the client.',
      severity: 'error',
      from: { path: '^src/contract/' },
      to: { path: '^src/', pathNot: '^src/(contract/|errors/|(json|options|redact|notify)\\.ts$)' },
    },
    {
      name: 'bigcommerce-in-one-file',
      comment: 'The checker is for any OpenAPI document; what is about BigCommerce stands in one file.',
      severity: 'error',
      from: { path: '^src/contract/', pathNot: '^src/contract/bigcommerce\\.ts$' },
      to: { path: '^generated/(contract-(document|lines)|operations)\\.ts$' },
    },
    {
      name: 'one-checker',
      comment:
        'Imported by a path, the checker would be built into each entry once more. Built as #contract, it exists once.',
      severity: 'error',
      from: { path: '^src/(cli/|score/|diff/|sandbox/|contract/(jest/|index\\.ts$))' },
      to: { path: '^src/contract/', pathNot: '^src/contract/jest/', dependencyTypesNot: ['aliased'] },
    },
    {
      name: 'command-uses-doors-of-sandbox',
      comment: 'The public entry, and what the command needs without starting a server.',
      severity: 'error',
      from: { path: '^src/cli/' },
      to: { path: '^src/sandbox/', pathNot: '^src/sandbox/(index|internal)\\.ts$' },
    },
    {
      name: 'generator-is-loaded-for-itself',
      comment:
        'It needs packages that few users have, and works while generated/ does not: all that it has of that are types.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/codegen/' },
      to: { path: '^src/codegen/', dependencyTypesNot: ['aliased'] },
    },
    {
      name: 'generator-reads-documents-only',
      severity: 'error',
      from: { path: '^src/codegen/' },
      to: { path: '^src/', pathNot: '^src/(codegen/|contract/|json\\.ts$)' },
    },
    {
      name: 'package-stands-without-its-tools',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(scripts|contract-tests)/' },
    },
    {
      name: 'scripts-do-not-need-tests',
      comment: 'Tests use scripts, and not the other way round. Commands over the evidence stand with the tests.',
      severity: 'error',
      from: { path: '^scripts/' },
      to: { path: '^contract-tests/' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
  },
};
