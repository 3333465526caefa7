import {type CommandSpec, connectionName} from '../../kit/spec.js';

export const removeSpec: CommandSpec = {
	name: 'remove',
	summary: "end a connection's grant at Zoho, then delete the connection",
	arguments: [connectionName],
	options: [
		{flags: '--yes', summary: 'do not ask'},
		{flags: '--keep-grant', summary: 'only delete it here; the grant stays valid at Zoho'},
	],
	notes: ['If Zoho cannot be reached, nothing is deleted, and the exit code is 4. The service is kept.'],
	examples: ['zconn remove zoho', 'zconn remove zoho --yes', 'zconn remove zoho --yes --keep-grant'],
};
