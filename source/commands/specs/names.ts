import {type CommandSpec, connectionName} from '../../kit/spec.js';

/** What is done to one connection. */
export const namesSpecs: readonly CommandSpec[] = [
	{
		name: 'rename',
		summary: 'another name for a connection; scripts must use the new link name',
		arguments: [connectionName, {name: 'NEWNAME', summary: 'the new name; its link name follows from it'}],
		options: [],
		examples: ['zconn rename zoho "Books of Acme"'],
	},
	{
		name: 'revoke',
		summary: "end a connection's grant at Zoho; the connection itself is kept",
		arguments: [connectionName],
		options: [{flags: '--yes', summary: 'do not ask'}],
		notes: ['If Zoho cannot be reached, nothing changes, and the exit code is 4.'],
		examples: ['zconn revoke zoho', 'zconn revoke zoho --yes'],
	},
	{
		name: 'remove',
		summary: "end a connection's grant at Zoho, then delete the connection",
		arguments: [connectionName],
		options: [
			{flags: '--yes', summary: 'do not ask'},
			{flags: '--keep-grant', summary: 'only delete it here; the grant stays valid at Zoho'},
		],
		notes: ['If Zoho cannot be reached, nothing is deleted, and the exit code is 4. The service is kept.'],
		examples: ['zconn remove zoho', 'zconn remove zoho --yes', 'zconn remove zoho --yes --keep-grant'],
	},
];
