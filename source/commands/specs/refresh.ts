import {type CommandSpec, jsonOption} from '../spec.js';
import {allOption, connectionNames} from '../targets.js';
import {worstExitCodeNote} from '../worst-exit-code.js';

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
	load: () => import('../refresh.js'),
};
