import {type Patch, patchPlugin} from './patch.js';

/** React's developer tools are not shipped: the branch and its import go, whatever DEV is set to. Without this nothing loads. */
export const devToolsPatches: readonly Patch[] = [
	{
		package: 'ink',
		file: 'build/reconciler.js',
		replacements: [{find: "if (process.env['DEV'] === 'true') {", replace: 'if (false) {', times: 2}],
	},
];

export const withoutDevToolsPlugin = patchPlugin('without-dev-tools', devToolsPatches);
