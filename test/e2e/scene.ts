import {randomBytes} from 'node:crypto';
import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import * as z from 'zod/mini';
import type {Faults} from '../../source/practice/faults.js';
import {type PracticeZoho, startPractice} from '../../source/practice/index.js';
import type {DataCenter} from '../../source/zoho/data-center.js';
import type {newPage} from '../helpers/browser.js';
import {type BrowserScript, browserScript} from '../helpers/browser-script.js';
import {callProgram, stopCalledPrograms} from '../helpers/called-program.js';
import {callbackPorts} from '../helpers/ports.js';
import {markPrinted, sweepPrinted} from '../helpers/printed.js';
import {
	distCli,
	ensureBuilt,
	type ProgramOptions,
	type ProgramResult,
	runProgram,
} from '../helpers/program.js';
import {removeTemporaryDirectory, temporaryDirectory} from '../helpers/temporary.js';
import {openTerminal, type TerminalOptions, type TestTerminal} from '../helpers/terminal.js';

type Page = Awaited<ReturnType<typeof newPage>>['page'];

/** A registered OAuth client of the practice console. */
export type RegisteredClient = {readonly id: string; readonly secret: string};

export type PracticePerson = 'Noah' | 'Elena' | 'Amelia' | 'Maya';

/**
 * A practice Zoho of its own, a config folder that points at it, and a browser that only writes down addresses. At its
 * end all output of the programs is searched for every secret that this Zoho has ever made.
 */
export type Scene = AsyncDisposable & {
	readonly practice: PracticeZoho;
	readonly folder: string;
	readonly opened: BrowserScript;
	readonly dataCenter: (id: string) => DataCenter;
	readonly wizard: (options?: Partial<TerminalOptions>) => TestTerminal;
	/** Runs the built program within this process, see {@link callProgram}. */
	readonly run: (args: readonly string[], options?: Pick<ProgramOptions, 'env'>) => Promise<ProgramResult>;
	/** Runs it in a process of its own: for what is read from stdin, for signals, and for several at the same moment. */
	readonly runAlone: (args: readonly string[], options?: ProgramOptions) => Promise<ProgramResult>;
	readonly environment: Readonly<Record<string, string>>;
	/** Switches faults of the practice Zoho. */
	readonly setFaults: (faults: Partial<Faults>) => Promise<void>;
	/** How often the token endpoint was asked, by grant type and outcome. */
	readonly tokenRequests: () => Promise<Readonly<Record<string, number>>>;
};

const stateSchema = z.object({tokenRequests: z.record(z.string(), z.number())});

export const openScene = async (): Promise<Scene> => {
	ensureBuilt();
	const home = temporaryDirectory();
	const folder = join(home, 'config');
	mkdirSync(folder, {mode: 0o700});
	const mark = markPrinted();
	const made: string[] = [];
	const practice = await startPractice({
		ports: [0, 0, 0, 0, 0, 0, 0, 0, 0],
		random: count => {
			const bytes = randomBytes(count);
			made.push(bytes.toString('hex'));
			return bytes;
		},
	});
	writeFileSync(
		join(folder, 'data-centers.json'),
		JSON.stringify({replace: true, dataCenters: practice.dataCenters}),
	);
	const opened = browserScript(home);
	const environment = {ZCONN_CONFIG_DIR: folder, BROWSER: opened.path};
	return {
		practice,
		folder,
		opened,
		environment,
		dataCenter: id => {
			const found = practice.dataCenters.find(dataCenter => dataCenter.id === id);
			if (!found) throw new Error(`The practice Zoho has no data center ${id}.`);
			return found;
		},
		wizard: ({args = ['new'], env, ...options} = {}) =>
			openTerminal({...options, args: [distCli, ...args], env: {...environment, ...env}}),
		setFaults: async faults => {
			const url = `${new URL(practice.controls).origin}/practice/control/faults`;
			const answer = await fetch(url, {method: 'POST', body: JSON.stringify(faults)});
			if (!answer.ok) throw new Error(await answer.text());
		},
		tokenRequests: async () => {
			const answer = await fetch(`${new URL(practice.controls).origin}/practice/control/state`);
			return stateSchema.parse(await answer.json()).tokenRequests;
		},
		run: (args, {env} = {}) => callProgram(args, {env: {...environment, ...env}}),
		runAlone: (args, options = {}) => runProgram(args, {...options, env: {...environment, ...options.env}}),
		[Symbol.asyncDispose]: async () => {
			await stopCalledPrograms();
			await practice.close();
			removeTemporaryDirectory(home);
			sweepPrinted(mark, {
				halves: made.filter(({length}) => length === 32),
				clientSecrets: made.filter(({length}) => length === 42),
			});
		},
	};
};

