import {qrRows} from '../../kit/output/qr.js';
import {plainTerminal} from '../../kit/terminal/plain-terminal.js';
import {createPrint} from '../../ui/plain/terminal.js';
import type {PlainOptions} from '../../ui/plain/wizard.js';
import type {Session} from '../../wizard/machine.js';
import {isOver} from '../../wizard/state.js';
import type {ExitCode} from '../../zoho/refusal.js';
import {sigmaAfter} from './after.js';
import type {Host, RunMode} from './run-mode.js';
import {runSession} from './session.js';

/** What next, until the person is done: *Copy to Sigma* leads back here. */
const askUntilDone = async (host: Host, session: Session): Promise<'done' | 'left'> => {
	const terminal = plainTerminal(host.invocation, host.runtime.clock, host.terminalEvents);
	const {askNext} = await import('../../ui/plain/ready.js');
	for (;;) {
		const next = await askNext({...terminal, state: session.state()});
		if (next !== 'sigma') return next;
		const {copilotFromPlain} = await import('../copilot/plain.js');
		const text = await sigmaAfter(session, linkName => copilotFromPlain(host, linkName, '1'));
		if (text === undefined) return 'left';
		createPrint(terminal)(text, '');
	}
};

/** @param home where the wizard was opened from Home: whether it was left for it, and the way there */
export const runPlainly = async (
	host: Host,
	session: Session,
	home?: Pick<PlainOptions, 'isLeft' | 'leave'>,
): Promise<ExitCode> => {
	const {invocation, runtime, terminalEvents} = host;
	const {runPlain} = await import('../../ui/plain/wizard.js');
	const ended = await runPlain({
		loadCalls: async () => (await import('../../zoho/operations/calls-meant.js')).callsMeant,
		loadScopes: async () => (await import('../../zoho/scopes/catalogue.js')).loadScopeCatalogue(),
		...plainTerminal(invocation, runtime.clock, terminalEvents),
		session,
		qrRows: text => qrRows(text, invocation.streams.stdout, invocation.environment),
		onAnnounce: terminalEvents.onAnnounce,
		...home,
	});
	const how = ended === 'done' && isOver(session.state()) ? await askUntilDone(host, session) : ended;
	session.dispatch({type: 'left', at: runtime.clock.now()});
	return how === 'done' ? 0 : terminalEvents.leaveCode();
};

/** `zconn new` in plain lines. */
export const plainMode: RunMode = (host, begun) =>
	runSession(host, begun, session => runPlainly(host, session));
