import {qrRows} from '../../kit/output/qr.js';
import {plainTerminal} from '../../kit/terminal/plain-terminal.js';
import type {PlainOptions} from '../../ui/plain/talk.js';
import type {Session} from '../../wizard/session.js';
import type {ExitCode} from '../../zoho/refusal.js';
import type {Host, RunMode} from './run-mode.js';
import {runSession} from './session.js';

/** @param home where the wizard was opened from Home: whether it was left for it, and the way there */
export const runPlainly = async (
	{invocation, runtime, terminalEvents}: Host,
	session: Session,
	home?: Pick<PlainOptions, 'isLeft' | 'leave'>,
): Promise<ExitCode> => {
	const {runPlain} = await import('../../ui/plain/wizard.js');
	const how = await runPlain({
		loadCalls: async () => (await import('../../zoho/operations/calls-meant.js')).callsMeant,
		loadScopes: async () => (await import('../../zoho/scopes/catalogue.js')).loadScopeCatalogue(),
		...plainTerminal(invocation, runtime.clock, terminalEvents),
		session,
		qrRows: text => qrRows(text, invocation.streams.stdout, invocation.environment),
		onAnnounce: terminalEvents.onAnnounce,
		...home,
	});
	session.dispatch({type: 'left', at: runtime.clock.now()});
	return how === 'done' ? 0 : terminalEvents.leaveCode();
};

/** `zconn new` in plain lines. */
export const plainMode: RunMode = (host, begun) =>
	runSession(host, begun, session => runPlainly(host, session));
