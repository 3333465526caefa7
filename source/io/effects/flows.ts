import {redeem} from '../grants/adopt.js';
import {showGrant} from '../grants/prove.js';
import {readyToAsk, stopCountdown} from './consent.js';
import type {EffectContext, Runners} from './context.js';
import {askAsDevice} from './device.js';

const signalOf = ({consents}: EffectContext, id: string): AbortSignal =>
	consents.get(id)?.controller.signal ?? AbortSignal.abort();

/** The flows without a browser. */
export const flowRunners: Runners<'prepare-flow' | 'redeem' | 'ask-as-device' | 'try-grant'> = {
	'prepare-flow': async ({world, consents}, {id, accountsUrl}) => {
		const controller = new AbortController();
		consents.set(id, {controller, isSpent: false});
		const {signal} = controller;
		const ready = await readyToAsk(world, accountsUrl, signal);
		if (signal.aborted) return undefined;
		return ready.ok
			? {type: 'flow-prepared', id, at: world.clock.now()}
			: {type: 'consent-not-prepared', id, refusal: ready.refusal};
	},

	redeem: async (context, {id, request}) => {
		const {world} = context;
		// A code is spent when it is sent: what comes of it is kept, even if the person leaves.
		if (request.kind === 'generated-code') stopCountdown(context, id);
		const redeemed = await redeem(world, request, signalOf(context, id));
		return redeemed.ok
			? {type: 'redeemed', id, ...redeemed.value, at: world.clock.now()}
			: {type: 'not-redeemed', id, refusal: redeemed.refusal};
	},

	'ask-as-device': async (context, {type: _type, id, ...request}) => {
		const {world, dispatch} = context;
		const signal = signalOf(context, id);
		const ended = await askAsDevice(world, request, told => dispatch({...told, id}), signal);
		if (!ended || (signal.aborted && !ended.ok)) return undefined;
		if (!ended.ok) return {type: 'not-redeemed', id, refusal: ended.refusal};
		stopCountdown(context, id);
		return {type: 'redeemed', id, ...ended.value, at: world.clock.now()};
	},

	'try-grant': async (context, effect) => {
		const {id} = effect;
		const signal = signalOf(context, id);
		const proof = await showGrant(context.world, effect, signal);
		return signal.aborted ? undefined : {type: 'tried', id, proof};
	},
};
