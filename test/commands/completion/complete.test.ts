import assert from 'node:assert/strict';
import {test} from 'node:test';
import {complete} from '../../../source/commands/completion/complete.js';
import {scripts} from '../../../source/commands/completion/scripts.js';
import {commands} from '../../../source/commands/registry.js';
import {shells} from '../../../source/commands/specs/program.js';

/** The last word of the line is the one that is typed. */
const at = (line: string) => complete(line.split(' '));
const words = (line: string): readonly string[] => at(line).offers.map(({word}) => word);

test('what can stand there follows from the words before', () => {
	const kinds = {
		'': 'command',
		'practice ': 'command',
		'help ': 'command',
		'--': 'flag',
		'token -': 'flag',
		'token ': 'connection',
		'token -- -': 'connection',
		'rename acme ': 'text',
		'token --min-ttl ': 'text',
		'nonsense ': 'text',
		'new --data-center ': 'value',
		'new --data-center=': 'value',
		'new --client-secret-file ': 'file',
		'import ': 'file',
		'--config-dir ': 'folder',
		'exec acme ': 'program',
		'exec acme --flag': 'program',
	};
	for (const [line, kind] of Object.entries(kinds)) assert.equal(at(line).kind, kind, line);
});

test('each command offers each of its flags and the global ones', () => {
	for (const {name, options} of commands) {
		const offered = words(`${name} --`);
		assert.equal(new Set(offered).size, offered.length);
		for (const {flags} of options)
			assert.ok(
				offered.some(word => flags.includes(word)),
				flags,
			);
		assert.ok(offered.includes('--plain') && offered.includes('-h'));
	}
});

test('a value is offered with its flag before it where both are one word', () => {
	assert.equal(at('new --parameter-type=').prefix, '--parameter-type=');
	assert.deepEqual(words('new --parameter-type='), ['header', 'query']);
	// As bash takes it apart.
	assert.equal(at('new --parameter-type = ').prefix, '');
	assert.deepEqual(words('new --parameter-type = '), ['header', 'query']);
	assert.equal(at('token --json=').kind, 'text');
});

test('the folder is found in each spelling, and practice beside it', () => {
	const cases: readonly (readonly [string, string | undefined, boolean])[] = [
		['token ', undefined, false],
		['--config-dir a token ', 'a', false],
		['token --config-dir=a ', 'a', false],
		['token --config-dir = a ', 'a', false],
		['practice --config-dir a token ', 'a', true],
		['exec x -- sh --config-dir a ', undefined, false],
	];
	for (const [line, folder, isPractice] of cases) {
		const found = at(line);
		assert.deepEqual([found.folder, found.isPractice], [folder, isPractice], line);
	}
});

test('another program begins behind the name, or behind the dashes that follow it', () => {
	assert.equal(at('exec acme ').programAt, 3);
	assert.equal(at('exec acme -- ').programAt, 4);
	assert.equal(at('exec acme -- sh -- ').programAt, 4);
	assert.equal(at('exec --min-ttl 60 acme cat ').programAt, 5);
	assert.equal(at('practice exec acme cat ').programAt, 4);
});

test('the scripts know nothing but the door', () => {
	for (const shell of shells) {
		assert.match(scripts[shell], /zconn __complete/);
		assert.doesNotMatch(scripts[shell], /reconnect|min-ttl/);
	}
});
