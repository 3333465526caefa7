import {chmodSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {configFolder} from '../io/file/config-folder.js';
import {backupName, fileName, pageName} from '../io/file/folder.js';
import {createLock} from '../io/file/lock.js';
import {explainUnwritableFile} from '../io/file/refusals.js';
import {readJson} from '../io/file/whole-json.js';
import {codeOf} from '../io/system/error-code.js';
import {makeFolder} from '../io/system/make-folder.js';
import {refusable, refuse, unwrap} from '../kit/command.js';
import {flagOption, type Invocation, textOption} from '../kit/invocation.js';
import {printData, say} from '../kit/output/print.js';
import {createStreams} from '../kit/output/streams.js';
import {withFolder} from '../kit/typed-program.js';
import type {PracticeZoho} from '../practice/index.js';
import {resolveDataCenters} from '../zoho/data-center-table.js';
import {type ExitCode, ok, type Refusal, type Result, refused} from '../zoho/refusal.js';

const stateName = 'practice-zoho.json';
const tableName = 'data-centers.json';

/** Points the program at the practice Zoho, through the same file a person would use for a new data center. */
const writeDataCenters = (folder: string, {dataCenters}: PracticeZoho): void => {
	const path = join(folder, tableName);
	const fresh = `${path}.${process.pid}.new`;
	writeFileSync(fresh, `${JSON.stringify({replace: true, dataCenters}, undefined, 2)}\n`, {mode: 0o600});
	renameSync(fresh, path);
};

/** Where the practice Zoho of this folder was the last time: on other ports than usual when those were taken. */
const lastSeen = (folder: string): string | undefined => {
	const table = resolveDataCenters(readJson(join(folder, tableName)) ?? null);
	return table.ok ? table.value[0]?.accounts : undefined;
};

const forget = (folder: string): void => {
	for (const name of [stateName, `${stateName}.broken`, fileName, backupName, pageName])
		rmSync(join(folder, name), {force: true});
};

const noServer = (error: unknown): Refusal => ({
	id: 'practice-not-started',
	what: 'The practice Zoho could not be started.',
	why: error instanceof Error ? error.message : 'The system did not allow it.',
	next: 'Close programs that listen on many ports, then try again.',
	exitCode: 4,
});

/** The last of its ports is 22 above the first. */
const highestFirstPort = 65_535 - 22;

const firstPortOf = ({environment}: Invocation): number | undefined => {
	const given = environment.ZCONN_PRACTICE_PORT;
	if (!given) return undefined;
	const port = /^\d{1,5}$/.test(given) ? Number(given) : 0;
	if (port >= 1024 && port <= highestFirstPort) return port;
	return refuse(
		'ZCONN_PRACTICE_PORT is not understood.',
		`It is the first of the ports that the practice Zoho takes: a whole number from 1024 to ${highestFirstPort}.`,
		'For example: ZCONN_PRACTICE_PORT=9500',
	);
};

/** Starts the practice Zoho of a folder, or joins the one that another zconn serves from it. */
const start = async (
	folder: string,
	firstPort: number | undefined,
	startsOver: boolean,
): Promise<Result<PracticeZoho>> => {
	const stateFile = join(folder, stateName);
	try {
		makeFolder(folder);
		chmodSync(folder, 0o700);
		if (startsOver) forget(folder);
		const {startPractice} = await import('../practice/index.js');
		const practice = await startPractice({stateFile, firstPort, lastSeen: lastSeen(folder)});
		// One that runs already still remembers what is gone from the disk.
		if (startsOver && practice.wasRunning) await practice.reset();
		writeDataCenters(folder, practice);
		return ok(practice);
	} catch (error) {
		const isFile = error instanceof Error && 'path' in error && codeOf(error) !== '';
		return refused(isFile ? explainUnwritableFile(stateFile, error) : noServer(error));
	}
};

const addresses = ({dataCenters, controls}: PracticeZoho): string => {
	const rows = dataCenters.map(({name, console, accounts, api, sigma}) =>
		[
			name,
			`  API Console  ${console}`,
			`  Accounts     ${accounts}`,
			`  API          ${api}`,
			...(sigma === undefined ? [] : [`  Sigma        ${sigma}`]),
		].join('\n'),
	);
	return ['Practice Zoho: nothing leaves this machine.', ...rows, `Practice controls  ${controls}`].join(
		'\n',
	);
};

const endings = {SIGINT: 130, SIGTERM: 0, SIGHUP: 0} as const;

const serve = async (invocation: Invocation, practice: PracticeZoho): Promise<ExitCode> => {
	if (practice.wasRunning) {
		printData(invocation.streams, addresses(practice));
		say(invocation.streams, 'It was running already; that one goes on.');
		return 0;
	}
	// Listen before anything is printed: the reader of the addresses may end it at once.
	const ended = new Promise<ExitCode>(resolve => {
		for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
			process.once(signal, () => resolve(endings[signal]));
	});
	printData(invocation.streams, addresses(practice));
	say(invocation.streams, 'Ctrl+C ends it.');
	const code = await ended;
	await practice.close();
	return code;
};

const refuseMisuse = (invocation: Invocation): void => {
	const {positionals} = invocation;
	const [command] = positionals;
	if (command === 'practice')
		refuse(
			'Practice within practice is not possible.',
			'One practice Zoho is enough.',
			'Say "zconn practice".',
		);
	if (command !== undefined && flagOption(invocation, 'serve'))
		refuse(
			'--serve takes no command.',
			'It only serves, until it is ended.',
			`Say "zconn practice --serve", and "zconn practice ${command} …" in another terminal.`,
		);
	if (positionals.some(word => /^--config-dir(?:=|$)/.test(word)))
		refuse(
			'--config-dir has to come before the command.',
			'After it, it would name a folder with real connections, which practice leaves alone.',
			`Say "zconn practice --config-dir DIR ${command ?? ''}".`,
		);
};

/** What a person types for "zconn" here: in a clone, where nothing is installed, npm starts it. */
const typedFor = (invocation: Invocation): string => {
	const {environment} = invocation;
	const isStarted =
		environment.npm_lifecycle_event === 'start' && environment.npm_package_name === 'zoho-connections';
	const program = isStarted ? 'npm start --' : 'zconn practice';
	const folder = textOption(invocation, 'config-dir');
	return folder === undefined ? program : withFolder(program, folder);
};

/**
 * Starts the practice Zoho and runs the given command (or the wizard) against it, in a config folder of its own inside
 * the usual one.
 */
export const run = refusable<number>(async invocation => {
	refuseMisuse(invocation);
	const normal = configFolder({
		flag: textOption(invocation, 'config-dir'),
		environment: invocation.environment,
		platform: process.platform,
	});
	const folder = join(unwrap(normal), 'practice');
	const firstPort = firstPortOf(invocation);
	// Of two that start at once the second waits, finds the first one, and joins it.
	const lock = createLock({onWait: words => say(invocation.streams, words)});
	const started = await lock.hold(join(folder, 'practice.lock'), () =>
		start(folder, firstPort, flagOption(invocation, 'reset')),
	);
	const practice = unwrap(unwrap(started));
	if (flagOption(invocation, 'serve')) return serve(invocation, practice);
	const inherited = ['plain', 'no-input', 'debug']
		.filter(name => flagOption(invocation, name))
		.map(name => `--${name}`);
	const code = await invocation.main(
		['--config-dir', folder, ...inherited, ...invocation.positionals],
		// Practice never sees the shared store with the real connections.
		{...invocation.environment, ZCONN_STORE: undefined, ZCONN_STORE_FILE: undefined},
		createStreams(typedFor(invocation), true),
	);
	await practice.close();
	return code;
});
