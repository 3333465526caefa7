import type {ExitCode, Refusal} from '../zoho/refusal.js';
import type {Invocation, Streams} from './invocation.js';

/** Data on stdout. */
export const printData = (streams: Streams, text: string): void => {
	const whole = text.endsWith('\n') ? text : `${text}\n`;
	const {writeData} = streams;
	if (writeData) writeData(whole);
	else streams.stdout.write(whole);
};

/** One JSON object, `"format": 1` first. */
export const printJson = (streams: Streams, content: Readonly<Record<string, unknown>>): void => {
	printData(streams, JSON.stringify({format: 1, ...content}, undefined, 2));
};

/** Talk on stderr. */
export const say = ({stderr}: Streams, text: string): void => {
	stderr.write(`${text}\n`);
};

/** A refusal in words, or as one JSON object where the command was asked for JSON. Stdout stays empty. */
export const printRefusal = (invocation: Invocation, refusal: Refusal): ExitCode => {
	const {streams} = invocation;
	const why = refusal.detail ? `${refusal.why} (${refusal.detail})` : refusal.why;
	if (invocation.options.json === true) {
		const error = {id: refusal.id, message: `${refusal.what} ${why}`, nextStep: refusal.next};
		say(streams, JSON.stringify({format: 1, error}));
	} else {
		say(streams, `✖ ${refusal.what}\n  ${why}\n  ${refusal.next}`);
	}
	return refusal.exitCode;
};

export const wrongUse = (what: string, why: string, next: string): Refusal => ({
	id: 'wrong-use',
	what,
	why,
	next,
	exitCode: 2,
});
