import {createInterface, type Interface, type Key} from 'node:readline';
import {PassThrough} from 'node:stream';
import {wrapWords} from '../../connection/program-name.js';
import {visibleControls} from '../../zoho/terminal-text.js';
import type {Press} from '../input/press.js';
import {heedStops} from '../input/stops.js';
import {setRawAgain} from '../input/take-terminal.js';
import {hearTerminal} from '../input/terminal-keys.js';
import {widthOf} from '../lines/line.js';
import {windowSize} from '../screen/line-screen.js';

/** Lines of a person, one at a time, in the order they came; a line typed before it is asked for is not lost. */
export type LineReader = {
	/**
	 * Writes a question and reads the next line; undefined when the input has ended, Ctrl+C was pressed, or it was withdrawn.
	 *
	 * @param reminder says again what is asked, after a stop, where the question says nothing
	 */
	readonly ask: (question: string, isHidden?: boolean, reminder?: string) => Promise<string | undefined>;
	/** Ends the open question without a line. What was typed stands at the next one, unless it was not shown. */
	readonly withdraw: () => void;
	/** Writes above what is being typed, which then stands there again. */
	readonly above: (write: () => void) => void;
	/** As Ctrl+C. */
	readonly leave: () => void;
	readonly close: () => void;
};

/** Names that Node's line editor has for keys where they are not ours. */
const editorNames: Readonly<Record<string, string>> = {enter: 'return'};

/** A press as Node's line editor takes it; undefined where the press is text. */
const editorKey = ({name}: Press): Key => {
	const [, chord, key = name] = /^(ctrl|alt)-(.+)$/.exec(name) ?? [];
	return {name: editorNames[key] ?? key, ctrl: chord === 'ctrl', meta: chord === 'alt', shift: false};
};

const typedBy = (press: Press): string | undefined =>
	press.name === 'tab' ? '\t' : press.text === '' ? undefined : press.text;

/** Node's line editor (history off), which gets presses and not the terminal: it knows only a part of what terminals send. */
const createEditor = (output: NodeJS.WriteStream, isHidden: () => boolean): Interface => {
	// It echoes through this stream; while a secret is typed that swallows everything but line ends.
	const echo: Pick<NodeJS.WriteStream, 'write'> = {
		write: (text: string | Uint8Array) =>
			output.write(isHidden() ? String(text).replace(/[^\r\n]/g, '') : text),
	};
	return createInterface({
		input: new PassThrough(),
		output: Object.assign(Object.create(output), echo),
		terminal: true,
		historySize: 0,
	});
};

/** What stands on the last line before the cursor, and what stands above it. */
const splitQuestion = (question: string): readonly [above: string, prompt: string] => {
	const from = question.lastIndexOf('\n') + 1;
	return [question.slice(0, from), question.slice(from)];
};

/** A paste as presses: each of its lines is one, as if it had been typed. */
const apart = (press: Press): readonly Press[] =>
	press.name === 'paste'
		? press.text
				.split(/(\r\n|[\r\n])/)
				.filter(piece => piece !== '')
				.map(piece => (/[\r\n]/.test(piece) ? {name: 'enter', text: ''} : {name: 'text', text: piece}))
		: [press];

const end: Press = {name: 'end', text: ''};

/** The question that is open, and the line that answers it. */
const createQuestion = (output: NodeJS.WriteStream) => {
	let isHidden = false;
	let text = '';
	let reminder = '';
	const editor = createEditor(output, () => isHidden);
	const control = (name: string): void => editor.write(null, {name, ctrl: true, meta: false, shift: false});
	const isMidRow = (): boolean => text !== '' || editor.line !== '';
	const show = (): void => {
		const [above, prompt] = splitQuestion(text);
		// The editor would go up to the row where its line began.
		Reflect.set(editor, 'prevRows', 0);
		if (above !== '') output.write(above);
		editor.setPrompt(isHidden ? '' : prompt);
		if (isHidden) output.write(prompt);
		else if (prompt !== '' || editor.line !== '') editor.prompt(true);
	};
	return {
		editor,
		open: (question: string, hidden = false, again = ''): void => {
			text = visibleControls(question);
			isHidden = hidden;
			reminder = again;
			show();
		},
		close: (): void => {
			text = '';
			reminder = '';
			isHidden = false;
			editor.setPrompt('');
		},
		again: (): void => {
			// What was typed of a secret cannot be seen, so it is typed again from its beginning.
			if (isHidden) control('u');
			if (reminder !== '') output.write(`${reminder}\n`);
			show();
		},
		above: (write: () => void): void => {
			const isMid = isMidRow();
			if (isMid) {
				control('e');
				output.write('\n');
			}
			write();
			if (isMid) show();
		},
		leaveRow: (): void => {
			// Another question may show what this one hid.
			if (isHidden) control('u');
			if (isMidRow()) output.write('\n');
		},
		type: (press: Press): void => {
			const typed = typedBy(press);
			if (typed === undefined) editor.write(null, editorKey(press));
			else editor.write(typed);
		},
	};
};

