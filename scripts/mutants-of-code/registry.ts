/** What a test file has said with `describe`, `test` and hooks. */
type Step = () => unknown;

/** A file or a `describe`. Its hooks are those of all that stand in it. */
export interface Block {
  /** The file that it stands in. */
  readonly file: string;
  readonly path: string;
  readonly parent: Block | undefined;
  readonly beforeAll: Step[];
  readonly beforeEach: Step[];
  readonly afterEach: Step[];
  readonly afterAll: Step[];
}

export interface RegisteredTest {
  readonly id: string;
  readonly block: Block;
  readonly body: Step;
}

const tests: RegisteredTest[] = [];
const left: string[] = [];
let current: Block = newBlock('', '', undefined);

/** Imports a file: everything that it registers belongs to a block of that name. */
export async function withinFile(name: string, file: string, register: () => Promise<unknown>): Promise<void> {
  const outer = enter(name, file);
  await register();
  current = outer;
}

/** The same for a `describe`. */
export function within(name: string, register: () => unknown): void {
  const outer = enter(name, current.file);
  register();
  current = outer;
}

function enter(name: string, file: string): Block {
  const outer = current;
  current = newBlock(outer.path === '' ? name : `${outer.path} ${name}`, file, outer);
  return outer;
}

/** Tests whose titles hold one of these texts are not run. */
export function leaveOut(titles: readonly string[]): void {
  left.push(...titles);
}

/** Ids stay the same from process to process, and when tests are added elsewhere. */
export function addTest(title: string, body: Step): void {
  if (left.some((part) => title.includes(part))) return;
  const name = `${current.path} ${title}`;
  const twins = tests.filter(({ id }) => id.startsWith(`${name} #`)).length;
  tests.push({ id: `${name} #${twins}`, block: current, body });
}

export function addHook(kind: 'beforeAll' | 'beforeEach' | 'afterEach' | 'afterAll', hook: Step): void {
  current[kind].push(hook);
}

export function registeredTests(): readonly RegisteredTest[] {
  return tests;
}

/** A block and those around it, the outermost first. */
export function blocksAround(block: Block): Block[] {
  return block.parent ? [...blocksAround(block.parent), block] : [block];
}

function newBlock(path: string, file: string, parent: Block | undefined): Block {
  return { path, file, parent, beforeAll: [], beforeEach: [], afterEach: [], afterAll: [] };
}
