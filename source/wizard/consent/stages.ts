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

/** Of `redeeming` it depends on what is redeemed. */
const isHarmless: Readonly<Record<Exclude<Consent['phase'], 'redeeming'>, boolean>> = {
	idle: true,
	'asking-shared': true,
	preparing: true,
	'asking-to-widen': true,
	waiting: true,
	entering: true,
	device: true,
	trying: true,
	confirming: true,
	failed: true,
	exchanging: false,
	widening: false,
	saving: false,
	unsaved: false,
	revoking: false,
	proving: false,
	applying: false,
	'other-user': false,
	'taking-over': false,
	'saving-apart': false,
	'giving-up': false,
	'revoking-outgoing': false,
	kept: false,
	done: false,
};

/** Whether nothing comes of a consent that would be lost when it is left; a code that is spent may have brought tokens. */
export const losesNothing = (consent: Consent): boolean =>
	consent.phase === 'redeeming' ? consent.flow !== 'generated-code' : isHarmless[consent.phase];
