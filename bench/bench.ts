import {existsSync} from 'node:fs';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {parseArgs} from 'node:util';
import {measurePicker} from './picker.js';
import {builtProgram, type Program, type Programs, preparePrograms} from './programs.js';
import {exitCodeOf, joinMeasured, type Measured, type Row, reportLines} from './report.js';
import {answersToKeys, memoryAtFrame, timeToExit, timeToFrame, warm} from './run.js';
import {median} from './statistics.js';

/** Runs every program once, then again, and so on, so that a busy moment of the machine falls on all of them. */
const interleave = async (
	programs: readonly Program[],
	runs: number,
	measure: (program: Program) => Promise<number>,
): Promise<(program: Program) => number> => {
	const values = new Map<Program, number[]>(programs.map(program => [program, []]));
	for (let run = 0; run < runs; run++)
		for (const [program, list] of values) list.push(await measure(program));
	return program => median(values.get(program) ?? []);
};

/** Those that work; the others are named in `skipped`, with what they said. */
const working = async (
	programs: readonly Program[],
	start: (program: Program) => Promise<unknown>,
	skipped: string[],
): Promise<readonly Program[]> => {
	const found: Program[] = [];
	for (const program of programs) {
		try {
			await start(program);
			found.push(program);
		} catch (error) {
			skipped.push(error instanceof Error ? error.message : String(error));
		}
	}
	return found;
};

const ratio = (what: string, value: number, aim?: number): Row => ({
	what,
	value,
	unit: '×',
	...(aim === undefined ? {} : {aim}),
});

/** The first run writes the compile cache, the second proves that reading it works. */
const runTwice = async (program: Program): Promise<void> => {
	await timeToExit(program);
	await timeToExit(program);
};

/** Commands that draw nothing, run to their end. */
const measureCommands = async (programs: Programs, runs: number): Promise<Measured> => {
	const skipped: string[] = [];
	const {node, version, help, token} = programs;
	const found = await working([version, help, token], runTwice, skipped);
	const medianOf = await interleave([node, ...found], runs, timeToExit);
	const aims = new Map([
		[version, 1.2],
		[help, 1.2],
		[token, 1.4],
	]);
	const rows = found.map(program =>
		ratio(`${program.name} ÷ node -e 0`, medianOf(program) / medianOf(node), aims.get(program)),
	);
	return {rows, skipped};
};

/** Programs that draw, to their first frame. */
const measureFrames = async (programs: Programs, runs: number): Promise<Measured> => {
	const skipped: string[] = [];
	const {node, plain, ours, wizard} = programs;
	await warm(plain);
	const drawn = await working([ours, wizard], warm, skipped);
	const medianOf = await interleave([node, plain, ...drawn], runs, program =>
		program === node ? timeToExit(program) : timeToFrame(program),
	);
	const rows = [
		ratio(`${plain.name}, first frame ÷ node -e 0`, medianOf(plain) / medianOf(node)),
		...drawn.flatMap(program => [
			ratio(`${program.name}, first frame ÷ node -e 0`, medianOf(program) / medianOf(node), 2.8),
			ratio(`${program.name}, first frame ÷ bundled plainly`, medianOf(program) / medianOf(plain), 0.65),
		]),
	];
	return {rows, skipped};
};

/** Home: the first frame with ten thousand connections against that with three, and a key in each. */
const measureHome = async ({node, homes}: Programs, runs: number): Promise<Measured> => {
	const skipped: string[] = [];
	const found = await working(homes, warm, skipped);
	const [few, many] = found;
	if (!few || !many) return {rows: [], skipped};
	const medianOf = await interleave([node, few, many], runs, program =>
		program === node ? timeToExit(program) : timeToFrame(program),
	);
	const keys = await answersToKeys(many, Math.max(runs, 10));
	return {
		rows: [
			ratio(`${few.name}, first frame ÷ node -e 0`, medianOf(few) / medianOf(node), 2.9),
			ratio(`${many.name}, first frame ÷ ${few.name}`, medianOf(many) / medianOf(few), 1.3),
			{
				what: `${many.name}, key → frame`,
				value: median(keys.map(({milliseconds}) => milliseconds)),
				unit: 'ms',
				aim: 10,
			},
		],
		skipped,
	};
};

const measureMemory = async (programs: Programs, runs: number): Promise<Measured> => {
	if (process.platform !== 'linux') return {rows: [], skipped: ['Peak memory is only measured on Linux.']};
	const {plain, ours, wizard} = programs;
	const skipped: string[] = [];
	const found = await working([ours, wizard], memoryAtFrame, skipped);
	const medianOf = await interleave([plain, ...found], runs, memoryAtFrame);
	return {
		rows: found.map(program =>
			ratio(`${program.name}, peak memory ÷ bundled plainly`, medianOf(program) / medianOf(plain), 1.1),
		),
		skipped,
	};
};

const measureKeys = async (programs: Programs, runs: number): Promise<Measured> => {
	const rows: Row[] = [];
	const skipped: string[] = [];
	const keep = async (program: Program) => {
		const answers = await answersToKeys(program, Math.max(runs, 10));
		rows.push(
			{
				what: `${program.name}, key → frame`,
				value: median(answers.map(({milliseconds}) => milliseconds)),
				unit: 'ms',
				aim: 5,
			},
			{
				what: `${program.name}, key → frame`,
				value: median(answers.map(({bytes}) => bytes)),
				unit: 'bytes',
				aim: 400,
			},
		);
	};
	await working([programs.plain, programs.wizard], keep, skipped);
	return {rows, skipped};
};

/** A part that fails as a whole is told of like a program that does. */
const attempt = async (measure: () => Promise<Measured>): Promise<Measured> => {
	try {
		return await measure();
	} catch (error) {
		return {rows: [], skipped: [error instanceof Error ? error.message : String(error)]};
	}
};

const bench = async (runs: number): Promise<Measured> => {
	const work = await mkdtemp(join(tmpdir(), 'zconn-bench-'));
	try {
		const programs = await preparePrograms(work);
		return joinMeasured([
			await attempt(() => measureCommands(programs, runs)),
			await attempt(() => measureFrames(programs, runs)),
			await attempt(() => measureHome(programs, runs)),
			await attempt(() => measureMemory(programs, Math.min(runs, 5))),
			await attempt(() => measureKeys(programs, runs)),
			await attempt(() => measurePicker(work, runs)),
		]);
	} finally {
		await rm(work, {recursive: true, force: true});
	}
};

const {values} = parseArgs({
	options: {
		runs: {type: 'string', default: '15'},
		json: {type: 'boolean', default: false},
		strict: {type: 'boolean', default: false},
	},
});
const runs = Number(values.runs);
if (!Number.isInteger(runs) || runs < 1) {
	console.error('--runs takes a whole number above 0.');
	process.exitCode = 2;
} else if (!existsSync(builtProgram)) {
	console.error(`There is no ${builtProgram}. Run \`npm run build\` first.`);
	process.exitCode = 2;
} else {
	const measured = await bench(runs);
	const node = process.version;
	if (values.json) console.log(JSON.stringify({node, runs, ...measured}, undefined, '\t'));
	else for (const line of reportLines(measured, runs, node)) console.log(line);
	process.exitCode = exitCodeOf(measured, values.strict);
}
