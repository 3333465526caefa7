import {existsSync} from 'node:fs';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {parseArgs} from 'node:util';
import {interleave} from './interleave.js';
import {measurePatches} from './patches.js';
import {findPeers} from './peers.js';
import {measurePicker} from './picker.js';
import {builtProgram, type Program, type Programs, preparePrograms} from './programs.js';
import {exitCodeOf, joinMeasured, type Measured, type Row, reportLines} from './report.js';
import {answersToKeys, memoryAtFrame, timeToAnswer, timeToExit, timeToFrame, warm} from './run.js';
import {median} from './statistics.js';

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
		[version, 1.1],
		[help, 1.1],
		[token, 1.3],
	]);
	const rows = found.map(program =>
		ratio(`${program.name} ÷ node -e 0`, medianOf(program) / medianOf(node), aims.get(program)),
	);
	return {rows, skipped};
};

/** Programs that draw, to their first frame. */
const measureFrames = async (programs: Programs, work: string, runs: number): Promise<Measured> => {
	const skipped: string[] = [];
	const {node, plain, ours, wizard, wizardInInk, homes, changed} = programs;
	await warm(plain);
	const drawn = await working([ours, wizard, ...homes, changed], warm, skipped);
	const peers = await working(await findPeers(work), timeToFrame, skipped);
	const measured = [node, plain, ...drawn, ...peers, wizardInInk];
	const medianOf = await interleave(measured, runs, program =>
		program === node ? timeToExit(program) : timeToFrame(program),
	);
	const [few, many] = homes;
	const aims = new Map([
		[wizard, 1.5],
		[few, 1.6],
		[many, 1.8],
	]);
	const toNode = (program: Program): number => medianOf(program) / medianOf(node);
	const rows = [plain, ...drawn, ...peers].map(program =>
		ratio(`${program.name}, first frame ÷ node -e 0`, toNode(program), aims.get(program)),
	);
	return {rows: [...rows, ratio(`${wizardInInk.name} ÷ node -e 0`, toNode(wizardInInk))], skipped};
};

const down = '\u001B[B';

/** From the start to the answer of a key that is pressed as soon as the first frame stands. */
const measureFirstKeys = async ({node, wizard, homes}: Programs, runs: number): Promise<Measured> => {
	const skipped: string[] = [];
	const answers = new Map([[wizard, /▸ Europe/], ...homes.map(home => [home, /▸ bench_1\b/] as const)]);
	const answer = (program: Program) => timeToAnswer(program, down, answers.get(program) ?? /^$/);
	const found = await working([wizard, ...homes], answer, skipped);
	const medianOf = await interleave([node, ...found], runs, program =>
		program === node ? timeToExit(program) : answer(program),
	);
	const rows = found.map(program =>
		ratio(`${program.name}, first key answered ÷ node -e 0`, medianOf(program) / medianOf(node), 3),
	);
	return {rows, skipped};
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
	await working([programs.plain, programs.wizard, ...programs.homes], keep, skipped);
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

const partsOf = (programs: Programs, work: string, runs: number) => ({
	commands: () => measureCommands(programs, runs),
	frames: () => measureFrames(programs, work, runs),
	'first-keys': () => measureFirstKeys(programs, runs),
	memory: () => measureMemory(programs, Math.min(runs, 5)),
	keys: () => measureKeys(programs, runs),
	picker: () => measurePicker(work, runs),
});

/** @param only the names of the parts to be measured; all when it is empty */
const bench = async (runs: number, isOfPatches: boolean, only: readonly string[]): Promise<Measured> => {
	const work = await mkdtemp(join(tmpdir(), 'zconn-bench-'));
	try {
		if (isOfPatches) return await attempt(() => measurePatches(work, runs));
		const measured: Measured[] = [];
		for (const [name, measure] of Object.entries(partsOf(await preparePrograms(work), work, runs)))
			if (only.length === 0 || only.includes(name)) measured.push(await attempt(measure));
		return joinMeasured(measured);
	} finally {
		await rm(work, {recursive: true, force: true});
	}
};

const {values} = parseArgs({
	options: {
		runs: {type: 'string', default: '15'},
		json: {type: 'boolean', default: false},
		strict: {type: 'boolean', default: false},
		patches: {type: 'boolean', default: false},
		only: {type: 'string', multiple: true, default: []},
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
	const measured = await bench(runs, values.patches, values.only);
	const node = process.version;
	if (values.json) console.log(JSON.stringify({node, runs, ...measured}, undefined, '\t'));
	else for (const line of reportLines(measured, runs, node)) console.log(line);
	process.exitCode = exitCodeOf(measured, values.strict);
}
