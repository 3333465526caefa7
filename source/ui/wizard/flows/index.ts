import {accountText} from '../../../connection/account-text.js';
import type {Consent} from '../../../wizard/consent/state.js';
import {type Flow, flowOf} from '../../../wizard/flows/of-client.js';
import type {WizardState} from '../../../wizard/state.js';
import type {Pressed, ViewInput} from '../../fields/view.js';
import {type Bands, endingForm} from '../../lines/bands.js';
import {hint, isCommand, lastHints, type Press} from '../../lines/keys.js';
import {span} from '../../lines/line.js';
import {buttonRow, formRow, gap, textLines} from '../../lines/rows.js';
import type {HelpTopic} from '../help.js';
import {deviceBands, deviceHelp, pressDevice} from './device.js';
import {codeBands, pressEntering, tokenBands} from './entering.js';
import {framed} from './framed.js';
import {stageRows} from './rows.js';

type Confirming = Extract<Consent, {phase: 'confirming'}>;

const busyStages: Readonly<
	Record<'generated-code' | 'client-credentials' | 'refresh-token', readonly string[]>
> = {
	'generated-code': ['Paste the code', 'Exchange the code for tokens', 'Test the connection'],
	'client-credentials': ['Ask for a token', 'Test the connection'],
	'refresh-token': ['Get an access token with it', 'Test the connection'],
};

/** While Zoho is asked. */
const busyBands = (consent: Extract<Consent, {phase: 'redeeming' | 'trying'}>, input: ViewInput): Bands => {
	const flow =
		consent.phase === 'redeeming'
			? consent.flow
			: consent.issued.connection.clientCredentials
				? 'client-credentials'
				: 'refresh-token';
	const stages = busyStages[flow].map(label => ({label}));
	const current = consent.phase === 'trying' ? stages.length - 1 : flow === 'generated-code' ? 1 : 0;
	return framed(input, {
		instruction: textLines(
			flow === 'client-credentials'
				? 'Nothing to do here: the client asks for itself. A token is saved only after a call that worked.'
				: 'This goes on by itself.',
			input.columns,
		),
		form: stageRows(stages, current, input),
		isWhole: true,
		keys: flow === 'generated-code' ? lastHints('allKeys').slice(1) : lastHints('allKeys'),
	});
};

/** Whose grant it is, in words. Shared with plain lines. */
export const adoptedFacts = ({
	issued,
	proof,
}: Pick<Confirming, 'issued' | 'proof'>): readonly {readonly label: string; readonly value: string}[] => {
	const {account, organization} = proof;
	const {connection, dataCenter} = issued;
	const who = accountText(account);
	return [
		{label: 'Account', value: who || 'unknown (the scope AaaServer.profile.READ is not granted)'},
		...(organization ? [{label: 'Organization', value: `${organization.name} (${organization.id})`}] : []),
		{label: 'Data center', value: dataCenter?.name ?? ''},
		{label: 'Scopes', value: (connection.scopesGranted ?? connection.scopesRequested).join(', ')},
	];
};

const confirmingBands = (consent: Confirming, input: ViewInput): Bands => {
	const rows = adoptedFacts(consent).map(({label, value}) => formRow(label, [span(value)], {}, input));
	const form = [...rows, gap, buttonRow('Save the connection', {hasFocus: true}, input)];
	return framed(input, {
		instruction: textLines(
			'The refresh token works. Is this the account that you want to keep?',
			input.columns,
		),
		...endingForm(form),
		keys: [hint('accept', 'save the connection'), ...lastHints('allKeys')],
	});
};

/** The screen of a flow without a browser; undefined where none is under way. */
export const flowBands = (input: ViewInput): Bands | undefined => {
	const {consent} = input.state;
	switch (consent.phase) {
		case 'entering':
			return consent.flow === 'generated-code' ? codeBands(consent, input) : tokenBands(consent, input);
		case 'redeeming':
		case 'trying':
			return busyBands(consent, input);
		case 'confirming':
			return confirmingBands(consent, input);
		case 'device':
			return deviceBands(consent, input);
		default:
			return undefined;
	}
};

const whys: Readonly<Partial<Record<Flow, string>>> = {
	'generated-code':
		'A code can be used once, and only until its Time Duration is over. The countdown begins with the click on Create.',
	'client-credentials':
		'Zoho gives tokens to a client alone that its products then refuse, so a call is tried first.',
	'refresh-token': 'Its client and scopes stay as they are; no new consent is needed.',
};

/** What help says while a flow is under way. */
export const flowTopic = (input: ViewInput): HelpTopic | undefined => {
	const bands = flowBands(input);
	if (!bands) return undefined;
	const {consent} = input.state;
	if (consent.phase === 'device') return {label: 'Connect', help: deviceHelp(consent), hints: bands.keys};
	const told = bands.instruction?.map(({spans}) => spans.map(({text}) => text).join('')).join(' ');
	return {
		label: 'Connect',
		help: {why: whys[flowOf(input.state)] ?? '', ...(told ? {where: told} : {})},
		hints: bands.keys,
	};
};

/** Whether something on the screen of a flow counts down. */
export const flowNeedsClock = ({consent}: WizardState): boolean =>
	consent.phase === 'device' || (consent.phase === 'entering' && consent.createdAt !== undefined);

/** What a key means while a flow without a browser is under way. */
export const pressFlow = (press: Press, input: ViewInput): Pressed => {
	const {consent} = input.state;
	if (isCommand(press, 'accept')) return {events: [{type: 'accepted', at: input.now}]};
	if (consent.phase === 'entering') return pressEntering(consent, press, input);
	return consent.phase === 'device' ? pressDevice(consent, press, input) : undefined;
};
