import {type Refusal, wrongUse} from '../../zoho/refusal.js';
import {flagOption, type Invocation} from '../invocation.js';

/** Whether a person can be asked: both streams are terminals, and questions are not forbidden. */
export const canAsk = (invocation: Invocation): boolean => {
	const {stdin, stdout} = invocation.streams;
	return !flagOption(invocation, 'no-input') && stdin.isTTY === true && stdout.isTTY === true;
};

/** No one to ask, and no flag that answers (exit 2). */
export const needsYes = (command: string, name: string): Refusal =>
	wrongUse(
		`"zconn ${command}" has to be confirmed.`,
		'There is no terminal to ask on, or --no-input forbids it. Nothing was done.',
		`Confirm it with --yes: zconn ${command} ${name} --yes`,
	);

/** One line of a person, trimmed; undefined after Ctrl+C or the end of the input. */
export const askLine = async ({streams}: Invocation, question: string): Promise<string | undefined> => {
	const {createLineReader} = await import('../../ui/plain/line-reader.js');
	const output = streams.stderr.isTTY ? streams.stderr : streams.stdout;
	const reader = createLineReader(streams.stdin, output);
	// After the reader has the terminal: a Ctrl+C at once is then a key, and not the signal that kills.
	const line = await reader.ask(`${question}\n`);
	reader.close();
	return line?.trim();
};

/** Whether a person says yes; anything else is a no. */
export const askYes = async (invocation: Invocation, question: string): Promise<boolean> => {
	const {readYesOrNo} = await import('../../ui/plain/question.js');
	return readYesOrNo((await askLine(invocation, question)) ?? '') === true;
};
