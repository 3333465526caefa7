import {placeHints} from '../../../source/io/system/where-it-runs.js';
import {ok} from '../../../source/zoho/refusal.js';
import {sampleNow} from '../../connection/samples.js';
import {answers, attempt, Driver, goodCallback, reconnecting, tokens} from '../../wizard/driver.js';
import {proof} from '../../wizard/flows/driver.js';
import {Screen} from '../samples.js';
import {wizard} from './shown.js';

export const id = 'draft-1-1';

/** A wizard that has waited so many seconds for the browser. @param isOpen whether one could be opened */
export const waited = (seconds = 0, change: Parameters<typeof attempt>[1] = {}, isOpen = true): Driver =>
	new Driver(answers)
		.enterUntil('review')
		.send({type: 'draft-saved', result: ok(true)})
		.enter()
		.send({
			type: 'consent-prepared',
			id,
			attempt: {...attempt(id), startedAt: sampleNow - seconds * 1000, ...change},
		})
		.send({type: 'browser-tried', id, isOpen, note: ''});

const callback = (text = goodCallback()) =>
	({type: 'callback-arrived', id, via: 'loopback', text, at: sampleNow}) as const;

export const exchanging = (): Driver => waited().send(callback());
export const saving = (): Driver =>
	exchanging().send({type: 'code-exchanged', id, reading: tokens(), at: sampleNow});
export const proving = (): Driver =>
	saving().send({type: 'connection-saved', id, linkName: 'acme', path: '/home/me/connections.json'});

/** Zoho does not give tokens, and says this. */
const answer = (code: string) =>
	({
		type: 'code-exchanged',
		id,
		reading: {kind: 'error', code, description: undefined},
		at: sampleNow,
	}) as const;

const refused = (code: string): Driver => exchanging().send(answer(code));

/** A reply without a refresh token, to an Authorize URL that asks for none. */
const withoutRefresh = (): Driver =>
	new Driver({...answers, authorizeUrl: 'https://accounts.zoho.com/oauth/v2/auth'})
		.enterUntil('review')
		.enter()
		.send({type: 'consent-prepared', id, attempt: attempt(id)})
		.send({type: 'browser-tried', id, isOpen: true, note: ''})
		.send(callback())
		.send({type: 'code-exchanged', id, reading: tokens({refreshToken: undefined}), at: sampleNow});

const denied = `http://localhost:8790/callback?${new URLSearchParams({error: 'access_denied', state: 'S'.repeat(43)})}`;

const show = (make: () => Driver, press: (screen: Screen) => Screen = screen => screen) =>
	wizard(() => press(new Screen(make())));

/** E. Connect. */
export const states = {
	E1: show(waited),
	'E1, preparing': wizard(() => new Screen(new Driver(answers).enterUntil('review').enter()), 'page'),
	E2: show(() => waited(0, {}, false)),
	E3: show(() => {
		const place = {isSsh: true, isContainer: false, isWsl: false, hasDisplay: false};
		const environment = {SSH_CONNECTION: '192.0.2.7 50000 192.0.2.1 22', USER: 'noah'};
		return waited(0, {elsewhere: 'ssh', notices: placeHints(place, environment, 8790)}, false);
	}),
	E4: show(() => waited(0, {isListening: false, shortLink: undefined})),
	E5: show(waited, screen =>
		screen.paste('https://accounts.zoho.com/oauth/v2/auth?response_type=code').press('enter'),
	),
	E6: show(
		() => waited(21),
		screen => screen.press('down', 'down', 'down', 'down'),
	),
	'E6, none chosen': show(() => waited(21)),
	E7: wizard(
		() => new Screen(waited().send(callback(goodCallback('eu', 'https://accounts.zoho.eu')))),
		'page',
	),
	'E7, at home': wizard(() => new Screen(exchanging()), 'page'),
	E8: wizard(() => new Screen(proving()), 'page'),
	'E8, not saved': show(() =>
		saving().send({
			type: 'save-failed',
			id,
			refusal: {
				id: 'file-not-written',
				what: 'The file cannot be written.',
				why: 'The disk is full.',
				next: 'Make room.',
				exitCode: 6,
			},
		}),
	),
	'E9 wrong secret': show(() => refused('invalid_client_secret')),
	'E9 unknown client': show(() =>
		waited()
			.send(callback(goodCallback('eu', 'https://accounts.zoho.eu')))
			.send(answer('invalid_client')),
	),
	'E9 region': show(
		() => waited().send({type: 'time-ran-out', id}),
		screen => screen.press('down', 'enter', 'down', 'down', 'down', 'enter'),
	),
	'E9 region, console opened': show(
		() => waited(21),
		screen => screen.press('down', 'down', 'down', 'down', 'enter'),
	),
	'E9 which page': show(
		() => waited().send({type: 'time-ran-out', id}),
		screen => screen.press('down', 'enter'),
	),
	'E9 declined': show(() => waited().send(callback(denied))),
	'E9 no refresh token': show(withoutRefresh),
	'E9 timed out': show(() => waited().send({type: 'time-ran-out', id})),
	E10: show(() =>
		reconnecting().send({type: 'proven', id, proof: {...proof, account: {...proof.account, id: '2'}}}),
	),
};
