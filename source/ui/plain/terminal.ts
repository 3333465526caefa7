import {withProgramName, wrapWords} from '../../connection/program-name.js';
import {visibleControls} from '../../zoho/terminal-text.js';
import {typographyOf} from '../lines/ascii.js';
import {widthOf} from '../lines/line.js';
import {windowSize} from '../screen/line-screen.js';
import {createLineReader} from './line-reader.js';
import {isBack, type Question, replyTo} from './question.js';

/** Where plain lines are read and written. */
export type PlainTerminal = {
	readonly input: NodeJS.ReadStream;
	readonly output: NodeJS.WriteStream;
	/** What is typed for `zconn` here, where it is more than that. */
	readonly program?: string | undefined;
	/** Whether this is not the real Zoho. */
	readonly isPractice?: boolean | undefined;
	/** Says whether the terminal shows more than ASCII. */
	readonly environment: Readonly<Record<string, string | undefined>>;
	/** Milliseconds since the epoch. */
	readonly now: () => number;
	/** Resolves when the program is to end. */
	readonly interrupted: Promise<unknown>;
};

export type Print = (...lines: readonly string[]) => void;

/**
 * Writes lines, with commands named as they have to be typed and in letters that the terminal has.
 *
 * @param isCode what is copied stays as it is; all else is broken between words, because readers of the screen speak rows
 */
export const createPrint = ({output, program, environment}: PlainTerminal, isCode = false): Print => {
	const shown = typographyOf(environment);
	const done = shown('…') === '…' ? '✔' : 'OK';
	return (...lines) => {
		for (const text of lines) {
			const rows = shown(visibleControls(withProgramName(text, program)))
				.replace(/^✔(?= )/, done)
				.split('\n');
			const fitting = isCode
				? rows
				: rows.flatMap(row => wrapWords(row, windowSize(output).columns, widthOf));
			output.write(`${fitting.join('\n')}\n`);
		}
	};
};

/** A terminal that is talked to. */
export type Talk = {
	readonly print: Print;
	/**
	 * Asks once: reads a question out where it was not yet, takes a line for it, and says what there is to say.
	 *
	 * @returns what the line means, often nothing; undefined when there is no line
	 */
	readonly ask: <E>(question: Question<E>) => Promise<readonly E[] | 'back' | undefined>;
	/** The line that was typed last. */
	readonly line: () => string;
	/** Whether a question with this key was asked last; then it is not read out again. */
	readonly isHeard: (key: string) => boolean;
	/** Reads the next question out in any case. */
	readonly forget: () => void;
	/** Ends the open question without a line. */
	readonly withdraw: () => void;
	/** @param hasAnswered false: the person left, and the line of the question is open */
	readonly close: (hasAnswered: boolean) => void;
};

export const openTalk = (terminal: PlainTerminal): Talk => {
	const reader = createLineReader(terminal.input, terminal.output);
	void terminal.interrupted.then(reader.leave);
	const write = createPrint(terminal);
	const print: Print = (...lines) => {
		if (lines.length > 0) reader.above(() => write(...lines));
	};
	let key = '';
	/** What stands in the place of the question's own prompt. */
	let other: string | undefined;
	let typed = '';
	return {
		print,
		ask: async question => {
			if (question.key !== key) {
				other = undefined;
				if (question.lines.length > 0) print('', ...question.lines);
			}
			({key} = question);
			const line = await reader.ask(other ?? question.prompt, question.isHidden, question.reminder);
			if (line === undefined) return undefined;
			typed = line;
			if (isBack(line)) return 'back';
			const reply = await replyTo(question, line, terminal.now(), other);
			const {says = [], events = [], prompt = question.short} = reply;
			print(...says);
			other = prompt;
			return events;
		},
		line: () => typed,
		isHeard: one => one === key,
		forget: () => {
			key = '';
		},
		withdraw: reader.withdraw,
		close: hasAnswered => {
			reader.close();
			if (!hasAnswered) write('');
		},
	};
};

/** Talks until it is over. @param turn asks once, and does what was answered; false when the person leaves */
export const talkUntil = async (
	talk: Talk,
	isOver: () => boolean,
	turn: () => Promise<boolean>,
): Promise<'left' | 'interrupted'> => {
	let goesOn = true;
	while (goesOn && !isOver()) goesOn = await turn();
	talk.close(goesOn);
	return goesOn ? 'left' : 'interrupted';
};

/** Milliseconds after which what the system was asked for is not waited for any more. */
export const patience = 5000;

/** Resolves when a state is as it is waited for, or when something else comes first. */
export const until = async <S>(
	session: {readonly state: () => S; readonly subscribe: (listener: () => void) => () => void},
	isThere: (state: S) => boolean,
	...orWhen: readonly Promise<unknown>[]
): Promise<void> => {
	const {promise, resolve} = Promise.withResolvers<void>();
	const look = (): void => {
		if (isThere(session.state())) resolve();
	};
	const stop = session.subscribe(look);
	look();
	await Promise.race([promise, ...orWhen]);
	stop();
};
