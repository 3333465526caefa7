/**
 * Keeps what V8 compiles from now on for the next start, in Node's own place for it. Where Node cannot write there, it
 * says nothing and compiles anew.
 *
 * Node: https://nodejs.org/api/module.html#moduleenablecompilecachecachedir
 */
export const enableCompileCache = (): void => {
	process.getBuiltinModule('node:module').enableCompileCache();
};

/**
 * Writes what V8 has compiled so far to Node's compile cache. Node does so when it exits by itself; a program that a
 * person leaves with a signal, or that stays open for days, would otherwise start slowly every time. To be called after
 * the first frame, because it takes milliseconds. Does nothing when the cache is off (`NODE_DISABLE_COMPILE_CACHE`).
 *
 * Node: https://nodejs.org/api/module.html#moduleflushcompilecache
 */
export const flushCompileCache = (): void => {
	process.getBuiltinModule('node:module').flushCompileCache();
};