/** Text that came in pieces, as one: the editor counts and echoes its whole line for each. */
const joined = (presses: readonly Press[]): readonly Press[] => {
	const together: Press[] = [];
	for (const press of presses) {
		const last = press.text === '' || !together.at(-1)?.text ? undefined : together.pop();
		together.push(last ? {name: 'text', text: last.text + press.text} : press);
	}
	return together;
};

/** From so many characters on a line was pasted, and its other pieces are waited for, so many milliseconds. */
const longLine = 1000;
const morePieces = 30;

/** A question, whose last row ends with a space before what is typed, unless that goes into a row of its own. */
export const wrapQuestion = (question: string, columns: number): string =>
	question
		.split('\n')
		.map(row => wrapWords(row.trimEnd(), columns - 1, widthOf).join('\n'))
		.join('\n')
		.replace(/(?<=.)$/, ' ');

type Hear = (line: string | undefined) => void;

/** Presses as lines, for one who asks; until then they wait. Ctrl+C does not. */
const createLines = (question: ReturnType<typeof createQuestion>) => {
	const waiting: Press[] = [];
	let hear: Hear | undefined;
	let isOver = false;
	let isDue = false;
	const over = (): void => {
		if (isOver) return;
		isOver = true;
		hear?.(undefined);
	};
	const pump = (): void => {
		while (hear && !isOver) {
			const press = waiting.shift();
			if (!press) return;
			if (press === end) over();
			else question.type(press);
		}
	};
	question.editor.on('line', line => hear?.(line)).on('close', over);
	return {
		over,
		take: (press: Press): void => {
			if (press.name === 'ctrl-c') over();
			else waiting.push(...apart(press));
			if (question.editor.line.length < longLine) pump();
			else if (!isDue) {
				isDue = true;
				setTimeout(() => {
					isDue = false;
					waiting.splice(0, waiting.length, ...joined(waiting));
					pump();
				}, morePieces);
			}
		},
		listen: (listener: Hear): (() => void) => {
			hear = listener;
			// Not before the caller knows how to stop it.
			queueMicrotask(() => {
				if (isOver && hear === listener) listener(undefined);
				else pump();
			});
			return () => {
				if (hear === listener) hear = undefined;
			};
		},
	};
};

/**
 * Reads lines from a terminal. Nothing is repainted but the line that is being typed. Keys that come before they are asked for
 * wait for the question, which says whether they are shown.
 */
export const createLineReader = (input: NodeJS.ReadStream, output: NodeJS.WriteStream): LineReader => {
	const question = createQuestion(output);
	const {take, listen, over} = createLines(question);
	const stops = heedStops({
		release: () => input.setRawMode(false),
		reclaim: () => {
			setRawAgain(input);
			question.again();
		},
	});
	input.setRawMode(true);
	const keys = hearTerminal(input, true, press => {
		if (press.name === 'ctrl-z') stops.suspend();
		else take(press);
	});
	let answer: Hear = () => undefined;
	const onEnd = (): void => take(end);
	// The terminal is gone. The owner of the stream hears of it too.
	input.on('end', onEnd).on('error', over);
	return {
		ask: (text, isHidden, reminder) =>
			new Promise(resolve => {
				question.open(wrapQuestion(text, windowSize(output).columns), isHidden, reminder);
				answer = line => {
					stop();
					question.close();
					answer = () => undefined;
					resolve(line);
				};
				const stop = listen(line => answer(line));
			}),
		withdraw: () => {
			question.leaveRow();
			answer(undefined);
		},
		above: question.above,
		leave: over,
		close: () => {
			over();
			input.off('end', onEnd).off('error', over);
			stops.close();
			keys.close();
			question.editor.close();
			input.setRawMode(false);
		},
	};
};
