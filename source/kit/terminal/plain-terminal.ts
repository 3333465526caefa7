import type {Clock} from '../../io/ports.js';
import type {PlainTerminal} from '../../ui/plain/terminal.js';
import type {Invocation} from '../invocation.js';
import type {TerminalEvents} from './events.js';

/** The terminal of a call, for the plain mode. */
export const plainTerminal = (
	{streams, environment}: Invocation,
	clock: Clock,
	{interrupted}: TerminalEvents,
): PlainTerminal => ({
	input: streams.stdin,
	output: streams.stdout,
	program: streams.program,
	isPractice: streams.isPractice,
	environment,
	now: clock.now,
	interrupted,
});
