import assert from 'node:assert/strict';
import {existsSync, globSync, readFileSync} from 'node:fs';
import {after, test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {createSourceReader} from './helpers/architecture/read-sources.js';
import {describeOffenses, findOffenses} from './helpers/architecture/rules.js';

const root = fileURLToPath(new URL('..', import.meta.url));

const reader = createSourceReader();
after(() => reader[Symbol.dispose]());

const offensesIn = (sources: Readonly<Record<string, string>>): string =>
	describeOffenses(findOffenses(reader.read(sources)));

test('the sources keep to the architecture', () => {
	const paths = globSync(['cli.tsx', 'source/**/*.{ts,tsx,json,js,mjs,cjs,jsx}'], {cwd: root}).toSorted();
	assert.ok(existsSync(`${root}/cli.tsx`) && paths.includes('cli.tsx'), 'cli.tsx is among the sources');
	assert.ok(paths.length > 30, `only ${paths.length} sources found`);
	const sources = Object.fromEntries(paths.map(path => [path, readFileSync(`${root}/${path}`, 'utf8')]));
	assert.equal(offensesIn(sources), '');
});

/** One file that breaks one rule, and the line that must be said of it. */
const broken: ReadonlyArray<readonly [path: string, text: string, offense: string]> = [
	['cli.tsx', `import './source/io/store.js';`, 'imports ./source/io/store.js: cli may not know io'],
	['cli.tsx', '\n'.repeat(61), 'has 61 lines, more than 60'],
	[
		'source/ui/app.tsx',
		`import '../commands/new.js';`,
		'imports ../commands/new.js: ui may not know commands',
	],
	['source/ui/app.tsx', `import {a} from '../io/store.js';`, 'imports ../io/store.js: ui may not know io'],
	[
		'source/ui/app.tsx',
		`import type {A} from '../io/store.js';`,
		'imports ../io/store.js: ui may not know io',
	],
	[
		'source/ui/app.tsx',
		`import {type Ports} from '../io/ports.js';`,
		'imports ../io/ports.js, of which it may only `import type`',
	],
	[
		'source/io/grants/a.ts',
		`import type {EffectContext} from '../effects/context.js';`,
		'imports ../effects/context.js: an operation answers its caller, and knows nothing of runners',
	],
	['source/wizard/a.ts', `export * from '../ui/app.js';`, 'imports ../ui/app.js: wizard may not know ui'],
	[
		'source/wizard/a.ts',
		`export const f = () => import('../io/http.js');`,
		'imports ../io/http.js: wizard may not know io',
	],
	[
		'source/connection/a.ts',
		`type A = import('../wizard/state.js').A;`,
		'imports ../wizard/state.js: connection may not know wizard',
	],
	[
		'source/zoho/a.ts',
		`import type {B} from '../connection/b.js';`,
		'imports ../connection/b.js: zoho may not know connection',
	],
	[
		'source/io/a.ts',
		`import {b} from '../wizard/b.js';`,
		'imports ../wizard/b.js, of which it may only `import type`',
	],
	[
		'source/io/a.ts',
		`import type {B} from '../wizard/steps/b.js';`,
		'imports ../wizard/steps/b.js: io may not know wizard',
	],
	['source/io/a.ts', `import '../ui/b.js';`, 'imports ../ui/b.js: io may not know ui'],
	[
		'source/practice/deep/a.ts',
		`import '../../connection/b.js';`,
		'imports ../../connection/b.js: practice may not know connection',
	],
	[
		'source/commands/new.ts',
		`const f = () => import('../practice/index.js');`,
		'imports ../practice/index.js: practice/ belongs to its command alone',
	],
	[
		'source/io/a.ts',
		`import type {P} from '../practice/p.js';`,
		'imports ../practice/p.js: practice/ belongs to its command alone',
	],
	['source/io/a.ts', `import '../../test/b.js';`, 'imports ../../test/b.js, which belongs to no floor'],
	['source/io/a.ts', 'const f = x => import(x);', 'imports something that only running it would tell'],
	['source/stray.ts', '', 'belongs to no floor'],
	['source/io/a.ts', `import * as z from 'zod';`, 'imports zod instead of zod/mini'],
	['source/io/a.ts', `import {z} from 'zod/v4';`, 'imports zod/v4 instead of zod/mini'],
	[
		'source/io/token.ts',
		`import type {Dispatcher} from 'undici';`,
		'imports undici: only source/io/network/http.ts speaks to the network',
	],
	['source/io/a.ts', `import {useState} from 'react';`, 'imports react: only ui/ink/ knows it'],
	['source/commands/a.ts', `import {render} from 'ink';`, 'imports ink: only ui/ink/ knows it'],
	['source/ui/a.ts', `import type {Key} from 'ink';`, 'imports ink: only ui/ink/ knows it'],
	['source/ui/a.ts', `const f = () => import('ink');`, 'imports ink: only ui/ink/ knows it'],
	['source/commands/a.tsx', 'export const a = <b />;', 'imports react/jsx-runtime: only ui/ink/ knows it'],
	['source/zoho/a.ts', `import {join} from 'node:path';`, 'imports node:path: zoho is a pure floor'],
	['source/wizard/a.ts', `import fs from 'fs';`, 'imports fs: wizard is a pure floor'],
	['source/connection/a.ts', `import conf from 'conf';`, 'imports conf: connection is a pure floor'],
	['source/zoho/a.ts', 'export const a = process.env.A;', 'uses process: zoho is a pure floor'],
	['source/zoho/a.ts', 'export const a = () => ({process});', 'uses process: zoho is a pure floor'],
	['source/zoho/a.ts', 'export const a = Date.now();', 'uses Date.now: zoho is a pure floor'],
	['source/zoho/a.ts', `export const a = Date['now']();`, 'uses Date as a value: zoho is a pure floor'],
	['source/zoho/a.ts', 'export const {now} = Date;', 'uses Date as a value: zoho is a pure floor'],
	['source/zoho/a.ts', 'export const a = new Date();', 'uses new Date(): zoho is a pure floor'],
	['source/zoho/a.ts', 'export const a = new Date;', 'uses new Date(): zoho is a pure floor'],
	['source/zoho/a.ts', 'export const a = Math.random();', 'uses Math.random: zoho is a pure floor'],
	['source/zoho/a.ts', 'export const {random} = Math;', 'uses Math as a value: zoho is a pure floor'],
	// biome-ignore lint/suspicious/noTemplateCurlyInString: it is the source under test.
	['source/zoho/a.ts', 'export const a = `${console.log(1)}`;', 'uses console: zoho is a pure floor'],
	['source/zoho/a.ts', `export const a = globalThis.fetch('/');`, 'uses globalThis: zoho is a pure floor'],
	['source/wizard/a.ts', 'export const a = (f = fetch) => f;', 'uses fetch: wizard is a pure floor'],
	['source/wizard/a.ts', 'crypto.randomUUID();', 'uses crypto: wizard is a pure floor'],
	['source/wizard/a.ts', 'performance.now();', 'uses performance: wizard is a pure floor'],
	['source/wizard/a.ts', 'setTimeout(() => {}, 1);', 'uses setTimeout: wizard is a pure floor'],
	['source/wizard/a.ts', 'export const a = import.meta.url;', 'uses import.meta: wizard is a pure floor'],
	['source/ui/a.tsx', 'export const a = b as any;', 'casts with `as any`'],
	['source/ui/a.tsx', 'export const a = b as unknown as string;', 'casts with `as unknown as`'],
	['source/io/myFile.ts', '', 'is not named in kebab-case'],
	['source/io/My-Folder/file.ts', '', 'is not named in kebab-case'],
	['source/io/a.ts', '\n'.repeat(301), 'has 301 lines, more than 300'],
	['source/io/tokens/token-refresh.ts', '', 'repeats the name of its folder, tokens/'],
	['source/io/tokens/tokens.ts', '', 'repeats the name of its folder, tokens/'],
	[
		'source/io/a.ts',
		`export const a = () => {${'\n'.repeat(60)}};`,
		'has a function of 61 lines, more than 60',
	],
	['source/io/a.ts', 'export const a = (b, c, d, e, f) => b;', 'has a function of 5 parameters, more than 4'],
	['source/io/a.ts', `import './a.js';`, 'is imported by what it imports: source/io/a.ts → source/io/a.ts'],
];

test('the check finds each offense, and says where', async t => {
	for (const [path, text, offense] of broken) {
		await t.test(`${path}: ${text.trim() || offense}`, () => {
			const said = offensesIn({[path]: text}).split('\n');
			const isSaid = said.includes(`${path}:1 ${offense}`) || said.includes(`${path} ${offense}`);
			assert.ok(isSaid, said.join('\n') || 'nothing was found');
		});
	}
});

test('imports that go in a circle are found, whatever their kind, and told once', () => {
	const circle = {
		'source/io/a.ts': `import {b} from './b.js';`,
		'source/io/b.ts': `import type {C} from './c.js';`,
		'source/io/c.ts': `export const load = () => import('./a.js'); import './d.js';`,
		'source/io/d.ts': '',
	};
	assert.equal(
		offensesIn(circle),
		'source/io/a.ts is imported by what it imports: source/io/a.ts → source/io/b.ts → source/io/c.ts → source/io/a.ts',
	);
});

test('a folder holds twenty files and no more; those below it do not count', () => {
	const files = (count: number) =>
		Object.fromEntries(Array.from({length: count}, (_, index) => [`source/io/a${index}.ts`, '']));
	assert.equal(offensesIn({...files(20), 'source/io/b/c.ts': ''}), '');
	assert.equal(offensesIn(files(21)), 'source/io holds 21 files, more than 20');
});

test('the check names the line, below comments too', () => {
	const text = '/** Why. */\n\n// More.\nexport const a = (\n\tDate.now()\n);\n';
	assert.equal(
		offensesIn({'source/zoho/a.ts': text}),
		'source/zoho/a.ts:5 uses Date.now: zoho is a pure floor',
	);
});

test('the check lets through what is allowed', () => {
	const allowed = {
		'cli.tsx': `import('./source/program/main.js');`,
		'source/commands/new.ts': `import {a} from '../io/store.js'; import {b} from '../wizard/state.js'; import data from '../../package.json' with {type: 'json'};
			export const draw = async () => { await import('../ui/ink/app.js'); };`,
		'source/commands/practice.ts': `import type {P} from '../practice/index.js'; const f = () => import('../practice/index.js');`,
		'source/ui/ink/app.tsx': `import {Text} from 'ink'; import type {Ports} from '../../io/ports.js'; import {s} from '../../wizard/steps/s.js';
			export const App = () => <Text>it's new Date() {Date.now()}</Text>;`,
		'source/wizard/state.ts': `import * as z from 'zod/mini'; import {c} from '../connection/c.js'; import {d} from '../zoho/d.js';`,
		'source/io/network/http.ts': `import type {Dispatcher} from 'undici'; import type {Effect} from '../../wizard/effects.js'; const f = () => import('undici');`,
		'source/practice/page.tsx': `/** @jsxImportSource hono/jsx */ export const a = <b />;`,
		'source/practice/index.ts': `import {Hono} from 'hono'; import {d} from '../zoho/d.js';`,
		'source/connection/c.ts': `import {d} from '../zoho/d.js';
			// process.env, Date.now() and new Date() in a comment
			const text = 'process.exit() fetch(1)';
			export const f = (process: {env: string}, fetch: () => void, now: Date) => {
				fetch();
				return {console: process.env, a: text.performance, b: new Date(0), c: Math.max(1, 2), d: Date.parse(''), e: now instanceof Date};
			};
			export const g = ({crypto: own}: {crypto: typeof globalThis.crypto}) => own;
			export const h = x as const;`,
		'source/zoho/d.ts': '',
		'source/zoho/scopes/catalogue.json': '{}',
	};
	assert.equal(offensesIn(allowed), '');
});

test('what must be loaded late is followed through other files', () => {
	const sources = {
		'source/commands/list.ts': `import {a} from '../ui/table.js';`,
		'source/ui/table.ts': `import {b} from './ink/cell.js'; import type {C} from './ink/type-only.js';`,
		'source/ui/ink/cell.tsx': `import {Text} from 'ink'; import {d} from './other.js';`,
		'source/ui/ink/other.tsx': `import 'react';`,
		'source/ui/ink/type-only.tsx': `import 'react';`,
		'source/commands/token.ts': `import {http} from '../io/network/http.js';`,
		'source/io/network/http.ts': `import {request} from 'undici';`,
		// Who loads it behind the first frame may.
		'source/ui/screen/show.ts': `export const load = () => import('../ink/cell.js');`,
		'source/commands/new.ts': `import {load} from '../ui/screen/show.js';`,
	};
	assert.equal(
		offensesIn(sources),
		[
			'source/commands/list.ts loads ink at once: source/commands/list.ts → source/ui/table.ts → source/ui/ink/cell.tsx → ink',
			'source/commands/list.ts loads react at once: source/commands/list.ts → source/ui/table.ts → source/ui/ink/cell.tsx → source/ui/ink/other.tsx → react',
			'source/ui/table.ts loads ink at once: source/ui/table.ts → source/ui/ink/cell.tsx → ink',
			'source/ui/table.ts loads react at once: source/ui/table.ts → source/ui/ink/cell.tsx → source/ui/ink/other.tsx → react',
			'source/commands/token.ts loads undici at once: source/commands/token.ts → source/io/network/http.ts → undici',
		].join('\n'),
	);
});

/** What Zoho says in words of its own, other servers say by the standards: the same ids, in one file. */
const otherServers = 'source/zoho/tokens/other-server.ts';

/** Each place where a refusal is worded: its id, followed by what happened. */
const wordedIn = (text: string): readonly string[] =>
	[...text.matchAll(/\bid: '([a-z][a-z0-9-]*)',\s*what\b/g)].map(([, id = '']) => id);

test('an id is worded in one place', () => {
	const places = new Map<string, Set<string>>();
	for (const file of globSync('source/**/*.{ts,tsx}', {cwd: root})) {
		if (file === otherServers) continue;
		for (const id of wordedIn(readFileSync(`${root}/${file}`, 'utf8')))
			places.set(id, (places.get(id) ?? new Set()).add(file));
	}
	assert.ok(places.size > 60, `Only ${places.size} refusals were found.`);
	assert.deepEqual(
		[...places].filter(([, files]) => files.size > 1),
		[],
	);
});

test('a second text would be found', () => {
	const one = "({id: 'no-such-service', what: `There is no service.`, why, next, exitCode: 5})";
	assert.deepEqual(wordedIn(`${one}; const other = {\n\tid: 'no-such-service',\n\twhat: 'None.'};`), [
		'no-such-service',
		'no-such-service',
	]);
});
