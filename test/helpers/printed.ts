import {checkJson} from './check-json.js';
import {assertNoSecrets} from './secrets-sweep.js';

/** A program that a test ran: what it was called with, what it put out, and what the test typed into it. */
export type Printed = {
	/** Behind the name of the program. */
	readonly args: readonly string[];
	readonly texts: () => Readonly<Record<string, string>>;
	readonly typed: () => string;
};

/** What a practice Zoho has given out, in capitals or not: each half of a token or code, and whole client secrets. */
export type GivenOut = {readonly halves: readonly string[]; readonly clientSecrets: readonly string[]};

const all: Printed[] = [];

/** Called by the helpers that start programs. */
export const recordPrinted = (printed: Printed): void => {
	all.push(printed);
};

/** A place in the record; what is printed from now on comes behind it. */
export const markPrinted = (): number => all.length;

/** Commands whose data is a token, or what a child does with one. */
const tokenCommands = ['token', 'exec'];

const maySay = (
	args: readonly string[],
	stream: string,
): {readonly tokens: boolean; readonly all: boolean} => ({
	// A terminal shows both streams.
	tokens: stream !== 'stderr' && tokenCommands.some(command => args.includes(command)),
	// What `age --decrypt` opens is a whole export.
	all: stream !== 'stderr' && ['--reveal', '--decrypt'].some(flag => args.includes(flag)),
});

/**
 * Asserts that none of the programs since `mark` has put out a secret of the practice Zoho's, on whatever stream, in whatever
 * usual encoding; but tokens where that is the command's purpose, what a person asked to see, and the codes and tokens that
 * the test itself typed, which a field shows. A client secret is never shown, typed or not.
 */
export const sweepPrinted = (mark: number, {halves, clientSecrets}: GivenOut): void => {
	for (const {args, texts, typed} of all.slice(mark)) {
		const keys = typed();
		for (const [stream, text] of Object.entries(texts())) {
			const may = maySay(args, stream);
			const shown = may.tokens ? [] : halves.filter(half => !keys.includes(half));
			const secrets = may.all ? [] : [...shown, ...clientSecrets];
			if (secrets.length > 0) assertNoSecrets({[`${stream} of zconn ${args.join(' ')}`]: text}, secrets);
		}
	}
};

/** The secrets of the sample rows (`test/connection/samples.ts`), which tests of commands put into files. */
const samples: GivenOut = {
	halves: ['sample-access-token', 'sample-refresh-token'],
	clientSecrets: ['sample-client-secret'],
};

// What the programs of a process have put out is looked through at its end.
process.on('exit', () => {
	try {
		sweepPrinted(0, samples);
		for (const {args, texts} of all) checkJson(args, texts().stdout ?? '');
	} catch (error) {
		process.stderr.write(`${error}\n`);
		process.exitCode = 1;
	}
});
