import {type ChildProcess, spawn} from 'node:child_process';
import fs from 'node:fs';
import type {Browser, Environment} from '../ports.js';
import {childEnvironment} from './child-environment.js';
import {codeOf} from './error-code.js';
import {placeHints, recognizePlace} from './where-it-runs.js';

/** How long an opener may take to fail, in milliseconds; one that fails later is believed to have worked. */
const settleTime = 1000;

type Outcome = {readonly isOpen: boolean; readonly note: string};

const byHand = 'Open the address above yourself.';

/** Only web addresses, and none that could carry a control sequence or a second argument into a launcher. */
const isOpenable = (url: string): boolean => {
	// Whatever is below "!" is a control character or a space; the URL class would silently drop them.
	if (/[^!-~]/.test(url) || !URL.canParse(url)) return false;
	return ['http:', 'https:'].includes(new URL(url).protocol);
};

/** Splits a command as a shell would, as to blanks and quotes only; nothing is expanded. */
export const splitCommand = (text: string): readonly string[] =>
	[...text.matchAll(/(?:[^\s"']|"[^"]*"|'[^']*')+/g)].map(([word]) =>
		word.replace(/"([^"]*)"|'([^']*)'/g, '$1$2'),
	);

/** `BROWSER`: one command or, where a colon cannot be part of a path, several; `%s` stands for the URL. */
const commandsOf = (
	text: string,
	platform: NodeJS.Platform,
	exists: (file: string) => boolean,
): readonly (readonly string[])[] => {
	if (exists(text)) return [[text]];
	const parts = platform === 'win32' ? [text] : text.split(':');
	return parts.map(splitCommand).filter(words => words.length > 0);
};

const withUrl = (words: readonly string[], url: string): readonly string[] =>
	words.some(word => word.includes('%s')) ? words.map(word => word.replaceAll('%s', url)) : [...words, url];

/** Waits a moment for a launcher that gives up; one that goes on, or ends well, has opened it. */
const settle = (child: ChildProcess, name: string, limit: number): Promise<Outcome> =>
	new Promise(resolve => {
		const end = (outcome: Outcome): void => {
			clearTimeout(timer);
			resolve(outcome);
		};
		const timer = setTimeout(() => end({isOpen: true, note: ''}), limit);
		// Stays attached for good: an `error` without a listener would end the program.
		child.on('error', error =>
			end({isOpen: false, note: `${name} could not be started (${codeOf(error)}). ${byHand}`}),
		);
		child.on('exit', code => {
			end(
				code === 0 || code === null
					? {isOpen: true, note: ''}
					: {isOpen: false, note: `${name} ended with code ${code}. ${byHand}`},
			);
		});
	});

export type BrowserOptions = {
	readonly environment: Environment;
	readonly platform: NodeJS.Platform;
	/** For tests: what exists on the disk. */
	readonly exists?: ((file: string) => boolean) | undefined;
	/** For tests: how the system's own browser is started. */
	readonly openDefault?: ((url: string) => Promise<ChildProcess>) | undefined;
	readonly settleTime?: number | undefined;
};

/** Tries one command after the other, until one of them opens the page. */
const openWith = async (
	commands: readonly (readonly string[])[],
	url: string,
	{environment, platform, limit}: Pick<BrowserOptions, 'environment' | 'platform'> & {readonly limit: number},
): Promise<Outcome> => {
	let outcome: Outcome = {isOpen: false, note: `BROWSER names no command. ${byHand}`};
	for (const words of commands) {
		const [command = '', ...rest] = withUrl(words, url);
		const child = spawn(command, rest, {
			env: childEnvironment(environment),
			stdio: 'ignore',
			detached: platform !== 'win32',
			windowsHide: true,
		});
		outcome = await settle(child, command, limit);
		child.unref();
		if (outcome.isOpen) return outcome;
	}
	return outcome;
};

/**
 * Opens web pages. `BROWSER` is honored (a command, started without a shell; `none` or empty for never); otherwise the `open`
 * package, loaded on first use. Nothing that fails here is fatal, and no launcher gets our terminal. In an SSH session, or on
 * Linux without a display, nothing is tried: the page would appear on a screen that no one looks at, or inside the terminal.
 */
export const createBrowser = (options: BrowserOptions): Browser => {
	const {environment, platform, exists = fs.existsSync} = options;
	const limit = options.settleTime ?? settleTime;
	const place = recognizePlace(environment, platform, exists);

	const openDefault =
		options.openDefault ??
		(async (url: string): Promise<ChildProcess> => {
			const {default: open} = await import('open');
			return open(url);
		});

	const open = async (url: string): Promise<Outcome> => {
		if (!isOpenable(url)) return {isOpen: false, note: 'This address is not one a browser should be given.'};
		const chosen = environment.BROWSER?.trim();
		if (chosen === '' || chosen?.toLowerCase() === 'none') {
			return {isOpen: false, note: `BROWSER says to open none. ${byHand}`};
		}
		if (chosen) return openWith(commandsOf(chosen, platform, exists), url, {environment, platform, limit});
		if (place.isSsh && !environment.DISPLAY && !environment.WAYLAND_DISPLAY) {
			return {
				isOpen: false,
				note: 'No browser was opened: this is an SSH session. Open the address on your own machine.',
			};
		}
		if (!place.hasDisplay && !place.isWsl) {
			return {isOpen: false, note: `No browser was opened: there is no display here. ${byHand}`};
		}
		const child = await openDefault(url);
		const outcome = await settle(child, 'The browser launcher', limit);
		child.unref();
		return outcome;
	};

	return {
		open: async url => {
			try {
				return await open(url);
			} catch (error) {
				const code = codeOf(error);
				return {isOpen: false, note: `No browser could be opened${code ? ` (${code})` : ''}. ${byHand}`};
			}
		},
		elsewhere: place.isSsh ? 'ssh' : place.isContainer ? 'container' : undefined,
		hints: (port, canPaste = true) => placeHints(place, environment, port, canPaste),
	};
};