/** Sigma's own words on the last screen. */
export const readySentence = 'The connection has been authenticated and is ready for use.';

/** The redirect URIs that the console form of the wizard names. */
export const redirectUris = (ports: readonly number[] = callbackPorts): readonly string[] =>
	ports.map(port => `http://localhost:${port}/callback`);

/** Registers a client on the console's pages as a person would, and reads id and secret from its tab. */
export const registerClient = async (
	page: Page,
	consoleUrl: string,
	options: {
		readonly name?: string;
		readonly homepage?: string;
		readonly uris?: readonly string[];
		/** Names of data centers to switch on besides the home one. */
		readonly dataCenters?: readonly string[];
		readonly sameCredentials?: boolean;
	} = {},
): Promise<RegisteredClient> => {
	const {name = 'Terminal wizard', homepage = 'https://example.com', uris = redirectUris()} = options;
	await page.goto(consoleUrl);
	await page.getByRole('button', {name: 'Add Client'}).click();
	await page.getByText('Server-based Applications').first().click();
	await page.getByLabel('Client Name').fill(name);
	await page.getByLabel('Homepage URL').fill(homepage);
	for (const [index, uri] of uris.entries()) {
		if (index > 0) await page.getByRole('button', {name: 'Add another redirect URI'}).click();
		await page.getByLabel(`Authorized Redirect URI ${index + 1}`, {exact: true}).fill(uri);
	}
	await page.getByRole('button', {name: 'Create', exact: true}).click();
	const id = (await page.getByTestId('client-id').textContent())?.trim() ?? '';
	const secret = (await page.getByTestId('client-secret').textContent())?.trim() ?? '';
	await page.getByRole('tab', {name: 'Settings'}).click();
	if (options.sameCredentials ?? true) {
		await page.getByLabel('Use the same OAuth credentials for all data centers').check();
	}
	for (const dataCenter of options.dataCenters ?? [])
		await page.getByRole('switch', {name: dataCenter}).check();
	// Leaving the page before that takes the change along.
	if ((options.sameCredentials ?? true) || options.dataCenters) await page.getByText('Saved.').waitFor();
	return {id, secret};
};

/** Says yes (or no) on the consent page, signed in as one of the practice people. */
export const consent = async (
	page: Page,
	url: string,
	person: PracticePerson,
	decision: 'Accept' | 'Reject' = 'Accept',
): Promise<void> => {
	await page.goto(url);
	const choice = page.getByRole('button', {name: new RegExp(person)});
	// Who is signed in already goes straight to the consent page.
	await choice
		.or(page.getByRole('button', {name: decision, exact: true}))
		.first()
		.waitFor();
	if (await choice.isVisible()) await choice.click();
	await page.getByRole('button', {name: decision, exact: true}).click();
};

/** The button of the Service step, with the focus. */
export const useTheseValues = '❯  Use these values';

/** From the button of the Service step to its first field. */
export const openServiceName = async (terminal: TestTerminal): Promise<void> => {
	await terminal.waitFor(useTheseValues);
	terminal.press('tab');
	await terminal.waitFor('❯ Service Name');
};

/** The label of the row with the focus; undefined where a frame shows none. */
export const focusOf = (screen: string): string | undefined => /^[❯>] +(.*?)(?: {2}|$)/m.exec(screen)?.[1];

/** Goes up in the review to a line, and opens it. */
export const openReviewLine = async (terminal: TestTerminal, label: string): Promise<void> => {
	for (let count = 0; count < 40 && focusOf(terminal.screen()) !== label; count++) {
		const before = focusOf(terminal.screen());
		terminal.press('up');
		await terminal.waitFor(screen => ![undefined, before].includes(focusOf(screen)));
	}
	terminal.press('enter');
	await terminal.waitFor(screen => !/^Review/m.test(screen) && focusOf(screen) === label);
};

/** Goes on from chosen scopes to the name; the delimiter is a question only where there are several. */
export const acceptScopes = async (terminal: TestTerminal): Promise<void> => {
	await terminal.waitFor(/[1-9]\d* chosen/);
	terminal.press('enter');
	const screen = await terminal.waitFor(/❯ Scope Delimiter|❯ Connection Name/);
	if (!/^[❯>] Scope Delimiter/m.test(screen)) return;
	terminal.press('enter');
	await terminal.waitFor('❯ Connection Name');
};

