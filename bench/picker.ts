import {mkdir, mkdtemp, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import {emptyFile, printConnectionsFile} from '../source/connection/file/format.js';
import {freshLocal, type Local} from '../source/ui/fields/view.js';
import {chooseGlyphs} from '../source/ui/lines/glyphs.js';
import type {Press} from '../source/ui/lines/keys.js';
import {pageRows} from '../source/ui/wizard/form.js';
import {pressWizard, wizardFrame} from '../source/ui/wizard/view.js';
import {reduce} from '../source/wizard/machine.js';
import {startWizard} from '../source/wizard/state.js';
import {builtInDataCenters} from '../source/zoho/data-center.js';
import {loadScopeCatalogue, type ScopeCatalogue} from '../source/zoho/scopes/catalogue.js';
import {prepareSearch} from '../source/zoho/scopes/search.js';
import {builtProgram, type Program} from './programs.js';
import {showFirstFrame, warm} from './run.js';
import {leastOfEach, median, percentile99} from './statistics.js';

/** What a user does in the picker: words, corrections, marks, a product's grid. */
const script: readonly string[] = [
	...['z', 'o', 'h', 'o', '\u007F', '\u007F', '\u007F', '\u007F', 'c', 'o', 'n', 't', ' ', 'b', 'o', 'o'],
	...[
		'\u001B[B',
		'\u001B[B',
		' ',
		'\u001B[B',
		' ',
		'\u001B[A',
		'\u001B[C',
		'\u001B[B',
		'\u001B[B',
		'\u001B[C',
	],
	...[' ', '\u001B[B', '\u001B[D', '\u001B[D', '\u001B[B', '\u001B[B', 'a', 'l', 'l', '\u0015'],
];

/** The list of scopes has a highlighted row once the catalogue is there; fields of text have none. */
const listed = /▸ /;

/** The wizard as a draft left it: right before, or at, its scopes. */
const wizardAt = async (work: string, field: 'refreshTokenUrl' | 'scopes'): Promise<Program> => {
	const temporary = join(work, 'zconn');
	const now = new Date().toISOString();
	const draft = {
		id: 'bench',
		step: field === 'scopes' ? 'scopes' : 'service',
		field,
		answers: {dataCenter: 'us', clientId: '1000.BENCH'},
		clientSecret: null,
		createdAt: now,
		updatedAt: now,
	};
	return {
		name: 'zconn new, scopes',
		args: async () => {
			const folder = await mkdtemp(join(work, 'picker-'));
			await mkdir(folder, {recursive: true, mode: 0o700});
			const file = printConnectionsFile({...emptyFile, drafts: {bench: draft}});
			await writeFile(join(folder, 'connections.json'), file, {mode: 0o600});
			return [builtProgram, 'new', '--config-dir', folder];
		},
		temporary,
		expected: field === 'scopes' ? listed : /❯ Refresh token URL/,
	};
};

/** Milliseconds and bytes of every key of the script. */
const typeScript = async (program: Program) => {
	const shown = await showFirstFrame(program);
	await delay(300);
	const answers = [];
	for (const key of script) answers.push(await shown.press(key));
	await shown.kill();
	return answers;
};

/** Milliseconds of every frame while an arrow key is held down, and then the other one. */
const holdArrows = async (program: Program, times: number): Promise<readonly number[]> => {
	const shown = await showFirstFrame(program);
	await delay(300);
	const down = await shown.hold('\u001B[B', times);
	const up = await shown.hold('\u001B[A', times);
	await shown.kill();
	return [...down, ...up];
};

/** From Enter on the button before to the whole list, less what a key takes between two plain rows. */
const measureOpening = async (work: string, runs: number): Promise<number> => {
	const before = await wizardAt(work, 'refreshTokenUrl');
	const extra: number[] = [];
	for (let run = 0; run < runs; run++) {
		const shown = await showFirstFrame(before);
		await delay(200);
		const button = /❯ {2}Use these values/;
		const toButton = await shown.until('\u001B', button);
		const toField = await shown.until('\u001B[A', /❯ Refresh token URL/);
		await shown.until('\u001B', button);
		extra.push((await shown.until('\r', listed)) - Math.min(toButton, toField));
		await shown.kill();
	}
	return median(extra);
};

/** The catalogue as often as it takes to have so many scopes; prefixes differ, so that all of them are told apart. */
const grown = (catalogue: ScopeCatalogue, count: number): ScopeCatalogue => ({
	...catalogue,
	scopes: Array.from({length: Math.ceil(count / catalogue.scopes.length)}, (_none, round) =>
		catalogue.scopes.map(row => ({...row, scope: row.scope.replace('.', `${round === 0 ? '' : round}.`)})),
	)
		.flat()
		.slice(0, count),
});

/** Every key of the picker on a catalogue of any size, from the press to the frame's lines, without Ink. */
const keysToLines = (catalogue: ScopeCatalogue, presses: readonly Press[]): readonly number[] => {
	const now = Date.now();
	const context = {
		dataCenters: builtInDataCenters,
		services: [],
		connectionLinkNames: [],
		ports: [8790, 8791],
		openBrowser: false,
		secrets: 'plain' as const,
	};
	const started = startWizard({context, draftId: 'bench', at: now, given: {}});
	let state = {...started, step: 'scopes', field: 'scopes'} as const satisfies typeof started;
	let local: Local = freshLocal;
	const glyphs = chooseGlyphs({}, process.platform);
	while (!prepareSearch(catalogue));
	const times: number[] = [];
	for (const press of presses) {
		const start = performance.now();
		const input = {
			state,
			local,
			columns: 80,
			rows: pageRows({rows: 24, columns: 80}),
			size: {rows: 24, columns: 80},
			glyphs,
			catalogue,
			now,
			hasHome: false,
		};
		const pressed = pressWizard(press, input);
		local = {...local, ...pressed?.local};
		for (const event of pressed?.events ?? [])
			state = {...state, ...reduce(state, event)[0], step: 'scopes', field: 'scopes'};
		wizardFrame({...input, state, local});
		times.push(performance.now() - start);
	}
	return times;
};

const wordKeys: readonly Press[] = [...'zoho read'].map(text => ({
	name: text === ' ' ? 'space' : 'text',
	text,
}));
const pureScript: readonly Press[] = [
	...wordKeys,
	...['down', 'down', 'space', 'page-down', 'up', 'ctrl-u'].map(name => ({
		name,
		text: name === 'space' ? ' ' : '',
	})),
];

/** Measures one after the other so often. */
const repeated = async <T>(times: number, measure: () => Promise<T>): Promise<readonly T[]> => {
	const values: T[] = [];
	while (values.length < times) values.push(await measure());
	return values;
};

/**
 * The scope picker: in a real pseudo-terminal with all scopes, and in this process with 10,000. Each run is a program of its own, in
 * which no word has been searched before; of each key of the script the quickest run counts, so that the slowest keys are those
 * that have most to do and not those during which the machine did something else.
 */
export const measurePicker = async (work: string, runs: number) => {
	const program = await wizardAt(work, 'scopes');
	await warm(program);
	const times = Math.max(runs, 10);
	const typed = await repeated(times, () => typeScript(program));
	const answers = leastOfEach(typed.map(run => run.map(({milliseconds}) => milliseconds)));
	const held = leastOfEach(await repeated(Math.min(times, 10), () => holdArrows(program, 30)));
	const catalogue = await loadScopeCatalogue();
	const pure = leastOfEach(
		Array.from({length: times}, () => keysToLines(grown(catalogue, 10_000), pureScript)),
	);
	return {
		rows: [
			{
				what: `${program.name}, key → frame`,
				value: median(answers),
				unit: 'ms' as const,
				aim: 5,
			},
			{
				what: `${program.name}, key → frame, 99 of 100`,
				value: percentile99(answers),
				unit: 'ms' as const,
				aim: 16,
			},
			{
				what: `${program.name}, key → frame`,
				value: median(typed.flatMap(run => run.map(({bytes}) => bytes))),
				unit: 'bytes' as const,
			},
			{what: `${program.name}, held arrow → frame`, value: median(held), unit: 'ms' as const, aim: 5},
			{
				what: `${program.name}, held arrow → frame, 99 of 100`,
				value: percentile99(held),
				unit: 'ms' as const,
				aim: 16,
			},
			{
				what: `${program.name}, first open over a plain step`,
				value: await measureOpening(work, Math.min(runs, 7)),
				unit: 'ms' as const,
				aim: 60,
			},
			{
				what: '10,000 scopes, key → lines in process, 99 of 100',
				value: percentile99(pure),
				unit: 'ms' as const,
				aim: 16,
			},
		],
		skipped: [],
	};
};
