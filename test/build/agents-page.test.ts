import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {toolsFor} from '../../source/commands/mcp/index.js';
import {buildProgram} from '../../source/program/parser.js';
import {readAllowList} from '../../source/zoho/operations/allow-list.js';
import {root} from './bundled.js';

const page = readFileSync(join(root, 'docs/agents.md'), 'utf8');

/** What is behind `zconn` in the snippets: of JSON, and of a shell. */
const snippets: readonly (readonly string[])[] = [
	...[...page.matchAll(/^```json\n([\s\S]*?)^```$/gm)].map(([, text = '']): readonly string[] => {
		const {mcpServers, servers} = JSON.parse(text);
		return (mcpServers ?? servers).zoho.args;
	}),
	...[...page.matchAll(/^claude mcp add zoho -- zconn (.+)$/gm)].map(([, text = '']) =>
		[...text.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain = '']) => quoted ?? plain),
	),
];

test('each snippet of the page starts the server as the program understands it', async () => {
	assert.equal(snippets.length, 3);
	for (const args of snippets) {
		let started: Record<string, unknown> = {};
		const program = buildProgram(async (spec, _positionals, options) => {
			started = {...options, name: spec?.name};
		});
		await program.parseAsync([...args], {from: 'user'});
		const {name, connection, allow} = started;
		assert.deepEqual([name, connection, allow], ['mcp', ['zoho'], ['GET /books/**']]);
		assert.ok(readAllowList(['GET /books/**']).ok);
	}
});

test('the page names each tool', () => {
	const told = [...page.matchAll(/^\| `([a-z_]+)` \|/gm)].map(([, name = '']) => name);
	assert.deepEqual(
		told.toSorted(),
		toolsFor(false, [])
			.map(({name}) => name)
			.toSorted(),
	);
});
