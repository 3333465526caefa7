import {type CommandSpec, jsonOption} from '../../kit/spec.js';

export const listSpec: CommandSpec = {
	name: 'list',
	summary: 'what is saved: no secrets, no network',
	arguments: [],
	options: [jsonOption],
	examples: ['zconn list', 'zconn list --json'],
};

export const servicesSpec: CommandSpec = {
	name: 'services',
	summary: 'the services that are saved, and how many connections use them',
	arguments: [],
	options: [jsonOption],
	notes: ['A new connection uses one of them with "zconn new --service NAME", or by its Client ID.'],
	examples: ['zconn services', 'zconn services --json'],
};
