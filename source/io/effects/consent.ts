import {createHash} from 'node:crypto';
import type {Attempt} from '../../wizard/effects.js';
import type {WorldEvent} from '../../wizard/events.js';
import {portsInUse} from '../../zoho/consent/ports-in-use.js';
import {ok, type Refusal, type Result} from '../../zoho/refusal.js';
import {exchangeCode} from '../grants/exchange.js';
import {askToWiden, saveWidened} from '../grants/widen.js';
import type {CallbackListener, Random} from '../ports.js';
import {shownPath} from '../system/user-folders.js';
import type {EffectContext, EffectOf, Runners, RunningConsent} from './context.js';

const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');

type Secrets = Pick<Attempt, 'state' | 'browserState' | 'codeVerifier' | 'codeChallenge'>;

/** States of 256 bits (RFC 6749 section 10.12) and a PKCE pair (RFC 7636 sections 4.1, 4.2: 43 characters, S256). */
const createSecrets = (random: Random): Secrets => {
	const codeVerifier = base64url(random.bytes(32));
	return {
		state: base64url(random.bytes(32)),
		browserState: base64url(random.bytes(32)),
		codeVerifier,
		codeChallenge: createHash('sha256').update(codeVerifier).digest('base64url'),
	};
};

const portNotices = (ports: readonly number[], listener: CallbackListener | undefined): readonly string[] => {
	const [first] = ports;
	if (!listener?.isListening) {
		return [
			`${portsInUse(ports)} After you approve, the page does not load: copy its address and paste it here. Or free a port, and connect again.`,
		];
	}
	return listener.port === first
		? []
		: [`Port ${first} is taken, so the callback comes to ${listener.redirectUri}.`];
};

type Prepared = {readonly attempt: Attempt; readonly listener: CallbackListener | undefined};

/** Whether the file is writable, the key of its secrets is there and the accounts server answers. */
export const readyToAsk = async (
	world: EffectContext['world'],
	accountsUrl: string,
	signal: AbortSignal,
): Promise<Result<true>> => {
	const [writable, unlocked, reached] = await Promise.all([
		world.store.checkWritable(),
		world.secrets.unlock(),
		world.accounts().then(accounts => accounts.reach(accountsUrl, signal)),
	]);
	if (!writable.ok) return writable;
	return unlocked.ok ? reached : unlocked;
};

/** Everything that can fail before a browser opens: the file is writable, the key of its secrets is there, the accounts server answers, a port is bound. */
const prepareAttempt = async (
	{world, ports, timeoutSeconds, dispatch, closing}: EffectContext,
	{id, accountsUrl, brings, canPaste = true}: EffectOf<'prepare-consent'>,
	signal: AbortSignal,
): Promise<Result<Prepared>> => {
	const {clock} = world;
	const ready = await readyToAsk(world, accountsUrl, signal);
	if (!ready.ok) return ready;
	const secrets = createSecrets(world.random);
	await Promise.all([...closing]);
	const listening = await (await world.callbackServer()).listen({
		ports,
		state: secrets.state,
		browserState: secrets.browserState,
		brings,
		cookieSeconds: timeoutSeconds,
		orLinksAlone: canPaste,
		onCallback: text => dispatch({type: 'callback-arrived', id, via: 'loopback', text, at: clock.now()}),
		onStray: stray => dispatch({type: 'stray-came', id, stray}),
	});
	// Ports that are all taken are no reason to stop where a paste can finish the consent.
	if (!listening.ok && !canPaste) return listening;
	const listener = listening.ok ? listening.value : undefined;
	const browser = listener?.isListening ? await world.browser() : undefined;
	const hints = browser && listener ? browser.hints(listener.port, canPaste) : [];
	const startedAt = clock.now();
	const attempt = {
		id,
		...secrets,
		redirectUri: listener?.redirectUri ?? `http://localhost:${ports[0]}/callback`,
		isListening: listener?.isListening ?? false,
		shortLink: listener?.shortLink,
		elsewhere: browser?.elsewhere,
		notices: [...portNotices(ports, listener), ...hints],
		startedAt,
		deadline: startedAt + timeoutSeconds * 1000,
	};
	return ok({attempt, listener});
};

const tryBrowser = async (
	{world, openBrowser = true}: EffectContext,
	effect: Pick<EffectOf<'ask-for-consent' | 'ask-to-widen'>, 'id' | 'openBrowser'>,
	listener: CallbackListener,
): Promise<WorldEvent | undefined> => {
	if (!effect.openBrowser || !openBrowser) return undefined;
	const browser = await world.browser();
	return {type: 'browser-tried', id: effect.id, ...(await browser.open(listener.browserLink))};
};

