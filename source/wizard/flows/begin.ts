import type {DataCenter} from '../../zoho/data-center.js';
import {findDataCenter} from '../../zoho/data-center.js';
import {readPasted} from '../../zoho/flows/pasted.js';
import {consentClient, tokenUrlOf} from '../build.js';
import type {ConsentOf} from '../consent/state.js';
import {answersOf, type WizardState} from '../state.js';
import {fail, type Transition, withConsent} from '../transition.js';
import type {PastedFlow, RedeemRequest} from './effects.js';
import {flowOf} from './of-client.js';

export type Entering = ConsentOf<'entering'>;

/** The refusal of a flow that another server does not have. */
const notZohos = (state: WizardState, id: string): Transition =>
	fail(state, id, {
		id: 'way-of-zoho-alone',
		what: 'Only Zoho has this way to a grant.',
		why: 'The addresses of the service belong to another server.',
		next: 'Choose Server-based Applications, or correct the URLs of the service.',
		exitCode: 2,
	});

/** What the command line brought along; it is used once. */
const broughtFor = ({context: {brought}, attempts}: WizardState, flow: PastedFlow): string | undefined => {
	if (attempts > 1) return undefined;
	return flow === 'refresh-token' ? brought?.refreshToken : brought?.code;
};

const redeeming = (
	state: WizardState,
	{id, flow, createdAt, notices}: Omit<ConsentOf<'redeeming'>, 'phase' | 'secret'>,
	secret: string,
	request: RedeemRequest,
): Transition => [
	withConsent(state, {phase: 'redeeming', id, flow, secret, createdAt, notices}),
	[{type: 'redeem', id, request}],
];

/** Where a refresh token is looked for: in the data center that was named, or in each of the table, the likeliest first. */
const placesToAsk = (state: WizardState): readonly DataCenter[] => {
	const {dataCenters} = state.context;
	const likeliest = consentClient(state).chosen;
	if (likeliest === undefined) return [];
	const isNamed = state.given.dataCenter !== undefined || answersOf(state).service !== '';
	return isNamed ? [likeliest] : [likeliest, ...dataCenters.filter(({id}) => id !== likeliest.id)];
};

/** A paste is read, and tried at once: a code is on the clock. */
export const enterPaste = (state: WizardState, entering: Entering): Transition => {
	const {id, flow, pasted} = entering;
	const {clientId, clientSecret, accessTokenUrl, chosen: dataCenter} = consentClient(state);
	const read = readPasted(pasted, flow, {clientId});
	if (typeof read !== 'string') return [withConsent(state, {...entering, problem: read}), []];
	if (dataCenter === undefined) return notZohos(state, id);
	const client = {clientId, clientSecret};
	if (flow === 'generated-code') {
		const tokenUrl = tokenUrlOf(accessTokenUrl, dataCenter);
		const request = {kind: flow, ...client, tokenUrl, dataCenter, code: read} as const;
		return redeeming(state, entering, read, request);
	}
	const at = placesToAsk(state).map(place => ({
		dataCenter: place,
		tokenUrl: tokenUrlOf(accessTokenUrl, place),
	}));
	const request = {kind: flow, ...client, token: read, at} as const;
	return redeeming(state, entering, read, request);
};

const withoutCodeMarks = (marks: WizardState['consoleMarks']): WizardState['consoleMarks'] =>
	Object.fromEntries(Object.entries(marks).filter(([key]) => !key.startsWith('code-')));

const enter = (state: WizardState, id: string, flow: PastedFlow, notices: readonly string[]): Transition => {
	const brought = broughtFor(state, flow);
	const entering: Entering = {
		phase: 'entering',
		id,
		flow,
		pasted: brought ?? '',
		row: 0,
		createdAt: undefined,
		problem: undefined,
		notices,
	};
	// Another code is generated from the beginning on.
	const consoleMarks = withoutCodeMarks(state.consoleMarks);
	return brought === undefined
		? [withConsent({...state, consoleMarks}, entering), []]
		: enterPaste(state, entering);
};

/** Everything that can fail early has been tried; now the flow itself begins. */
export const beginFlow = (state: WizardState, id: string, notices: readonly string[]): Transition => {
	const flow = flowOf(state);
	const client = consentClient(state);
	const {clientId, clientSecret, scopes, sameCredentials, soid, chosen: dataCenter} = client;
	if (flow === 'generated-code' || flow === 'refresh-token') return enter(state, id, flow, notices);
	if (dataCenter === undefined) return notZohos(state, id);
	if (flow === 'device') {
		const device = {phase: 'device', id, code: undefined, dataCenter, nextAskAt: undefined, notices} as const;
		return [
			withConsent(state, device),
			[{type: 'ask-as-device', id, dataCenter, clientId, clientSecret, scopes, sameCredentials}],
		];
	}
	const tokenUrl = tokenUrlOf(client.accessTokenUrl, dataCenter);
	const request = {
		kind: 'client-credentials',
		clientId,
		clientSecret,
		tokenUrl,
		dataCenter,
		scopes,
		soid,
	} as const;
	return redeeming(state, {id, flow: request.kind, createdAt: undefined, notices}, '', request);
};

/** Where the client was registered, by the answers; for an adopted grant where it was found. */
export const foundIn = (state: WizardState, dataCenter: DataCenter): WizardState => {
	const isKnown =
		state.given.dataCenter !== undefined ||
		findDataCenter(state.context.dataCenters, dataCenter.id) === undefined;
	return isKnown ? state : {...state, given: {...state.given, dataCenter: dataCenter.id}};
};
