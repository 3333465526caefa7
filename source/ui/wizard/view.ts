import {focusedItem} from '../../wizard/select.js';
import {isAtStart, isFormStep, isOver, itemsOf, type WizardState} from '../../wizard/state.js';
import {fieldViewOf} from '../fields/index.js';
import {freshLocal, type Local, type Pressed, type ViewInput} from '../fields/view.js';
import {inAscii} from '../lines/ascii.js';
import {type Frame, fitFrame} from '../lines/frame.js';
import {isCommand, type Press} from '../lines/keys.js';
import {connectView, pressConnect} from './connect.js';
import {formView} from './form.js';
import {readyView} from './ready.js';
import {wizardTitle} from './title.js';

const viewOf = (state: WizardState) => {
	if (isFormStep(state.step)) return formView;
	return isOver(state) ? readyView : connectView;
};

/** The whole screen of a wizard as rows that fit the window. Pure. */
export const wizardFrame = (
	input: ViewInput,
	size: {readonly rows: number; readonly columns: number},
): Frame => {
	const {state} = input;
	const parts = viewOf(state)(input, wizardTitle(state));
	const {glyphs} = input;
	return fitFrame(glyphs.isAscii ? inAscii(parts) : parts, size.rows, size.columns, glyphs.more);
};

/** Where the memory of a field view is kept: per item, and per consent phase. */
export const localKey = (state: WizardState): string =>
	isFormStep(state.step) ? state.field : `connect-${state.consent.phase}`;

/** The memory a field view keeps; the highlight of a list survives leaving and coming back. */
export const localOf = (memory: ReadonlyMap<string, Local>, state: WizardState): Local =>
	memory.get(localKey(state)) ?? freshLocal;

/** What a key means now: to the field view first, then to the wizard as a whole. */
export const pressWizard = (press: Press, input: ViewInput): Pressed => {
	const {state, now} = input;
	const isBack = isCommand(press, 'back');
	if (isFormStep(state.step)) {
		const item = focusedItem(state) ?? itemsOf(state)[0];
		const fieldView = item ? fieldViewOf(item) : undefined;
		const own = isBack ? fieldView?.back?.(input) : fieldView?.press(press, input);
		if (own) return own;
		if (isBack && input.hasHome && isAtStart(state)) return {leaves: true};
		if (isBack) return {events: [{type: 'went-back', at: now}]};
		if (isCommand(press, 'accept')) return {events: [{type: 'accepted', at: now}]};
		if (isCommand(press, 'nextField')) return {events: [{type: 'moved-focus', by: 1, at: now}]};
		if (isCommand(press, 'previousField')) return {events: [{type: 'moved-focus', by: -1, at: now}]};
		return undefined;
	}
	if (isBack && input.hasHome && isAtStart(state)) return {leaves: true};
	return isBack ? {events: [{type: 'went-back', at: now}]} : pressConnect(press, input);
};