const outcomeOf = <T>(result: Result<T>): T | {readonly kind: 'failed'; readonly refusal: Refusal} =>
	result.ok ? result.value : {kind: 'failed', refusal: result.refusal};

/** The countdown is for the person; from here on it is the network's turn. */
export const stopCountdown = ({consents}: EffectContext, id: string): void => {
	const running = consents.get(id);
	clearTimeout(running?.timer);
	if (running) running.isSpent = true;
};

/** Frees what an attempt holds; the last answer to the browser still leaves. */
export const endConsent = async ({consents, closing}: EffectContext, id: string): Promise<void> => {
	const running = consents.get(id);
	if (!running) return;
	consents.delete(id);
	clearTimeout(running.timer);
	running.controller.abort();
	if (!running.listener) return;
	const closed = running.listener.close().finally(() => closing.delete(closed));
	closing.add(closed);
	await closed;
};

/** A consent, up to its tokens. */
export const consentRunners: Runners<
	| 'prepare-consent'
	| 'ask-for-consent'
	| 'open-browser'
	| 'ask-to-widen'
	| 'exchange-code'
	| 'save-widened'
	| 'end-consent'
> = {
	'prepare-consent': async (context, effect) => {
		const {timeoutSeconds, dispatch, consents} = context;
		const {id} = effect;
		const controller = new AbortController();
		const {signal} = controller;
		const running: RunningConsent = {controller, isSpent: false};
		consents.set(id, running);
		const prepared = await prepareAttempt(context, effect, signal);
		if (!prepared.ok)
			return signal.aborted ? undefined : {type: 'consent-not-prepared', id, refusal: prepared.refusal};
		const {attempt, listener} = prepared.value;
		if (signal.aborted) {
			await listener?.close();
			return undefined;
		}
		running.listener = listener;
		running.timer = setTimeout(() => dispatch({type: 'time-ran-out', id}), timeoutSeconds * 1000);
		return {type: 'consent-prepared', id, attempt};
	},

	/**
	 * The address is on the terminal before any browser is tried, and whatever becomes of that. The browser gets a local link:
	 * arguments of programs can be read by every user of the machine, and state and challenge must not (RFC 9700 section 4.7).
	 */
	'ask-for-consent': async (context, effect) => {
		const {id, authorizeUrl, browserUrl} = effect;
		const listener = context.consents.get(id)?.listener;
		listener?.setAddresses({shown: authorizeUrl, browser: browserUrl});
		context.announce(authorizeUrl, listener?.shortLink);
		return listener && tryBrowser(context, effect, listener);
	},

	'open-browser': async (context, {id}) => {
		const listener = context.consents.get(id)?.listener;
		return listener && tryBrowser(context, {id, openBrowser: true}, listener);
	},

	/** The address of Zoho's page holds a secret: only local links are shown and opened. */
	'ask-to-widen': async (context, effect) => {
		const {world, dispatch, consents} = context;
		const {id} = effect;
		const running = consents.get(id);
		if (!running?.listener?.isListening) return undefined;
		const {listener, controller} = running;
		const asked = outcomeOf(await askToWiden(world, effect, controller.signal));
		if (controller.signal.aborted) return undefined;
		if (asked.kind !== 'asked') return {type: 'widening-asked', id, problem: asked};
		listener.setAddresses({shown: asked.address, browser: asked.address});
		dispatch({type: 'widening-asked', id, problem: undefined});
		context.announce(listener.shortLink, undefined);
		return tryBrowser(context, effect, listener);
	},

	'exchange-code': async (context, {id, request}) => {
		const {world} = context;
		stopCountdown(context, id);
		const reading = await exchangeCode(world, request);
		return reading.ok
			? {type: 'code-exchanged', id, reading: reading.value, at: world.clock.now()}
			: {type: 'exchange-failed', id, refusal: reading.refusal};
	},

	/** That a grant is wider is shown and saved even if the person leaves. */
	'save-widened': async (context, effect) => {
		const {world, drafts} = context;
		const {id, draftId} = effect;
		stopCountdown(context, id);
		await drafts.flush();
		const saved = outcomeOf(await saveWidened(world, effect));
		if (saved.kind !== 'widened') return {type: 'not-widened', id, problem: saved};
		drafts.finish(draftId);
		const {kind: type, ...shown} = saved;
		return {type, id, path: shownPath(world.store.path, world), ...shown};
	},

	'end-consent': (context, {id}) => endConsent(context, id),
};
