import type {CommandSpec} from '../../kit/spec.js';

export const practiceSpec: CommandSpec = {
	name: 'practice',
	summary: 'the same program against a Zoho on this machine',
	arguments: [{name: 'COMMAND', summary: 'any command, with its options', isOptional: true, isList: true}],
	options: [
		{flags: '--serve', summary: 'only serve it, and print its addresses'},
		{flags: '--reset', summary: 'forget everything practiced and start over'},
	],
	examples: ['zconn practice', 'zconn practice token zoho', 'zconn practice --serve'],
	passesThrough: true,
	ignoresStore: true,
};
