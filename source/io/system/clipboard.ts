import {spawn} from 'node:child_process';
import type {Clipboard, Environment} from '../ports.js';
import {childEnvironment} from './child-environment.js';
import {recognizePlace} from './where-it-runs.js';

/** How long a clipboard program may take, in milliseconds: a busy machine needs more than one second to start it. */
const timeLimit = 3000;
/** Terminals drop longer OSC 52 sequences (xterm's limit is the smallest known one that is common). */
const terminalLimit = 74_994;

/** Takes UTF-16 with a byte order mark; anything else is read in the console's code page. */
const windows = 'clip.exe';

type Program = readonly [command: string, ...args: readonly string[]];

const wayland: readonly Program[] = [['wl-copy']];
const x11: readonly Program[] = [
	['xclip', '-selection', 'clipboard'],
	['xsel', '--clipboard', '--input'],
];

/** The clipboard programs that can be expected to reach the person's own clipboard, best first. */
const programsOf = (environment: Environment, platform: NodeJS.Platform): readonly Program[] => {
	const {isSsh, isWsl} = recognizePlace(environment, platform, () => false);
	if (platform === 'win32' || isWsl) return isSsh ? [] : [[windows]];
	if (platform === 'darwin') return isSsh ? [] : [['pbcopy']];
	return [...(environment.WAYLAND_DISPLAY ? wayland : []), ...(environment.DISPLAY ? x11 : [])];
};

/** Gives the text through standard input, so that it never shows up in a list of processes. */
const feed = (
	[command, ...args]: Program,
	text: string,
	environment: Environment,
	limit: number,
): Promise<boolean> =>
	new Promise(resolve => {
		const child = spawn(command, args, {
			env: childEnvironment(environment),
			stdio: ['pipe', 'ignore', 'ignore'],
			windowsHide: true,
			timeout: limit,
			killSignal: 'SIGKILL',
		});
		child.on('error', () => resolve(false));
		child.on('exit', code => resolve(code === 0));
		// A program that ends early closes its end of the pipe.
		child.stdin.on('error', () => undefined);
		child.stdin.end(command === windows ? Buffer.from(`\u{feff}${text}`, 'utf16le') : text);
	});

/** OSC 52, wrapped so that tmux and GNU screen hand it on to the real terminal. */
const terminalSequence = (text: string, environment: Environment): string | undefined => {
	const encoded = Buffer.from(text, 'utf8').toString('base64');
	if (encoded.length > terminalLimit) return undefined;
	const sequence = `\u{1b}]52;c;${encoded}\u{7}`;
	if (environment.TMUX) return `\u{1b}Ptmux;${sequence.replaceAll('\u{1b}', '\u{1b}\u{1b}')}\u{1b}\\`;
	return environment.STY ? `\u{1b}P${sequence}\u{1b}\\` : sequence;
};

/**
 * Copies text: through the system's clipboard program, else by asking the terminal (which never says whether it did). One copy waits
 * for the one before it, however long that takes: what was copied last is what stays in the clipboard.
 *
 * @param options.terminal where the screen is; without one, or when it is no terminal, the second way is closed
 */
export const createClipboard = (options: {
	readonly environment: Environment;
	readonly platform: NodeJS.Platform;
	readonly terminal?: {readonly isTTY?: boolean | undefined; write(text: string): unknown} | undefined;
	readonly timeLimit?: number | undefined;
}): Clipboard => {
	const {environment, platform, terminal} = options;
	const copy: Clipboard['copy'] = async text => {
		for (const candidate of programsOf(environment, platform)) {
			if (await feed(candidate, text, environment, options.timeLimit ?? timeLimit)) return 'clipboard';
		}
		const sequence = terminal?.isTTY ? terminalSequence(text, environment) : undefined;
		if (sequence === undefined) return 'failed';
		terminal?.write(sequence);
		return 'terminal';
	};
	let last: Promise<unknown> = Promise.resolve();
	return {
		copy: text => {
			const copied = last.then(() => copy(text));
			last = copied.catch(() => undefined);
			return copied;
		},
	};
};
