import {type Machine, runMachine} from '../wizard/run-machine.js';
import type {HomeEffect} from './effects.js';
import type {HomeEvent} from './events.js';
import {reduceHome} from './machine.js';
import type {HomeState} from './state.js';

/** A running Home; the screen and the plain mode drive the same one. */
export type HomeSession = Machine<HomeState, HomeEvent>;

export const createHomeSession = (initial: HomeState, run: (effect: HomeEffect) => void): HomeSession =>
	runMachine(initial, reduceHome, run);
