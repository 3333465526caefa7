import {type CommandSpec, connectionName} from '../../kit/spec.js';

export const renameSpec: CommandSpec = {
	name: 'rename',
	summary: 'another name for a connection; scripts must use the new link name',
	arguments: [connectionName, {name: 'NEWNAME', summary: 'the new name; its link name follows from it'}],
	options: [],
	examples: ['zconn rename zoho "Books of Acme"'],
};
