import {chmodSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {configFolder} from '../io/config-folder.js';
import type {PracticeZoho} from '../practice/index.js';
import type {ExitCode} from '../zoho/refusal.js';
import {flagOption, type Invocation, textOption} from './invocation.js';
import {printData, printRefusal, say, wrongUse} from './output.js';

const stateName = 'practice-zoho.json';

/** Points the program at the practice Zoho, through the same file a person would use for a new data center. */
const writeDataCenters = (folder: string, {dataCenters}: PracticeZoho): void => {
	const path = join(folder, 'data-centers.json');
	const fresh = `${path}.${process.pid}.new`;
	writeFileSync(fresh, `${JSON.stringify({replace: true, dataCenters}, undefined, 2)}\n`, {mode: 0o600});
	renameSync(fresh, path);
};

const addresses = ({dataCenters, controls}: PracticeZoho): string => {
	const rows = dataCenters.map(({name, console, accounts, api}) =>
		[`${name}`, `  API Console  ${console}`, `  Accounts     ${accounts}`, `  API          ${api}`].join(
			'\n',
		),
	);
	return ['Practice Zoho: nothing leaves this machine.', ...rows, `Practice controls  ${controls}`].join(
		'\n',
	);
};

/** Serves until somebody ends it. */
const serve = async (invocation: Invocation, practice: PracticeZoho): Promise<ExitCode> => {
	printData(invocation.streams, addresses(practice));
	if (practice.wasRunning) {
		say(invocation.streams, 'It was running already; that one goes on.');
		return 0;
	}
	say(invocation.streams, 'Ctrl+C ends it.');
	await new Promise<void>(resolve => {
		for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
	});
	await practice.close();
	return 130;
};

const reset = (folder: string): void => {
	for (const name of [stateName, 'connections.json', 'connections.json.backup', 'data-centers.json']) {
		rmSync(join(folder, name), {force: true});
	}
};

/**
 * Starts the practice Zoho and runs the given command (or the wizard) against it, in a config folder of its own inside
 * the usual one.
 */
export const run = async (invocation: Invocation): Promise<ExitCode> => {
	const [command] = invocation.positionals;
	if (command === 'practice') {
		return printRefusal(
			invocation,
			wrongUse(
				'Practice within practice is not possible.',
				'One practice Zoho is enough.',
				'Say "zconn practice".',
			),
		);
	}
	const normal = configFolder({
		flag: textOption(invocation, 'config-dir'),
		environment: invocation.environment,
		platform: process.platform,
	});
	const folder = join(normal, 'practice');
	if (!existsSync(normal)) mkdirSync(normal, {recursive: true, mode: 0o700});
	mkdirSync(folder, {recursive: true, mode: 0o700});
	chmodSync(folder, 0o700);
	if (flagOption(invocation, 'reset')) reset(folder);
	const {startPractice} = await import('../practice/index.js');
	const practice = await startPractice({stateFile: join(folder, stateName)});
	writeDataCenters(folder, practice);
	if (flagOption(invocation, 'serve')) return serve(invocation, practice);
	const {main} = await import('./main.js');
	const inherited = ['plain', 'no-input', 'debug']
		.filter(name => flagOption(invocation, name))
		.map(name => `--${name}`);
	const code = await main(['--config-dir', folder, ...inherited, ...invocation.positionals]);
	await practice.close();
	return code;
};
