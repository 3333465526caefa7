import {flagOption, type Invocation, textOption} from '../../kit/invocation.js';
import {note, printData, printJson, printRefusal, say, sayNotes} from '../../kit/output/print.js';
import {qrRows} from '../../kit/output/qr.js';
import type {Session} from '../../wizard/machine.js';
import {asksZoho} from '../../wizard/scopes/text.js';
import {warningOf} from '../../wizard/select.js';
import {answersOf, type WizardState} from '../../wizard/state.js';
import {fieldOf} from '../../wizard/steps/index.js';
import type {ExitCode} from '../../zoho/refusal.js';
import {doubtsAbout} from '../../zoho/scopes/check.js';
import {urlKeys} from '../../zoho/service-urls.js';
import type {Host, RunMode} from './run-mode.js';
import {runSession} from './session.js';

/**
 * What the review would show: to whom secrets go when that is not the party people consent at, and odd scopes, because the page
 * on which Zoho refuses them is shown in the browser alone.
 */
const doubtsIn = async (state: WizardState): Promise<readonly string[]> => {
	const isNewService = answersOf(state).service === '';
	const ofUrls = (isNewService ? urlKeys : []).map(key => warningOf(state, fieldOf(key)));
	const known = [state.notice, ...ofUrls].filter(text => text !== undefined);
	if (!asksZoho(state)) return known;
	const {loadScopeCatalogue} = await import('../../zoho/scopes/catalogue.js');
	const doubts = doubtsAbout(await loadScopeCatalogue(), answersOf(state).scopes);
	return [...known, ...doubts.map(({text}) => text)];
};

/** Says each line once: three addresses can be odd for one reason. From the moment a person is needed nothing waits. */
const sayOnce = (invocation: Invocation, {state}: Session) => {
	const {streams} = invocation;
	const said = new Set<string>();
	let needsPerson = false;
	const askPerson = (): void => {
		needsPerson = true;
		sayNotes(streams);
	};
	return {
		askPerson,
		tell: (line: string): void => {
			if (state().consent.phase === 'device') askPerson();
			if (!said.has(line)) needsPerson ? say(streams, line) : note(invocation, line);
			said.add(line);
		},
	};
};

/** The QR code of a device, where stderr is a terminal that can show it. */
const showDevice = (invocation: Invocation, session: Session): void => {
	const {streams, environment} = invocation;
	const stop = session.subscribe(() => {
		const {consent} = session.state();
		if (consent.phase !== 'device' || !consent.code) return;
		stop();
		void qrRows(consent.code.fullAddress, streams.stderr, environment).then(rows => {
			if (rows.length > 0) streams.stderr.write(`${rows.join('\n')}\n`);
		});
	});
};

const runSilently = async (
	{invocation, runtime, terminalEvents}: Host,
	session: Session,
): Promise<ExitCode> => {
	const {streams} = invocation;
	const {runWithoutInput} = await import('./no-input.js');
	const {askPerson, tell} = sayOnce(invocation, session);
	terminalEvents.onAnnounce(lines => {
		askPerson();
		say(streams, lines.join('\n'));
	});
	for (const doubt of await doubtsIn(session.state())) tell(`! ${doubt}`);
	const answer = textOption(invocation, 'other-user');
	const otherUser = answer === 'replace' || answer === 'save-apart' ? answer : 'give-up';
	showDevice(invocation, session);
	const ended = runWithoutInput(session, runtime.clock.now, {otherUser, tell});
	const result = await Promise.race([ended, terminalEvents.interrupted]);
	session.dispatch({type: 'left', at: runtime.clock.now()});
	if (result === 'interrupted') return terminalEvents.leaveCode();
	if (!result.ok) return printRefusal(invocation, result.refusal);
	if (flagOption(invocation, 'json')) printJson(streams, {connection: {linkName: result.value}});
	else printData(streams, result.value);
	return 0;
};

/** `zconn new` where nothing is asked. */
export const silentMode: RunMode = (host, begun) =>
	runSession(host, begun, session => runSilently(host, session));
