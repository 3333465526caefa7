import {explainAuthorizePage} from '../../zoho/consent/authorize-page-errors.js';
import {readCallback} from '../../zoho/consent/callback.js';
import {explainDataCenterNeedsOwnSecret} from '../../zoho/tokens/refusals.js';
import {consentClient, tokenUrlOf} from '../build.js';
import type {EventOf} from '../events.js';
import type {WizardState} from '../state.js';
import {fail, type Transition, wanting, withConsent} from '../transition.js';
import type {ConsentOf} from './state.js';
import {arriveWider} from './widen.js';

const insteadOfWidening = ({notWidened}: WizardState): readonly string[] =>
	notWidened === undefined ? [] : [`${notWidened}, so a new grant was made.`];

type Waiting = ConsentOf<'waiting'>;

/** What stands in the paste field. */
export const typedPaste = (state: WizardState, {value: pasted}: EventOf<'typed-paste'>): Transition => {
	const {consent} = state;
	if (consent.phase === 'entering') return [withConsent(state, {...consent, pasted, problem: undefined}), []];
	if (consent.phase !== 'waiting') return [state, []];
	return [withConsent(state, {...consent, pasted, problem: undefined, seen: undefined}), []];
};

/** An address, a code, or the title of the page that stands in the browser instead. */
export const takePaste = (state: WizardState, waiting: Waiting, at: number): Transition => {
	const page = consentClient(state).isZoho ? explainAuthorizePage(waiting.pasted) : undefined;
	return page
		? [withConsent(state, {...waiting, pasted: '', problem: undefined, seen: page.id}), []]
		: arrive(state, waiting, {via: 'paste', text: waiting.pasted, at});
};

/** First to arrive wins: a callback or a paste, read by the same function. */
export const arrive = (
	state: WizardState,
	waiting: Waiting,
	arrival: {readonly via: 'loopback' | 'paste'; readonly text: string; readonly at: number},
): Transition => {
	if (waiting.brings === 'wider-grant') return arriveWider(state, waiting, arrival.text, arrival.at);
	const client = consentClient(state);
	const {attempt, id} = waiting;
	const reading = readCallback(arrival.text, {
		...client,
		...attempt,
		redirectUris: [attempt.redirectUri],
		dataCenters: state.context.dataCenters,
		via: arrival.via,
	});
	if (reading.kind === 'refused') {
		// What was told for the wait, such as that a browser may not reach this machine, is over: it did.
		return reading.isFinal
			? fail(state, id, reading.refusal)
			: [withConsent(state, {...waiting, problem: reading.refusal}), []];
	}
	const {grant} = reading;
	const {chosen} = client;
	const dataCenter = client.isZoho ? (grant.dataCenter ?? chosen) : undefined;
	const isElsewhere = dataCenter !== undefined && chosen !== undefined && dataCenter.id !== chosen.id;
	if (isElsewhere && !client.sameCredentials) {
		return fail(state, id, explainDataCenterNeedsOwnSecret({chosen, actual: dataCenter}));
	}
	const moved = isElsewhere ? [`This account is in ${dataCenter.name}, so its tokens come from there.`] : [];
	return wanting(
		withConsent(state, {
			phase: 'exchanging',
			id,
			attempt,
			dataCenter,
			issuedBy: grant.dataCenter,
			codeArrivedAt: arrival.at,
			notices: [...reading.notices, ...moved, ...insteadOfWidening(state)],
		}),
		{
			type: 'exchange-code',
			id,
			request: {
				tokenUrl: tokenUrlOf(client.accessTokenUrl, dataCenter),
				isZoho: client.isZoho,
				clientId: client.clientId,
				clientSecret: client.clientSecret,
				clientAuth: client.clientAuth,
				grant,
				redirectUri: attempt.redirectUri,
				codeVerifier: attempt.codeVerifier,
			},
		},
	);
};
