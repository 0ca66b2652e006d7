const vm = require('node:vm');

const scripts = new Map();

/**
 * Compiles a CommonJS module as Jest does, but once for all files of a worker: as a function of a script, which runs with any
 * global object, and keeps what it has compiled. Jest does that anew for each file of tests, and for itself.
 */
exports.compileFunction = (code, parameters, { filename, importModuleDynamically, parsingContext }) => {
  const known = scripts.get(filename);
  const script = known?.code === code ? known : newScript(code, parameters, filename);
  scripts.set(filename, script);
  // That of the file of tests that runs now.
  script.importModuleDynamically = importModuleDynamically;
  return script.runInContext(parsingContext);
};

function newScript(code, parameters, filename) {
  const head = `(function (${parameters}) {`;
  const script = new vm.Script(`${head}${code}\n})`, {
    filename,
    columnOffset: -head.length,
    importModuleDynamically: (...request) => script.importModuleDynamically(...request),
  });
  return Object.assign(script, { code });
}
