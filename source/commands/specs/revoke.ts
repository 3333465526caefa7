import {type CommandSpec, connectionName} from '../../kit/spec.js';

export const revokeSpec: CommandSpec = {
	name: 'revoke',
	summary: "end a connection's grant at Zoho; the connection itself is kept",
	arguments: [connectionName],
	options: [{flags: '--yes', summary: 'do not ask'}],
	notes: ['If Zoho cannot be reached, nothing changes, and the exit code is 4.'],
	examples: ['zconn revoke zoho', 'zconn revoke zoho --yes'],
};
