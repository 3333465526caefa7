import assert from 'node:assert/strict';
import {test} from 'node:test';
import {completedCommands} from '../../../source/commands/completion/model.js';
import {commands} from '../../../source/commands/registry.js';
import {flagParts} from '../../../source/kit/flags.js';

test('flags are taken apart', () => {
	assert.deepEqual(flagParts('--json'), {short: undefined, long: '--json', value: undefined});
	assert.deepEqual(flagParts('-X, --method <METHOD>'), {short: '-X', long: '--method', value: 'METHOD'});
	assert.deepEqual(flagParts('--scope <a,b>'), {short: undefined, long: '--scope', value: 'a,b'});
	assert.throws(() => flagParts('json'));
});

test('every command and each of its flags is there', () => {
	const completed = completedCommands();
	assert.deepEqual(
		completed.map(({name}) => name),
		[...commands.map(({name}) => name), 'help'],
	);
	for (const [index, {options}] of commands.entries()) {
		const names = completed[index]?.flags.flatMap(flag => flag.names) ?? [];
		for (const {flags} of options) assert.ok(names.includes(flagParts(flags).long), flags);
	}
});

test('what stands in a place follows from the registry', () => {
	const kinds = (name: string) =>
		completedCommands()
			.find(one => one.name === name)
			?.places.map(({kind}) => kind.type);
	assert.deepEqual(kinds('token'), ['connection']);
	assert.deepEqual(kinds('rename'), ['connection', 'text']);
	assert.deepEqual(kinds('practice'), ['command']);
	assert.deepEqual(kinds('completion'), ['value']);
	const service = completedCommands()
		.find(({name}) => name === 'scopes')
		?.flags.find(({names}) => names.includes('--service'));
	assert.equal(service?.value?.type, 'text');
});
