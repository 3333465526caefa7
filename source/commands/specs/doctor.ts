import {type CommandSpec, jsonOption} from '../../kit/spec.js';

export const doctorSpec: CommandSpec = {
	name: 'doctor',
	summary: 'check everything that a connection needs, and say how to fix what is wrong',
	arguments: [],
	options: [jsonOption],
	notes: [
		'Terminal, callback ports, accounts servers, proxy, certificates, clock, files, connections. Nothing is changed; no token is asked for. "!" is worth knowing; of what is wrong ("✖") the worst decides the exit code.',
	],
	examples: ['zconn doctor', 'zconn doctor --json'],
	ignoresStore: true,
};
