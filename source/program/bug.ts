import {redact} from '../connection/secrets/redact.js';
import type {Streams} from '../kit/invocation.js';
import {endRefused} from '../kit/output/print.js';
import {wantsJson} from '../kit/wants-json.js';
import {type ExitCode, isRefusedError} from '../zoho/refusal.js';
import {visibleControls} from '../zoho/terminal-text.js';

const untouched = 'Your saved connections are untouched.';
const next = 'Run it again with --debug and report what it prints; nothing secret is in it.';

/** With what caused it, as Node itself would print it. */
const stackOf = (error: Error): string =>
	`${error.stack ?? error.message}${error.cause instanceof Error ? `\ncaused by ${stackOf(error.cause)}` : ''}`;

/**
 * A refusal that was thrown is told as such. A fault of ours: said as such, without a stack unless `ZCONN_DEBUG` or `--debug` asks for one, and without secrets.
 *
 * @param argv of the call, to tell it as JSON where that was asked for
 */
export const reportBug = (
	error: unknown,
	argv: readonly string[],
	environment: Readonly<Record<string, string | undefined>>,
	streams: Streams,
): ExitCode => {
	if (isRefusedError(error)) return endRefused(streams, error.refusal, wantsJson(argv));
	const wantsStack = environment.ZCONN_DEBUG === '1' || argv.includes('--debug');
	const said = error instanceof Error ? (wantsStack ? stackOf(error) : error.message) : String(error);
	const text = visibleControls(redact(said));
	const what = `Internal error in zconn: ${text}`;
	streams.stderr.write(
		wantsJson(argv)
			? `${JSON.stringify({format: 1, error: {id: 'fault', message: `${what}. ${untouched}`, nextStep: next}})}\n`
			: `✖ ${what}\n  ${untouched}\n  ${next}\n`,
	);
	return 1;
};
