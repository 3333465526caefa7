import {withProgramName, wrapWords} from '../../connection/program-name.js';
import {type ExitCode, type Refusal, whatAndWhy} from '../../zoho/refusal.js';
import {withoutSecrets} from '../../zoho/secret-shapes.js';
import {visibleControls} from '../../zoho/terminal-text.js';
import type {Invocation, Streams} from '../invocation.js';
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
		const text = JSON.stringify({format: 1, error: refusalJson(refusal, streams)});
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
export const warnOfUnsaved = (streams: Streams, unsaved: Refusal | undefined): void => {
	if (unsaved) say(streams, `! The new token could not be saved. ${whatAndWhy(unsaved)}\n  ${unsaved.next}`);
};
