import {filmToSvg, type Shot} from '../../build/film.js';
import {frameOfTerminal} from '../../build/frame-to-svg.js';
import type {TestTerminal} from '../helpers/terminal.js';
import {createVirtualScreen} from '../helpers/virtual-screen.js';
import {columns, type Pictures, type Row, steadyFrame} from './picture-frames.js';

/** A screen of the film. */
export type Take = {
	readonly lines: readonly Row[];
	/** How long it stands. */
	readonly seconds: number;
	/** The key that ends it, shown a little before; an empty text takes away the one that stands there. */
	readonly press?: string;
	readonly isStill?: boolean;
};

/** Pictures, and what of the film was taken on the way to them. */
export type Drawn = {readonly pictures: Pictures; readonly takes: readonly Take[]};

/** What the film's connection is made of; this client is no one's. */
export const filmed = {
	clientId: '1000.AB12CD34EF56GH78IJ90KL12MN34OP',
	clientSecret: '0123456789abcdef0123456789abcdef01234567ef',
	scopes: ['ZohoMail.messages.CREATE', 'ZohoMail.accounts.READ', 'AaaServer.profile.READ'],
};

/** A window of 80 × 24, less the row that a frame leaves free. */
const rows = 23;

/** Seconds between a key and its effect. */
const beforeEffect = 0.4;

/** Seconds a letter. */
const letter = 0.06;

/** Films one terminal: what it shows now. */
export const filming = (terminal: TestTerminal) => {
	const takes: Take[] = [];
	const take = (seconds: number, press?: string): void => {
		takes.push({
			lines: steadyFrame(terminal.emulator),
			seconds,
			...(press === undefined ? {} : {press}),
		});
	};
	return {
		takes: takes as readonly Take[],
		take,
		/** Types a text letter by letter. @param shows what the screen shows when so much of it is typed */
		type: async (text: string, shows: (typed: string) => string): Promise<void> => {
			for (const [index, one] of [...text].entries()) {
				take(letter, index === 0 ? '' : undefined);
				terminal.type(one);
				await terminal.waitFor(shows(text.slice(0, index + 1)));
			}
		},
	};
};

/** What stands in a terminal after a text was written. */
export const shellScreen = async (written: string): Promise<readonly Row[]> => {
	const view = createVirtualScreen(columns, rows);
	await new Promise<void>(resolve => {
		view.write(written.replaceAll('\n', '\r\n'), resolve);
	});
	const lines = frameOfTerminal(view.terminal);
	view.dispose();
	return lines;
};

const cursor = '\u001B[7m \u001B[0m';

/** A command being typed behind a prompt, then its answer. */
export const shellTakes = async (
	command: string,
	options: {readonly answer?: string; readonly typing?: number; readonly seconds: number},
): Promise<readonly Take[]> => {
	const {typing = command.length, seconds} = options;
	const steps = Array.from({length: typing}, (_none, index) => command.length - typing + index);
	const typed = await Promise.all(
		steps.map(async count => ({
			lines: await shellScreen(`$ ${command.slice(0, count)}${cursor}`),
			seconds: letter,
			press: '',
		})),
	);
	const whole = {lines: await shellScreen(`$ ${command}${cursor}`), seconds: beforeEffect, press: 'Enter'};
	if (options.answer === undefined) return [...typed, {...whole, seconds}];
	const answered = await shellScreen(`$ ${command}\n${options.answer}\n$ ${cursor}`);
	return [...typed, whole, {lines: answered, seconds}];
};

const secondsOf = (takes: readonly Take[]): number => takes.reduce((sum, {seconds}) => sum + seconds, 0);

/** A key stands from shortly before its effect to the next one. */
const shotsOf = (takes: readonly Take[]): readonly Shot[] => {
	let key = '';
	return takes.flatMap(({lines, seconds, press, isStill = false}) => {
		const early = press ? Math.max(0, seconds - beforeEffect) : 0;
		const before = {lines, seconds: early, key: key || undefined, isStill: false};
		key = press ?? key;
		return [
			...(early > 0 ? [before] : []),
			{lines, seconds: seconds - early, key: key || undefined, isStill},
		];
	});
};

/** The film. @param takes how long they are must be what was decided, in seconds */
export const drawFilm = (takes: readonly Take[], seconds: number): string => {
	const sum = secondsOf(takes);
	if (Math.abs(sum - seconds) > 0.001) throw new Error(`The film takes ${sum} s instead of ${seconds} s.`);
	return filmToSvg(shotsOf(takes), {
		title: 'zconn: a connection, from the first question to the first call',
		columns,
		rows,
	});
};
