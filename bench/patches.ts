import {mkdir, mkdtemp} from 'node:fs/promises';
import {join} from 'node:path';
import {bundleZconn} from '../build/program.js';
import {interleave} from './interleave.js';
import {inkTakesOver, type Program, writeBundle} from './programs.js';
import type {Measured, Row} from './report.js';
import {timeToFrame, warm} from './run.js';

/** Steps of the bundler that make the start quick, by what each is called there; those of one idea together. */
const steps: ReadonlyMap<string, readonly string[]> = new Map([
	['Yoga without fetch', ['yoga-without-fetch']],
	['Unicode on demand', ['unicode-on-demand', 'text-width']],
	["Node's modules the cheap way", ['builtins']],
	['Functions compiled along with their file', ['quicken']],
]);

/** The wizard of a program that is bundled without some steps: to its first frame, and until Ink draws it. */
const wizardWithout = async (work: string, name: string, without: readonly string[]) => {
	const folder = join(work, name.replaceAll(/\W/g, '-'));
	const {files} = await bundleZconn('Usage: zconn\n', new Set(without));
	await writeBundle(files, folder);
	const temporary = join(folder, 'home');
	await mkdir(temporary);
	const first: Program = {
		name,
		args: async () => [join(folder, 'dist/cli.js'), 'new', '--config-dir', await mkdtemp(join(work, 'new-'))],
		temporary,
		expected: /^\s*❯ /m,
	};
	await warm(first);
	return {name, first, inInk: {...first, raw: inkTakesOver}};
};

/** What each step of the bundler saves: the wizard without it against the wizard with all of them. */
export const measurePatches = async (work: string, runs: number): Promise<Measured> => {
	const whole = await wizardWithout(work, 'all', []);
	const others = [];
	for (const [name, without] of steps) others.push(await wizardWithout(work, name, without));
	const programs = [whole, ...others].flatMap(({first, inInk}) => [first, inInk]);
	const medianOf = await interleave(programs, runs, timeToFrame);
	const row = (what: string, value: number): Row => ({what, value, unit: 'ms'});
	const rows = others.flatMap(({name, first, inInk}) => [
		row(`${name} saves, to the first frame`, medianOf(first) - medianOf(whole.first)),
		row(`${name} saves, until Ink draws`, medianOf(inInk) - medianOf(whole.inInk)),
	]);
	return {
		rows: [
			row('zconn new, first frame', medianOf(whole.first)),
			row('zconn new, Ink draws', medianOf(whole.inInk)),
			...rows,
		],
		skipped: [],
	};
};
