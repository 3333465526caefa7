import type {FlowEffect} from '../../wizard/flows/effects.js';
import {redeem} from '../grants/adopt.js';
import {showGrant} from '../grants/prove.js';
import {readyToAsk, stopCountdown} from './consent.js';
import type {EffectContext} from './context.js';
import {askAsDevice} from './device.js';

type EffectOf<Type extends FlowEffect['type']> = Extract<FlowEffect, {type: Type}>;

const signalOf = ({consents}: EffectContext, id: string): AbortSignal =>
	consents.get(id)?.controller.signal ?? AbortSignal.abort();

const prepare = async (
	context: EffectContext,
	{id, accountsUrl}: EffectOf<'prepare-flow'>,
): Promise<void> => {
	const {world, dispatch, consents} = context;
	const controller = new AbortController();
	consents.set(id, {controller, isSpent: false});
	const {signal} = controller;
	const ready = await readyToAsk(world, accountsUrl, signal);
	if (signal.aborted) return;
	dispatch(
		ready.ok
			? {type: 'flow-prepared', id, at: world.clock.now()}
			: {type: 'consent-not-prepared', id, refusal: ready.refusal},
	);
};

const redeemOnce = async (context: EffectContext, {id, request}: EffectOf<'redeem'>): Promise<void> => {
	const {world, dispatch} = context;
	// A code is spent when it is sent: what comes of it is kept, even if the person leaves.
	if (request.kind === 'generated-code') stopCountdown(context, id);
	const redeemed = await redeem(world, request, signalOf(context, id));
	dispatch(
		redeemed.ok
			? {type: 'redeemed', id, ...redeemed.value, at: world.clock.now()}
			: {type: 'not-redeemed', id, refusal: redeemed.refusal},
	);
};

const waitAsDevice = async (
	context: EffectContext,
	{type: _type, id, ...request}: EffectOf<'ask-as-device'>,
): Promise<void> => {
	const {world, dispatch} = context;
	const signal = signalOf(context, id);
	const ended = await askAsDevice(world, request, told => dispatch({...told, id}), signal);
	if (!ended || (signal.aborted && !ended.ok)) return;
	if (ended.ok) stopCountdown(context, id);
	dispatch(
		ended.ok
			? {type: 'redeemed', id, ...ended.value, at: world.clock.now()}
			: {type: 'not-redeemed', id, refusal: ended.refusal},
	);
};

const tryGrant = async (context: EffectContext, effect: EffectOf<'try-grant'>): Promise<void> => {
	const {world, dispatch} = context;
	const {id} = effect;
	const signal = signalOf(context, id);
	const proof = await showGrant(world, effect, signal);
	if (!signal.aborted) dispatch({type: 'tried', id, proof});
};

export const performFlow = async (context: EffectContext, effect: FlowEffect): Promise<void> => {
	switch (effect.type) {
		case 'prepare-flow':
			return prepare(context, effect);
		case 'redeem':
			return redeemOnce(context, effect);
		case 'ask-as-device':
			return waitAsDevice(context, effect);
		case 'try-grant':
			return tryGrant(context, effect);
	}
};
