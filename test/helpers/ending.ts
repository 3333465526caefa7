/**
 * A reporter beside the usual one, for the end of a run: it names what was skipped and what that needs, and fails the run for
 * each failure that was reported. Node itself does not count a hook of a whole file that fails where all files share a process,
 * and waits forever for what a test has left open.
 */
import process from 'node:process';
import type {TestEvent} from 'node:test/reporters';

/** Milliseconds that one test may take, as the runner was told. */
const limit = Number(
	process.execArgv.find(flag => flag.startsWith('--test-timeout='))?.slice('--test-timeout='.length) ??
		120_000,
);

/** Ends the process when nothing has happened for longer than any test may take. */
const watch = () => {
	const timer = setTimeout(() => {
		process.stderr.write(
			'Nothing happens any more, and the tests are not at their end: something was left open.\n',
		);
		process.exit(1);
	}, limit + Math.min(limit, 30_000));
	timer.unref();
	return timer;
};

const reasonOf = (skip: unknown): string =>
	typeof skip === 'string' && skip !== '' ? skip : 'no reason given';

export default async function* ending(source: AsyncIterable<TestEvent>): AsyncGenerator<string> {
	const skipped = new Map<string, string[]>();
	const failed: string[] = [];
	const timer = watch();
	for await (const {type, data} of source) {
		timer.refresh();
		if (type === 'test:fail') failed.push(data.name);
		// Within a skipped suite nothing else is worth a word.
		if (type === 'test:pass' && data.skip !== undefined && data.skip !== false) {
			const reason = reasonOf(data.skip);
			skipped.set(reason, [...(skipped.get(reason) ?? []), data.name]);
		}
	}
	for (const [reason, names] of skipped)
		yield `Skipped (${reason}): ${names.length === 1 ? names[0] : `${names.length} tests, such as "${names[0]}"`}\n`;
	if (failed.length > 0) {
		process.exitCode = 1;
		yield `Failed: ${failed.join('; ')}\n`;
	}
}
