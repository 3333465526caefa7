import {worstExitCodeNote} from '../../kit/output/worst-exit-code.js';
import {type CommandSpec, jsonOption} from '../../kit/spec.js';
import {allOption, connectionNames} from '../../kit/targets.js';

export const refreshSpec: CommandSpec = {
	name: 'refresh',
	summary: 'a new access token now; Zoho allows 10 in 10 minutes',
	arguments: [connectionNames],
	options: [allOption, jsonOption],
	notes: [
		'"token" refreshes by itself when needed. A refusal is remembered, and nothing is ever deleted.',
		worstExitCodeNote,
	],
	examples: ['zconn refresh zoho', 'zconn refresh --all', 'zconn refresh --all --json'],
};
