import {worstExitCodeNote} from '../../kit/output/worst-exit-code.js';
import {type CommandSpec, jsonOption} from '../../kit/spec.js';
import {allOption, connectionNames} from '../../kit/targets.js';

export const testSpec: CommandSpec = {
	name: 'test',
	summary: 'check whether it works, with harmless calls that the granted scopes allow',
	arguments: [connectionNames],
	options: [allOption, jsonOption],
	notes: [
		'A new access token is made only when the old one has expired or was rejected, or when no scope allows a call. A good token to which a scope is missing is exit 0, and the line says which.',
		worstExitCodeNote,
	],
	examples: ['zconn test zoho', 'zconn test --all', 'zconn test zoho --json'],
};
