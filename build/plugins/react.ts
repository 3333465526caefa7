import {createRequire} from 'node:module';
import type {Plugin} from 'esbuild';

const require = createRequire(import.meta.url);

/** React's CommonJS modules that many files of Ink and of ours import. */
const specifiers = ['react', 'react/jsx-runtime', 'react-reconciler/constants.js'] as const;

/** The names that the shipped (production) build exports. */
const exportedNames = (specifier: string): readonly string[] => {
	const before = process.env.NODE_ENV;
	process.env.NODE_ENV = 'production';
	try {
		return Object.keys(require(specifier)).filter(name => !name.startsWith('__'));
	} finally {
		if (before === undefined) delete process.env.NODE_ENV;
		else process.env.NODE_ENV = before;
	}
};

const moduleSource = (specifier: string): string => `
import whole from ${JSON.stringify(`zconn-common:${specifier}`)};
export {whole as default};
export const {${exportedNames(specifier).join(', ')}} = whole;
`;

/**
 * Makes one ES module of each of React's CommonJS modules. Left alone, esbuild wraps the CommonJS exports anew for
 * every file that imports them, property by property, and goes through a getter at each use.
 */
export const reactPlugin: Plugin = {
	name: 'react-as-modules',
	setup: build => {
		const found = new Set<string>();
		build.onStart(() => found.clear());
		build.onResolve({filter: /^(?:react|react\/jsx-runtime|react-reconciler\/constants\.js)$/}, ({kind, path}) =>
			kind === 'import-statement' ? {path, namespace: 'react-module'} : undefined,
		);
		build.onLoad({filter: /.*/, namespace: 'react-module'}, ({path}) => {
			found.add(path);
			return {contents: moduleSource(path), loader: 'js', resolveDir: import.meta.dirname};
		});
		build.onResolve({filter: /^zconn-common:/}, ({path}) => ({
			path: require.resolve(path.replace('zconn-common:', '')),
		}));
		build.onEnd(({errors}) => {
			if (errors.length > 0) return {};
			return {
				errors: specifiers
					.filter(specifier => !found.has(specifier))
					.map(specifier => ({text: `nothing imports ${specifier} any more; leave it out of the plugin`})),
			};
		});
	},
};
