import {createRequire} from 'node:module';
import type {Plugin} from 'esbuild';

const require = createRequire(import.meta.url);

const isIdentifier = (name: string): boolean => /^[A-Za-z_$][\w$]*$/.test(name);

/** React as an ES module with the exports of the CommonJS one; those that nobody imports are left out. */
const moduleSource = (path: string, names: readonly string[]): string =>
	[
		`const react = require(${JSON.stringify(path)});`,
		'export {react as default};',
		...names.map((name, index) => `const name${index} = /* @__PURE__ */ (() => react.${name})();`),
		`export {${names.map((name, index) => `name${index} as ${name}`).join(', ')}};`,
	].join('\n');

/**
 * Makes an ES module of React once. By itself esbuild does so again in each of the thirty modules that import it, with
 * a getter for every export.
 */
export const reactPlugin: Plugin = {
	name: 'react-once',
	setup: build => {
		let isFound = false;
		build.onStart(() => {
			isFound = false;
		});
		build.onResolve({filter: /^react$/}, ({kind}) => {
			if (kind !== 'import-statement') return undefined;
			isFound = true;
			return {path: 'react', namespace: 'react-once', sideEffects: false};
		});
		build.onLoad({filter: /.*/, namespace: 'react-once'}, () => {
			const path = require.resolve('react');
			const names = Object.keys(require(path)).filter(isIdentifier);
			return {contents: moduleSource(path, names), loader: 'js', resolveDir: import.meta.dirname};
		});
		build.onEnd(({errors}) =>
			errors.length > 0 || isFound
				? {}
				: {errors: [{text: 'react-once: React is not in the bundle, so nothing was gained'}]},
		);
	},
};
