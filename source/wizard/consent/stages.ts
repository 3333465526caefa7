import type {Consent} from './state.js';

type PhaseFacts = {
	/** 0 opening the browser · 1 the approval · 2 the tokens · 3 the test · 4 the new grant in the place of the old one. */
	readonly stage?: number;
	/** Whether nothing comes of it that would be lost when it is left; a code that is spent may have brought tokens. */
	readonly isHarmless: boolean;
	/** Whether it waits for the person alone: no mark turns, and nothing counts down. */
	readonly isStill?: boolean;
};

const phases: Readonly<Record<Consent['phase'], PhaseFacts>> = {
	idle: {isHarmless: true, isStill: true},
	'asking-shared': {isHarmless: true, isStill: true},
	preparing: {stage: 0, isHarmless: true},
	'asking-to-widen': {stage: 0, isHarmless: true},
	waiting: {stage: 1, isHarmless: true},
	entering: {isHarmless: true, isStill: true},
	device: {isHarmless: true},
	// It depends on what is redeemed.
	redeeming: {isHarmless: false},
	trying: {isHarmless: true},
	confirming: {isHarmless: true, isStill: true},
	failed: {isHarmless: true, isStill: true},
	exchanging: {stage: 2, isHarmless: false},
	widening: {stage: 2, isHarmless: false},
	saving: {stage: 2, isHarmless: false},
	unsaved: {stage: 2, isHarmless: false, isStill: true},
	revoking: {stage: 2, isHarmless: false},
	proving: {stage: 3, isHarmless: false},
	applying: {isHarmless: false},
	'other-user': {stage: 4, isHarmless: false, isStill: true},
	'taking-over': {stage: 4, isHarmless: false},
	'saving-apart': {stage: 4, isHarmless: false},
	'giving-up': {stage: 4, isHarmless: false},
	'revoking-outgoing': {stage: 4, isHarmless: false},
	kept: {isHarmless: false, isStill: true},
	done: {isHarmless: false, isStill: true},
};

/** The stage of a consent that a phase belongs to; undefined where it has none. */
export const stageOf = (phase: Consent['phase']): number | undefined => phases[phase].stage;

/** Whether nothing comes of a consent that would be lost when it is left. */
export const losesNothing = (consent: Consent): boolean =>
	consent.phase === 'redeeming' ? consent.flow !== 'generated-code' : phases[consent.phase].isHarmless;

/** Whether a consent moves on by itself. */
export const isMoving = ({phase}: Consent): boolean => phases[phase].isStill !== true;
