import {type CommandSpec, jsonOption} from '../../kit/spec.js';

export const listSpec: CommandSpec = {
	name: 'list',
	summary: 'what is saved: no secrets, no network',
	arguments: [],
	options: [jsonOption],
	examples: ['zconn list', 'zconn list --json'],
};
