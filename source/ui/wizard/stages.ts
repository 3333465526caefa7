import {accountText} from '../../connection/account-text.js';
import {stageOf} from '../../wizard/consent/stages.js';
import type {Consent} from '../../wizard/consent/state.js';
import {portsInUse} from '../../zoho/consent/ports-in-use.js';
import {narrow, type ViewInput} from '../fields/view.js';
import {type Line, type Span, span} from '../lines/line.js';
import {rightEdge} from '../lines/rows.js';
import {countdown, type StageMark, stageRow} from './flows/rows.js';

type Labels = {
	readonly ahead: string;
	readonly here: string;
	readonly done: string;
	/** At the right of the stage under way, or done. */
	readonly right?: readonly Span[];
};

/** Whether this consent ends with a new grant in the place of another one. */
const replaces = ({state}: ViewInput): boolean => {
	const {consent, context} = state;
	return context.target !== undefined && !(consent.phase === 'waiting' && consent.brings === 'wider-grant');
};

const opening = (input: ViewInput): Labels => {
	const {state} = input;
	const {consent, browser} = state;
	return {
		ahead:
			consent.phase === 'failed' && consent.stage === 0
				? 'Check the network, the file and the ports'
				: 'Open your browser',
		here: 'Opening your browser',
		done: browser === 'opened' ? 'Opened your browser' : 'Showed the link',
	};
};

const outOfReach = {
	ssh: (port: string) => ['SSH', `a browser on your computer cannot reach port ${port} on this machine`],
	container: (port: string) => ['Container', `a browser outside cannot reach port ${port} in here`],
} as const;

/** Why the browser will not come back by itself, if it will not; and that none was opened. */
const warningOf = ({state, columns}: ViewInput): string | undefined => {
	const {consent, browser, context} = state;
	if (consent.phase !== 'waiting') return undefined;
	const {attempt} = consent;
	if (!attempt.isListening) return portsInUse(context.ports).replace(/\.$/, '');
	if (browser === 'opened') return undefined;
	const {port} = new URL(attempt.redirectUri);
	if (attempt.elsewhere && (browser === 'failed' || !context.openBrowser)) {
		const [place, usual] = outOfReach[attempt.elsewhere](port);
		return `${place}: ${columns < rightEdge ? `port ${port} out of reach` : usual}`;
	}
	if (browser === 'failed') return 'No browser could be opened here';
	return context.openBrowser ? undefined : 'No browser was opened, as you asked';
};

const approval = ({state, columns, now}: ViewInput): Labels => {
	const {consent} = state;
	const account = 'proof' in consent ? consent.proof?.account : undefined;
	const who = accountText(account);
	return {
		ahead: columns < narrow ? 'Wait for approval' : 'Wait for your approval',
		here: columns < narrow ? 'Waiting for approval' : 'Waiting for your approval',
		done: who === '' ? 'Approved in the browser' : `Approved by ${who}`,
		...(consent.phase === 'waiting'
			? {right: [span(countdown(consent.attempt.deadline - now), 'accent'), span(' left')]}
			: {}),
	};
};

const exchange = ({state, columns}: ViewInput): Labels => {
	const {consent} = state;
	const isWithout = 'issued' in consent && consent.issued?.connection.noRefreshToken;
	const server =
		consent.phase === 'exchanging' && consent.dataCenter
			? `${new URL(consent.dataCenter.accounts).host}, ${consent.dataCenter.name}`
			: consent.phase === 'failed' && consent.dataCenter
				? new URL(consent.dataCenter.accounts).host
				: undefined;
	return {
		ahead: columns < narrow ? 'Exchange the code' : 'Exchange the code for tokens',
		here: columns < narrow ? 'Exchanging the code' : 'Exchanging the code for tokens',
		done: isWithout ? 'Got an access token' : 'Got an access token and a refresh token',
		...(server
			? {right: [span(server, 'muted')]}
			: consent.phase === 'proving'
				? {right: [span('saved', 'muted')]}
				: {}),
	};
};

const lastStage: Labels = {
	ahead: 'Replace the old grant',
	here: 'Putting the new grant in the place of the old one',
	done: 'Replaced the old grant',
};

/** What is under way in a phase, where that is not what its stage is for. */
const underWay: Partial<Record<Consent['phase'], string>> = {
	preparing: 'Checking the network, the file and the callback ports',
	'asking-to-widen': 'Asking Zoho whether the grant can be widened',
	widening: 'Getting a token that has the new scopes',
	saving: 'Saving the tokens',
	revoking: 'Revoking the new grant',
	'saving-apart': 'Saving it as a new connection',
	'giving-up': 'Revoking the new grant',
	'revoking-outgoing': 'Revoking the old grant',
};

const labelOf = (mark: StageMark, {ahead, here, done}: Labels, {phase}: Consent): string =>
	mark === 'good' ? done : mark === 'turning' ? (underWay[phase] ?? here) : ahead;

/** The stages of a consent through the browser: the same rows from the first second on, whose marks advance. */
export const consentStages = (input: ViewInput): readonly Line[] => {
	const {consent, browser, context} = input.state;
	const current = consent.phase === 'failed' ? consent.stage : stageOf(consent.phase);
	if (current === undefined) return [];
	const warning = warningOf(input);
	const isOpening = consent.phase === 'waiting' && browser === undefined && context.openBrowser;
	const test: Labels = {
		ahead: 'Test the connection',
		here: 'Testing the connection',
		done: 'Tested the connection',
		right: [span(input.ready?.tested(input.state) ?? '', 'muted')],
	};
	const all = [
		opening(input),
		approval(input),
		exchange(input),
		test,
		...(replaces(input) ? [lastStage] : []),
	];
	return all.map((labels, index) => {
		if (index === 0 && warning !== undefined) return stageRow({label: warning}, 'warn', input);
		const isHere = index === current || (index === 0 && isOpening);
		const hasFailed = consent.phase === 'failed' || consent.phase === 'unsaved';
		const mark: StageMark = isHere ? (hasFailed ? 'bad' : 'turning') : index < current ? 'good' : 'ahead';
		const label = labelOf(mark, labels, consent);
		const isRightShown = labels.right && (index === current || consent.phase === 'proving');
		return stageRow(isRightShown ? {label, right: labels.right ?? []} : {label}, mark, input);
	});
};
