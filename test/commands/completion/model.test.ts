import assert from 'node:assert/strict';
import {test} from 'node:test';
import {
	completedCommands,
	namesOf,
	optionsOf,
	placeKind,
	valueKind,
} from '../../../source/commands/completion/model.js';
import {commands} from '../../../source/commands/registry.js';
import {flagParts} from '../../../source/kit/flags.js';

test('flags are taken apart', () => {
	assert.deepEqual(flagParts('--json'), {short: undefined, long: '--json', value: undefined});
	assert.deepEqual(flagParts('-X, --method <METHOD>'), {short: '-X', long: '--method', value: 'METHOD'});
	assert.deepEqual(flagParts('--scope <a,b>'), {short: undefined, long: '--scope', value: 'a,b'});
	assert.throws(() => flagParts('json'));
});

test('every command and each of its flags is there', () => {
	assert.deepEqual(
		completedCommands.map(({name}) => name),
		[...commands.map(({name}) => name), 'help'],
	);
	for (const command of commands) {
		const names = optionsOf(command).flatMap(namesOf);
		for (const {flags} of command.options) assert.ok(names.includes(flagParts(flags).long), flags);
	}
});

test('what stands in a place follows from the registry', () => {
	const commandOf = (name: string) => {
		const found = completedCommands.find(one => one.name === name);
		assert.ok(found, name);
		return found;
	};
	const kindsOf = (name: string, count: number) =>
		Array.from({length: count}, (_nothing, place) => placeKind(commandOf(name), place).type);
	assert.deepEqual(kindsOf('token', 2), ['connection', 'text']);
	assert.deepEqual(kindsOf('rename', 3), ['connection', 'text', 'text']);
	assert.deepEqual(kindsOf('practice', 2), ['command', 'command']);
	assert.deepEqual(kindsOf('exec', 3), ['connection', 'program', 'program']);
	assert.deepEqual(kindsOf('completion', 1), ['value']);
	const service = commandOf('scopes').options.find(option => namesOf(option).includes('--service'));
	assert.equal(service && valueKind(service)?.type, 'text');
});
