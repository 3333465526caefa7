import {fileURLToPath} from 'node:url';
import {type Patch, patchPlugin} from './patch.js';
import {importFrom, runtimeFile} from './runtime-file.js';

/** The chalk that Ink paints with. */
const chalk = fileURLToPath(import.meta.resolve('chalk'));

const clockImport = importFrom('{performance}', 'clock');

export const onDemandPatches: readonly Patch[] = [
	{
		// React's developer tools are not shipped: the branch and its import go, whatever DEV is set to.
		package: 'ink',
		file: 'build/reconciler.js',
		replacements: [{find: "if (process.env['DEV'] === 'true') {", replace: 'if (false) {', times: 2}],
	},
	{
		package: 'scheduler',
		file: 'cjs/scheduler.production.js',
		replacements: [
			{
				find: 'if ("object" === typeof performance && "function" === typeof performance.now) {\n  var localPerformance = performance;',
				replace: `if (true) {\n  var localPerformance = require(${JSON.stringify(runtimeFile('clock'))}).performance;`,
			},
		],
	},
	{
		package: 'ink',
		file: 'build/ink.js',
		prepend: clockImport,
		replacements: [{find: 'performance.now()', replace: 'performance.now()', times: 2}],
	},
	{
		package: 'ink',
		file: 'build/components/App.js',
		prepend: clockImport,
		replacements: [{find: 'performance.now()', replace: 'performance.now()', times: 3}],
	},
	{
		package: 'terminal-size',
		file: 'index.js',
		replacements: [
			{
				// Only asked when no stream knows its size.
				find: "import {execFileSync} from 'node:child_process';",
				replace:
					"const execFileSync = (...all) => process.getBuiltinModule('node:child_process').execFileSync(...all);",
			},
		],
	},
	{
		package: 'signal-exit',
		file: 'index.js',
		replacements: [
			{
				find: "var assert = require('assert')",
				replace: "var assert = {equal: (...all) => process.getBuiltinModule('node:assert').equal(...all)}",
				times: 1,
			},
			{
				find: "assert.equal(typeof cb, 'function', 'a callback must be provided for exit handler')",
				replace:
					"if (typeof cb !== 'function') assert.equal(typeof cb, 'function', 'a callback must be provided for exit handler')",
			},
		],
	},
	{
		package: 'stack-utils',
		file: 'index.js',
		replacements: [
			{
				find: 'const natives = [].concat(',
				replace: 'const createNatives = () => { const natives = [].concat(',
			},
			{
				find: '\n);\n\nclass StackUtils',
				replace: '\n);\nreturn natives;\n};\n\nclass StackUtils',
			},
			{find: 'return [...natives];', replace: 'return createNatives();'},
		],
	},
	{
		package: 'ink',
		file: 'build/components/ErrorOverview.js',
		replacements: [
			{
				find: 'const stackUtils = new StackUtils({',
				replace: 'const createStackUtils = () => new StackUtils({',
			},
			{
				find: 'export default function ErrorOverview({ error }) {',
				replace:
					'export default function ErrorOverview({ error }) {\n    const stackUtils = createStackUtils();',
			},
		],
	},
	{
		// Its own one would be evaluated too; of both it needs no more than `inverse` and `grey`.
		package: 'ink-text-input',
		file: 'build/index.js',
		isOptional: true,
		replacements: [
			{find: "import chalk from 'chalk';", replace: `import chalk from ${JSON.stringify(chalk)};`},
		],
	},
	{
		package: 'ansi-escapes',
		file: 'base.js',
		replacements: [{find: "import {isBrowser} from 'environment';", replace: 'const isBrowser = false;'}],
	},
];

/** Work that dependencies do at import and most runs never need, moved to where it is needed. */
export const onDemandPlugin = patchPlugin('on-demand', onDemandPatches);
