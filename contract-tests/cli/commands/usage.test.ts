import { describe, expect, test } from '@jest/globals';
import { VERSION } from '../../../src/version.js';
import { runIn } from '../command-line.js';

const inHere = (...argv: string[]) => runIn('.', argv);

describe('--help', () => {
  test.each<[string[], string]>([
    [['--help'], 'bigcommerce-customers'],
    [['-h'], 'bigcommerce-customers'],
    [['contract', '--help'], 'bigcommerce-customers contract'],
    [['contract', 'check', '--help'], 'bigcommerce-customers contract check'],
    [['contract', 'diff', '--help'], 'bigcommerce-customers contract diff'],
    [['contract', 'drift', '--help'], 'bigcommerce-customers contract drift'],
    [['generate', '--help'], 'bigcommerce-customers generate'],
    [['sandbox', '--help'], 'bigcommerce-customers sandbox'],
    [['values', '--help'], 'bigcommerce-customers values'],
    [['values', 'list', '--help'], 'bigcommerce-customers values list'],
    [['values', 'upsert', '--help'], 'bigcommerce-customers values upsert'],
    [['values', 'delete', '--help'], 'bigcommerce-customers values delete'],
    [['customers', '--help'], 'bigcommerce-customers customers'],
    [['customers', 'delete', '--help'], 'bigcommerce-customers customers delete'],
    [['segments', '--help'], 'bigcommerce-customers segments'],
    [['segments', 'remove-profiles', '--help'], 'bigcommerce-customers segments remove-profiles'],
    [['contract', 'check', 'nowhere', '--format', 'x', '-h'], 'bigcommerce-customers contract check'],
  ])('%j shows a manual page', async (argv, name) => {
    const { code, stdout, stderr } = await inHere(...argv);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.match(/^[A-Z]+[A-Z ]*$/gm)?.filter((title) => title !== 'COMMANDS')).toEqual([
      'NAME',
      'SYNOPSIS',
      'DESCRIPTION',
      'OPTIONS',
      'EXIT STATUS',
      'EXAMPLES',
    ]);
    expect(stdout).toContain(`NAME\n    ${name} - `);
    for (const code of [0, 1, 2]) expect(stdout).toContain(`\n    ${code}\n        `);
    const [prose = ''] = stdout.split('EXAMPLES');
    expect(prose.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  test('of contract check shows every option with its default', async () => {
    const { stdout } = await inHere('contract', 'check', '--help');
    const page = stdout.replaceAll(/\s+/g, ' ');
    expect(page).toMatch(/--format FORMAT, -f FORMAT .*text: .*json: .*junit: .*sarif: .*Default: text\./);
    expect(page).toMatch(/--out FILE, -o FILE .*Default: the report goes to standard output\./);
  });

  test('is not an option after --', async () => {
    expect(await inHere('contract', 'check', '--', '--help')).toMatchObject({
      code: 2,
      stderr: '--help: no such file or folder\n',
    });
  });
});

test.each(['--version', '-v', 'version'])('%s is the version of the package', async (argument) => {
  expect(await inHere(argument)).toEqual({ code: 0, stdout: `${VERSION}\n`, stderr: '' });
});

test.each([
  [['help'], []],
  [['help', 'values'], ['values']],
  [
    ['help', 'values', 'upsert'],
    ['values', 'upsert'],
  ],
  [['values', 'help'], ['values']],
  [
    ['values', 'help', 'upsert'],
    ['values', 'upsert'],
  ],
])('%j shows the same page as --help', async (argv, command) => {
  expect(await inHere(...argv)).toEqual(await inHere(...command, '--help'));
});

test.each([
  [['help', 'vales'], 'unknown command "vales"; did you mean "values"?'],
  [['contrct'], 'unknown command "contrct"; did you mean "contract"?'],
  [['contract', 'chekc'], 'unknown command "chekc"; did you mean "check"?'],
  [['list'], 'unknown command "list"; did you mean "values list"?'],
  [['delete'], 'unknown command "delete"; did you mean "values delete" or "customers delete"?'],
  [['delete', 'customers'], 'unknown command "delete"; did you mean "customers delete"?'],
  [['--verison'], 'unknown option "--verison"; did you mean --version?'],
  [['customers', 'delete', '--dryRun', 'a.csv'], "Unknown option '--dryRun'; did you mean --dry-run?"],
  [['values', 'upsert', '--journl', 'j', 'a.csv'], "Unknown option '--journl'; did you mean --journal?"],
  [['sandbox', '--customer', '3'], "Unknown option '--customer'; did you mean --customers?"],
])('%j is answered with what was probably meant', async (argv, message) => {
  expect(await inHere(...argv)).toMatchObject({ code: 2, stderr: expect.stringContaining(`: ${message}\n`) });
});

test.each([
  [['xyz'], 'unknown command "xyz"\n'],
  [['values', 'upsert', '--quiet', 'a.csv'], "Unknown option '--quiet'\n"],
  // Other commands have it.
  [['values', 'upsert', '--yes', 'a.csv'], "Unknown option '--yes'\n"],
])('%j is like nothing that there is', async (argv, message) => {
  expect((await inHere(...argv)).stderr).toContain(message);
});

test('what was typed cannot control the terminal', async () => {
  const { stderr } = await inHere('values', 'upsert', '--\u001b[2J\u202e\u009b', 'a.csv');
  expect(stderr).toContain('--\\u001b[2J\\u202e\\u009b');
});

describe('wrong usage is reported with the available options, and exits with 2:', () => {
  const commands =
    'Commands: contract, values, customers, segments, generate, sandbox. Options: --help, -h, --version, -v. See "bigcommerce-customers --help".';
  const below =
    'Commands: check, record, diff, drift, score. Options: --help, -h. See "bigcommerce-customers contract --help".';
  const options =
    'Options: --spec FILE; --root FOLDER; --base-url URL; --max-age DAYS; --format FORMAT, -f FORMAT; --out FILE, -o FILE; --strict; --allow PATTERN; --fail-on-unseen; --patterns trust; --fail-on-unchecked; --coverage FILE; --mutants FILE; --help, -h. See "bigcommerce-customers contract check --help".';

  test.each<[string[], string, string]>([
    [[], 'bigcommerce-customers: COMMAND is missing', commands],
    [['contrct'], 'bigcommerce-customers: unknown command "contrct"', commands],
    [['constructor'], 'bigcommerce-customers: unknown command "constructor"', commands],
    [['--verison'], 'bigcommerce-customers: unknown option "--verison"', commands],
    [['contract'], 'bigcommerce-customers contract: COMMAND is missing', below],
    [['contract', 'chekc', 'x'], 'bigcommerce-customers contract: unknown command "chekc"', below],
    [['contract', '--version'], 'bigcommerce-customers contract: unknown option "--version"', below],
    [['contract', 'check'], 'PATH is missing; name at least one file or folder', options],
    [['contract', 'check', ''], 'a PATH is empty', options],
    [['contract', 'check', '--formt', 'json', 'x'], "Unknown option '--formt'", options],
    [['contract', 'check', '-x', 'x'], "Unknown option '-x'", options],
    [['contract', 'check', 'x', '--out'], "Option '-o, --out <value>' argument missing", options],
    [
      ['contract', 'check', 'x', '--allow', 'response.header:x-*', '--allow', 'bogus'],
      '--allow needs a pattern such as request.query:utm_*, paths:/static/**, keyword:readOnly or "getOrder response.status:409", not "bogus"',
      options,
    ],
    [['contract', 'check', 'x', '--spec='], '--spec needs the name of a file', options],
    [['contract', 'check', 'x', '--max-age', '3w'], '--max-age needs a number of days such as 90, not "3w"', options],
    [['contract', 'check', 'x', '--out='], '--out needs the name of a file', options],
    [
      ['contract', 'check', 'x', '--format', 'xml'],
      'unknown format "xml"; the formats are text, json, junit, sarif, html',
      options,
    ],
    [['contract', 'check', 'x', '--mutants', 'm.json'], '--coverage and --mutants need --format html', options],
    [['contract', 'check', 'x', '-f', 'html', '--coverage='], '--coverage needs the name of a file', options],
    [['contract', 'check', 'x', '-f', 'html', '--mutants='], '--mutants needs the name of a file', options],
    [['contract', 'check', 'x', '-f', 'toString'], 'unknown format "toString"', options],
  ])('%j', async (argv, problem, what) => {
    const { code, stdout, stderr } = await inHere(...argv);
    expect(stderr.split('\n')).toEqual([expect.stringContaining(problem), what, '']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });
});