/** Takes the console's client type that is recommended. */
export const acceptClientType = async (terminal: TestTerminal): Promise<void> => {
	await terminal.waitFor('❯ Client Type');
	terminal.press('enter');
	await terminal.waitFor(screen => ![undefined, 'Client Type'].includes(focusOf(screen)));
};

/** From the question after the data center to the Client ID, with what is there. */
export const goToClientId = async (terminal: TestTerminal): Promise<void> => {
	await acceptClientType(terminal);
	await terminal.waitFor('❯ API Console form');
	terminal.press('tab');
	await terminal.waitFor('❯ Use the same OAuth credentials');
	terminal.press('enter');
	await terminal.waitFor('❯ Data centers to enable');
	terminal.press('enter');
	await terminal.waitFor('❯ Client ID');
};

/** Answers plain lines: each prompt is waited for behind the one before it. @returns where the last one ended in the scrollback */
export const answerPrompts = async (
	terminal: TestTerminal,
	answers: readonly (readonly [prompt: string, answer: string])[],
): Promise<number> => {
	let seen = 0;
	for (const [prompt, answer] of answers) {
		await terminal.waitFor(() => terminal.scrollback().includes(prompt, seen));
		seen = terminal.scrollback().indexOf(prompt, seen) + prompt.length;
		terminal.type(`${answer}\r`);
	}
	return seen;
};

/** Answers every question up to the review: the given ones typed, the rest with Enter. */
export const fillWizard = async (
	terminal: TestTerminal,
	client: RegisteredClient,
	options: {
		readonly dataCenter?: string;
		readonly scopes?: string;
		readonly serviceName?: string;
		readonly connectionName?: string;
		readonly sameCredentials?: boolean;
		/** False when a service exists already, which the wizard then offers first. */
		readonly isFirst?: boolean;
	} = {},
): Promise<void> => {
	if (options.isFirst === false) {
		await terminal.answer('❯ Custom Service', 'create new');
	}
	await terminal.waitFor('❯ Data center');
	if (options.dataCenter) terminal.type(options.dataCenter);
	terminal.press('enter');
	await acceptClientType(terminal);
	await terminal.waitFor('❯ API Console form');
	terminal.press('tab');
	await terminal.waitFor('❯ Use the same OAuth credentials');
	if (options.sameCredentials === false) terminal.type('n');
	terminal.press('enter');
	await terminal.waitFor('❯ Data centers to enable');
	terminal.press('enter');
	await terminal.waitFor('❯ Client ID');
	terminal.paste(`${client.id}\n`);
	// In a narrow window the end of it is in sight.
	await terminal.waitFor(client.id.slice(-16));
	terminal.press('enter');
	await terminal.waitFor('❯ Client Secret');
	terminal.paste(` ${client.secret} `);
	terminal.press('enter');
	if (options.serviceName) {
		await openServiceName(terminal);
		terminal.type(options.serviceName);
		terminal.press('enter');
	}
	await terminal.waitFor(useTheseValues);
	terminal.press('enter');
	await terminal.waitFor('❯ Scope ');
	terminal.paste(options.scopes ?? 'AaaServer.profile.READ, ZohoBooks.settings.READ');
	await acceptScopes(terminal);
	if (options.connectionName) terminal.type(options.connectionName);
	terminal.press('enter');
	await terminal.waitFor('❯  Create and Connect');
};

/** A link for the browser that is opened: to this machine, and without anything that others may not read. */
export const browserLink = /^http:\/\/localhost:\d+\/go\/[\w-]{22}$/;

/**
 * The address to open, as a person would copy it from the terminal: with the lines that the terminal wrapped made whole.
 * It may come later than the browser's start, and in pieces; it is whole when the short link stands below it.
 *
 * @param count Waits until so many addresses stand there, and gives the last one; 1 when left out.
 */
export const authorizeUrlOn = async (terminal: TestTerminal, count = 1): Promise<string> => {
	const copied = (): string | undefined => {
		const lines = terminal.copied().split('\n');
		// In plain lines it stands at the end of what is awaited.
		const title = /(?:^Open this address in your browser|If it did not open):$/;
		const at = lines.findLastIndex(line => title.test(line));
		const isThere = lines.filter(line => title.test(line)).length >= count;
		return isThere && /^or (?:the short link )?http/.test(lines[at + 2] ?? '') ? lines[at + 1] : undefined;
	};
	await terminal.waitFor(() => copied() !== undefined);
	return copied() ?? '';
};
