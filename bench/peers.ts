import {accessSync, constants} from 'node:fs';
import {mkdir} from 'node:fs/promises';
import {delimiter, join} from 'node:path';
import type {Program} from './programs.js';

/** Where a command of this name is; undefined where it is not installed. */
const find = (name: string): string | undefined =>
	(process.env.PATH ?? '')
		.split(delimiter)
		.map(folder => join(folder, name))
		.find(file => {
			try {
				accessSync(file, constants.X_OK);
				return true;
			} catch {
				return false;
			}
		});

/** Programs in Go that people know, to measure against: their first question. Those that are installed. */
export const findPeers = async (work: string): Promise<readonly Program[]> => {
	const peers = [
		{name: 'gh', args: ['auth', 'login'], expected: /\? /},
		{name: 'rclone', args: ['config'], expected: /n\/s\/q>/},
	];
	const found: Program[] = [];
	for (const {name, args, expected} of peers) {
		const command = find(name);
		if (command === undefined) continue;
		const temporary = join(work, name);
		await mkdir(temporary, {recursive: true});
		found.push({name: [name, ...args].join(' '), command, args: async () => args, temporary, expected});
	}
	return found;
};
