import {withProgramName, wrapWords} from '../../connection/program-name.js';
import {type ExitCode, type Refusal, whatAndWhy} from '../../zoho/refusal.js';
import {withoutSecrets} from '../../zoho/secret-shapes.js';
import {visibleControls} from '../../zoho/terminal-text.js';
import {flagOption, type Invocation, type Streams} from '../invocation.js';
import {wantsJson} from '../wants-json.js';

/** Data on stdout; what is in it matters to a terminal alone. */
export const printData = (streams: Streams, text: string): void => {
	const whole = text.endsWith('\n') ? text : `${text}\n`;
	const {writeData} = streams;
	if (writeData) writeData(whole);
	else streams.stdout.write(streams.stdout.isTTY ? visibleControls(whole) : whole);
};

/** Words of ours on stdout: a report that was asked for. */
export const printReport = (streams: Streams, text: string): void => {
	printData(streams, withProgramName(text, streams.program));
};

/** One JSON object, `"format": 1` first. */
export const printJson = (streams: Streams, content: Readonly<Record<string, unknown>>): void => {
	printData(streams, JSON.stringify({format: 1, ...content}, undefined, 2));
};

/** On a terminal rows end between words, below each other behind a mark; what is to be typed stays in one piece. */
const fitted = (text: string, {isTTY, columns}: Partial<NodeJS.WriteStream>): string => {
	if (!isTTY || !columns) return text;
	const rows = text.split('\n').flatMap(row => {
		const [mark = ''] = /^(?:[✖✔!] )?/.exec(row) ?? [];
		const [first = '', ...others] = wrapWords(row.replace(mark, '  '.slice(0, mark.length)), columns - 1);
		return [mark + first.slice(mark.length), ...others];
	});
	return rows.join('\n');
};

/** Talk on stderr, with commands named as they have to be typed. */
export const say = ({stderr, program}: Streams, text: string): void => {
	stderr.write(`${fitted(visibleControls(withProgramName(text, program)), stderr)}\n`);
};

/** What was noted in a run that was asked for JSON, until it is known how that ends. */
const notes = new WeakMap<Streams, readonly string[]>();

/** Takes the notes away from where they wait. */
const takeNotes = (streams: Streams): readonly string[] => {
	const taken = notes.get(streams) ?? [];
	notes.delete(streams);
	return taken;
};

/** Says what was noted: the command does its work, or a person is asked for something. */
export const sayNotes = (streams: Streams): void => {
	for (const text of takeNotes(streams)) say(streams, text);
};

/** Talk after which the command may still be refused. Where JSON was asked for it waits: a refusal takes it along, so that stderr is one object. */
export const note = (invocation: Invocation, text: string): void => {
	const {streams} = invocation;
	if (flagOption(invocation, 'json')) notes.set(streams, [...(notes.get(streams) ?? []), text]);
	else say(streams, text);
};

const reasonOf = ({why, detail}: Refusal): string => (detail ? `${why} (${detail})` : why);

/** A refusal as it stands in `--json`, with commands named as they have to be typed: later they would be inside of quotes. */
export const refusalJson = (refusal: Refusal, {program}: Pick<Streams, 'program'>) => ({
	id: refusal.id,
	message: withProgramName(withoutSecrets(whatAndWhy({what: refusal.what, why: reasonOf(refusal)})), program),
	nextStep: withProgramName(withoutSecrets(refusal.next), program),
});

/** A refusal in words: what, why, what now. */
export const refusalLines = (refusal: Refusal): string =>
	withoutSecrets(`✖ ${refusal.what}\n  ${reasonOf(refusal)}\n  ${refusal.next}`);

/** The same on stderr. */
export const sayRefusal = (streams: Streams, refusal: Refusal): void => say(streams, refusalLines(refusal));

/** A refusal on stderr, in words or as one JSON object, and what the program ends with. Stdout stays empty. */
export const endRefused = (streams: Streams, refusal: Refusal, isJson: boolean): ExitCode => {
	if (isJson) {
		const noted = takeNotes(streams).map(said =>
			withProgramName(withoutSecrets(said.replace(/^! /, '')), streams.program),
		);
		const content = {error: refusalJson(refusal, streams), ...(noted.length > 0 ? {notes: noted} : {})};
		const text = JSON.stringify({format: 1, ...content});
		streams.stderr.write(`${visibleControls(text)}\n`);
	} else {
		sayRefusal(streams, refusal);
	}
	return refusal.exitCode;
};

/** The same, as JSON where the command was asked for it. */
export const printRefusal = ({streams, options}: Invocation, refusal: Refusal): ExitCode =>
	endRefused(streams, refusal, options.json === true);

/** Output that failed (exit 6). @param code the system's */
export const sayNotWritten = (streams: Streams, code: string): void => {
	const refusal = {
		id: 'stdout-not-written',
		what: `stdout could not be written (${code}).`,
		why: 'What is there is not whole.',
		next: 'Run it again where there is room for it.',
		exitCode: 6,
	} as const;
	endRefused(streams, refusal, wantsJson(process.argv));
};

/** A token is good, but no other program will get it. */
export const warnOfUnsaved = (invocation: Invocation, unsaved: Refusal | undefined): void => {
	if (unsaved)
		note(invocation, `! The new token could not be saved. ${whatAndWhy(unsaved)}\n  ${unsaved.next}`);
};
