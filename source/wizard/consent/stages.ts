import type {Consent} from './state.js';

const stages: Readonly<Partial<Record<Consent['phase'], number>>> = {
	preparing: 0,
	'asking-to-widen': 0,
	waiting: 1,
	exchanging: 2,
	widening: 2,
	saving: 2,
	unsaved: 2,
	revoking: 2,
	proving: 3,
	'other-user': 4,
	'taking-over': 4,
	'saving-apart': 4,
	'giving-up': 4,
	'revoking-outgoing': 4,
};

/**
 * The stage of a consent that a phase belongs to: 0 opening the browser · 1 the approval · 2 the tokens · 3 the test · 4 the new
 * grant in the place of the old one. Undefined where it has none.
 */
export const stageOf = (phase: Consent['phase']): number | undefined => stages[phase];

const harmless: readonly Consent['phase'][] = [
	...(['idle', 'asking-shared', 'preparing', 'asking-to-widen', 'waiting', 'failed'] as const),
	...(['entering', 'device', 'trying', 'confirming'] as const),
];

/** Whether nothing comes of a consent that would be lost when it is left; a code that is spent may have brought tokens. */
export const losesNothing = (consent: Consent): boolean =>
	consent.phase === 'redeeming' ? consent.flow !== 'generated-code' : harmless.includes(consent.phase);
