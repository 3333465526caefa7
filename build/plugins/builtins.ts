import {builtinModules} from 'node:module';
import {relative} from 'node:path';
import type {Plugin} from 'esbuild';

const isIdentifier = (name: string): boolean => /^[A-Za-z_$][\w$]*$/.test(name);

const isBuiltin = (name: string): boolean => builtinModules.includes(name);

/** The names a module of Node exports; found without touching its getters. */
const exportedNames = (name: string): readonly string[] =>
	Object.keys(Object.getOwnPropertyDescriptors(process.getBuiltinModule(`node:${name}`))).filter(
		key => isIdentifier(key) && key !== 'default',
	);

/**
 * A module with the exports of Node's own. Each is taken in a call marked pure, so that esbuild leaves out those without
 * an importer; that is the point, as reading some of them loads half of Node.
 */
const moduleSource = (name: string): string => {
	const names = exportedNames(name);
	const wholeModule = name === 'process' ? 'globalThis.process' : `process.getBuiltinModule('node:${name}')`;
	return [
		`const whole = ${wholeModule};`,
		'export {whole as default};',
		...names.map((key, index) => `const name${index} = /* @__PURE__ */ (() => whole.${key})();`),
		`export {${names.map((key, index) => `name${index} as ${key}`).join(', ')}};`,
	].join('\n');
};

/**
 * Takes Node's own modules the cheap way. An `import` statement makes Node read every property of the module, getters
 * too: `node:fs` then loads its promises, streams and readline, `node:http` loads the whole of `fetch`. So a bundled
 * import becomes `process.getBuiltinModule` and the names in use. A `require` in a CommonJS package becomes the same,
 * which also spares every chunk the making of a `require`.
 *
 * A dynamic import is left to Node.
 */
export const builtinsPlugin: Plugin = {
	name: 'builtins',
	setup: build => {
		// Where a build is split, each importer has its own: what several have in common would be a file more.
		const {splitting = false} = build.initialOptions;
		build.onResolve({filter: /^(?:node:)?[a-z0-9_/]+$/}, ({kind, path, importer}) => {
			const name = path.replace(/^node:/, '');
			if (!isBuiltin(name)) return undefined;
			if (kind === 'import-statement')
				return {
					path: splitting ? `${name} in ${relative(process.cwd(), importer)}` : name,
					namespace: 'builtin-imported',
					sideEffects: false,
					pluginData: name,
				};
			return kind === 'require-call' ? {path: name, namespace: 'builtin-required'} : undefined;
		});
		build.onLoad({filter: /.*/, namespace: 'builtin-imported'}, ({pluginData}) => ({
			contents: moduleSource(pluginData),
			loader: 'js',
		}));
		build.onLoad({filter: /.*/, namespace: 'builtin-required'}, ({path}) => ({
			contents: `module.exports = process.getBuiltinModule('node:${path}');`,
			loader: 'js',
		}));
	},
};
