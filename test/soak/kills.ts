import {readdirSync} from 'node:fs';
import {setTimeout as delay} from 'node:timers/promises';
import {runProgram, startProgram} from '../helpers/program.js';
import type {Figures} from './figures.js';
import {openMachine} from './machine.js';
import {createRandom} from './random.js';

/**
 * Ends the program with SIGKILL at any moment of a save, again and again. The file is whole after each: secrets as they were, the
 * name the old one or the new one, and the new one whenever the program said so.
 */
export const soakKills = async (seed: number, rounds: number): Promise<Figures> => {
	using machine = openMachine('http://localhost:9/token', 1);
	const random = createRandom(seed);
	const editing = (name: string): string[] => [
		...['edit', 'c0', '--no-input', '--config-dir', machine.folder, '--connection-name', name],
	];
	const begun = performance.now();
	await runProgram(editing('C0 first'));
	// A little longer than the program needs on this machine now, so that every moment of a save is met.
	const latest = (performance.now() - begun) * 1.2;
	machine.reset();
	const broken: string[] = [];
	let name = 'C0';
	let ended = 0;
	for (let round = 0; round < rounds; round++) {
		const next = `Name ${round}`;
		await using program = startProgram(editing(next));
		await Promise.race([program.waitForExit(), delay(random.below(latest))]);
		program.kill('SIGKILL');
		const {code} = await program.waitForExit();
		if (code === 0) ended++;
		const file = machine.file();
		const row = typeof file === 'string' ? undefined : file.connections.c0;
		if (typeof file === 'string' || !row) {
			broken.push(`round ${round}: ${typeof file === 'string' ? file : 'the row is gone'}`);
			machine.reset();
			name = 'C0';
			continue;
		}
		if (JSON.stringify(row.refreshToken) !== JSON.stringify({plain: 'first-refresh-token-0'}))
			broken.push(`round ${round}: the refresh token is another one`);
		if (row.name !== next && (code === 0 || row.name !== name))
			broken.push(`round ${round}: it is called ${row.name}`);
		name = row.name;
	}
	const start = performance.now();
	const last = await runProgram(editing('Last'), {timeout: 60_000});
	if (last.code !== 0) broken.push(`afterwards: exit ${last.code}`);
	const left = readdirSync(machine.folder).filter(entry => !entry.startsWith('connections.json'));
	return {
		what: 'SIGKILLs during saves',
		tries: rounds,
		broken,
		notes: [
			`${ended} came too late`,
			`the next save took ${Math.round(performance.now() - start)} ms`,
			`${left.length} other files left`,
		],
	};
};
