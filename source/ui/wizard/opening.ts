import {isFormStep, itemsOf, type WizardState} from '../../wizard/state.js';
import {basicViewOf} from '../fields/basic.js';
import {freshLocal} from '../fields/view.js';
import type {Glyphs} from '../lines/glyphs.js';
import type {LineScreen} from '../screen/line-screen.js';
import {type Above, createAbove} from './above.js';
import {formFrame, roomOf} from './form.js';

/** A wizard that has not begun to move: its rows, and what stands above them. */
export type Opening = {readonly screen: LineScreen; readonly above: Above};

/**
 * The first frame of a wizard, drawn as the wizard itself draws it. It hears no keys: those wait for the wizard.
 *
 * @param now milliseconds since the epoch
 * @returns undefined for a step that needs more than a first frame is to wait for: scopes, the review, a consent
 */
export const createOpening = (state: WizardState, glyphs: Glyphs, now: () => number): Opening | undefined => {
	if (!isFormStep(state.step)) return undefined;
	const views = new Map(itemsOf(state).map(item => [item.key, basicViewOf(item)]));
	const viewOf = ({key}: {readonly key: typeof state.field}) => {
		const view = views.get(key);
		if (!view) throw new Error(`No view of ${key} is here.`);
		return view;
	};
	if ([...views.values()].includes(undefined)) return undefined;
	const above = createAbove(glyphs);
	const input = {state, local: freshLocal, glyphs, catalogue: undefined, hasHome: false};
	return {
		above,
		screen: {
			subscribe: () => () => undefined,
			tick: () => undefined,
			press: () => undefined,
			above: {
				isWaiting: () => above.isWaiting(state),
				take: columns => above.take(state, columns),
			},
			frame: size => formFrame({...input, ...roomOf(size), now: now()}, viewOf),
		},
	};
};
