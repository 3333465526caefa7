import type {Plugin} from 'esbuild';
import {runtimeFile} from './runtime-file.js';

/** React's developer tools, which Ink connects to when `DEV=true`, are not shipped; the import leads to an empty module. */
export const devToolsPlugin: Plugin = {
	name: 'no-developer-tools',
	setup: build => {
		build.onResolve({filter: /^react-devtools-core$/}, () => ({path: runtimeFile('no-developer-tools')}));
	},
};
