import {redact} from '../connection/redact.js';
import type {ExitCode} from '../zoho/refusal.js';
import type {Streams} from './invocation.js';

/** A fault of ours: said as such, without a stack unless `ZCONN_DEBUG` or `--debug` asks for one, and without secrets. */
export const reportBug = (
	error: unknown,
	environment: Readonly<Record<string, string | undefined>>,
	{stderr}: Streams,
): ExitCode => {
	const wantsStack = environment.ZCONN_DEBUG === '1' || process.argv.includes('--debug');
	const text =
		error instanceof Error ? ((wantsStack ? error.stack : error.message) ?? error.message) : String(error);
	stderr.write(
		`✖ This is a fault of zconn, not yours: ${redact(text)}\n  Your saved connections are untouched.\n  Run it again with --debug and report what it prints; nothing secret is in it.\n`,
	);
	return 1;
};
