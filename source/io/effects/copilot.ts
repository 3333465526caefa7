import {withRow} from '../../connection/file/rows.js';
import {clientSecretOf} from '../../connection/secrets/place.js';
import type {CopilotEffect, CopilotEvent} from '../../wizard/copilot/events.js';
import type {CopilotState} from '../../wizard/copilot/state.js';
import {findDataCenter} from '../../zoho/data-center.js';
import {ok} from '../../zoho/refusal.js';
import {type Registered, readRedirectAnswer, redirectCheckUrl} from '../../zoho/sigma/redirect-check.js';
import {changeRow, nowIn} from '../grants/change-row.js';
import {limited} from '../network/limited.js';
import type {World} from '../world.js';

type Needs = Pick<
	World,
	'store' | 'secrets' | 'clock' | 'dataCenters' | 'http' | 'clipboard' | 'browser' | 'debug'
>;

type One = CopilotState['one'];
type EffectOf<Type extends CopilotEffect['type']> = Extract<CopilotEffect, {type: Type}>;

const checkTimeout = 8000;

/** Asks the authorize page of the client's own data center, signed out, with this URL. */
const checkRedirect = async (
	world: Needs,
	{service}: One,
	url: string,
	signal: AbortSignal,
): Promise<Registered> => {
	const table = world.dataCenters();
	const center = table.ok ? findDataCenter(table.value, service.dataCenter ?? undefined) : undefined;
	if (!center) return 'unclear';
	const {clientId, scopes} = service;
	const address = redirectCheckUrl(center.accounts, {
		clientId,
		redirectUri: url,
		scope: scopes.join(','),
	});
	const {send} = await world.http();
	const answer = await send({
		method: 'GET',
		url: address,
		headers: {accept: 'text/html'},
		signal: limited(signal, checkTimeout),
	});
	return answer.ok ? readRedirectAnswer(answer.value, center.accounts) : 'unclear';
};

const openSecret = ({secrets}: Needs, {service}: One) =>
	secrets.open(service.clientSecret, clientSecretOf(service.linkName));

/** Keeps the newest marks; of several that wait only the last is written. */
const createSaver = (world: Needs, linkName: string, dispatch: (event: CopilotEvent) => void) => {
	let waiting: EffectOf<'save-progress'> | undefined;
	let writing: Promise<void> | undefined;
	const write = async (): Promise<void> => {
		while (waiting) {
			const {done, of, extension} = waiting;
			waiting = undefined;
			const sigma = {done: [...done], of, extension, at: nowIn(world)};
			const saved = await changeRow(world, linkName, (file, row) => ok(withRow(file, {...row, sigma})));
			if (!saved.ok) dispatch({type: 'failed', refusal: saved.refusal});
		}
		writing = undefined;
	};
	return {
		save: (effect: EffectOf<'save-progress'>): void => {
			waiting = effect;
			writing ??= write();
		},
		idle: async (): Promise<void> => writing,
	};
};

/** Does what *Copy to Sigma* asks for. The secret goes from the file to the clipboard, and to the screen only for `open-secret`. */
export const createCopilotRunner = (world: Needs, one: One, dispatch: (event: CopilotEvent) => void) => {
	const controller = new AbortController();
	const saver = createSaver(world, one.connection.linkName, dispatch);
	const copy = async (id: string, label: string, text: string): Promise<void> => {
		const clipboard = await world.clipboard();
		dispatch({type: 'copy-ended', id, label, how: await clipboard.copy(text)});
	};
	const check = async (urls: readonly string[]): Promise<void> => {
		for (const url of urls) {
			if (controller.signal.aborted) return;
			const answer = await checkRedirect(world, one, url, controller.signal);
			if (!controller.signal.aborted) dispatch({type: 'url-checked', url, answer});
		}
	};
	const work = async (effect: Exclude<CopilotEffect, {type: 'leave'}>): Promise<void> => {
		switch (effect.type) {
			case 'copy':
				return copy(effect.id, effect.label, effect.text);
			case 'copy-secret':
			case 'open-secret': {
				const secret = await openSecret(world, one);
				if (!secret.ok) return dispatch({type: 'failed', refusal: secret.refusal});
				if (effect.type === 'copy-secret') return copy(effect.id, effect.label, secret.value);
				return dispatch({type: 'secret-opened', secret: secret.value});
			}
			case 'check-redirects':
				return check(effect.urls);
			case 'open-page': {
				const browser = await world.browser();
				const {isOpen} = await browser.open(effect.url);
				return dispatch({type: 'page-opened', isOpen, url: effect.url});
			}
			case 'save-progress':
				return saver.save(effect);
		}
	};
	return {
		run: (effect: Exclude<CopilotEffect, {type: 'leave'}>): void => {
			void work(effect);
		},
		/** Ends what is asked, and waits for what is written. */
		stop: async (): Promise<void> => {
			controller.abort();
			await saver.idle();
		},
	};
};

export type CopilotRunner = ReturnType<typeof createCopilotRunner>;
