import type {Program} from './programs.js';
import {median} from './statistics.js';

/** Runs every program once, then again, and so on, so that a busy moment of the machine falls on all of them. */
export const interleave = async (
	programs: readonly Program[],
	runs: number,
	measure: (program: Program) => Promise<number>,
): Promise<(program: Program) => number> => {
	const values = new Map<Program, number[]>(programs.map(program => [program, []]));
	for (let run = 0; run < runs; run++)
		for (const [program, list] of values) list.push(await measure(program));
	return program => median(values.get(program) ?? []);
};
