import {consoleLabel} from '../../wizard/console.js';
import {catalogueFor} from '../../wizard/scopes/elsewhere.js';
import {focusedItem, helpOf} from '../../wizard/select.js';
import {isAtStart, isFormStep, isOver, itemsOf, type WizardState} from '../../wizard/state.js';
import {fieldViewOf} from '../fields/index.js';
import type {Pressed, ViewInput} from '../fields/view.js';
import type {Bands} from '../lines/bands.js';
import {fitBands} from '../lines/fit-bands.js';
import {headLines} from '../lines/head.js';
import {hint, isCommand, type Press} from '../lines/keys.js';
import type {Frame} from '../lines/line.js';
import {textLines} from '../lines/rows.js';
import {connectFrame, connectTopic, pressBefore, pressConnect} from './connect.js';
import {deviceFrame} from './flows/device.js';
import {flowOthers} from './flows/entering.js';
import {flowBands, flowTopic, pressFlow} from './flows/index.js';
import {formFrame, hintsOf} from './form.js';
import {type HelpTopic, helpBands, pressHelp} from './help.js';
import {fixingInstruction} from './instruction.js';

/** What help is about now; undefined where there is nothing to explain. */
const topicOf = (input: ViewInput): HelpTopic | undefined => {
	const {state} = input;
	if (isOver(state)) return readyTopic(input);
	if (!isFormStep(state.step)) return flowTopic(input) ?? connectTopic(input);
	const item = focusedItem(state);
	const label = item?.key === 'consoleForm' ? consoleLabel(state) : item?.label;
	if (!item) return undefined;
	const view = fieldViewOf(item);
	const about = input.local.help === undefined ? [] : (view.draw(input).about ?? []);
	return {
		label: label ?? item.label,
		help: helpOf(state, item),
		hints: hintsOf(view, input),
		rows: about.flatMap(text => textLines(text, input.columns)),
	};
};

/** What was left out in a low window, above all keys. */
const readyTopic = (input: ViewInput): HelpTopic | undefined => {
	const {ready} = input;
	if (!ready) return undefined;
	const hints = ready.bands(input).keys;
	return {label: 'Ready', help: {why: ''}, rows: ready.page(input).slice(1), hints};
};

/** The last screen; only its head until what draws it is loaded. */
const lastBands = (input: ViewInput): Bands =>
	input.ready?.bands(input) ?? {
		head: headLines(input),
		keys: [hint('leave', 'leave')],
	};

/** With the scopes of the server that is asked. */
const withItsScopes = (input: ViewInput): ViewInput => ({
	...input,
	catalogue: catalogueFor(input.state, input.catalogue),
});

/** The whole screen of a wizard as rows that fit the window. Pure. */
export const wizardFrame = (given: ViewInput): Frame => {
	const input = withItsScopes(given);
	const {state, glyphs, size, local} = input;
	const topic = local.help === undefined ? undefined : topicOf(input);
	if (topic) return fitBands(helpBands(topic, input), size, glyphs);
	if (isFormStep(state.step)) return formFrame({...input, fixing: fixingInstruction}, fieldViewOf);
	const {consent} = state;
	const withQr = consent.phase === 'device' ? deviceFrame(consent, input) : undefined;
	if (withQr) return withQr;
	const bands = flowBands(input);
	if (bands) return fitBands(bands, size, glyphs, flowOthers(input));
	return isOver(state) ? fitBands(lastBands(input), size, glyphs) : connectFrame(input);
};

/** Each set of options begins at its first one. */
const ofFailure = ({consent}: WizardState): string =>
	consent.phase === 'failed'
		? [consent.refusal.id, consent.asksPage, consent.hasOpenedConsole, consent.conflict?.isShown]
				.filter(Boolean)
				.join('-')
		: '';

/** Where the memory of a field view is kept: per item, and per consent phase. */
export const localKey = (state: WizardState): string =>
	isFormStep(state.step)
		? state.field
		: `connect-${state.consent.phase}-${state.attempts}${ofFailure(state)}`;

/** Whether a key asks for help: Ctrl+G everywhere, `?` where no letters are typed. */
const asksForHelp = (press: Press, input: ViewInput): boolean => {
	if (isCommand(press, 'help')) return true;
	const item = focusedItem(input.state);
	const takesText = isFormStep(input.state.step)
		? item !== undefined && fieldViewOf(item).takesText?.(input)
		: ['waiting', 'entering', 'unsaved'].includes(input.state.consent.phase);
	return isCommand(press, 'allKeys') && !takesText;
};

/** What a key means now: to the help while it is open, to the field view, then to the wizard as a whole. */
export const pressWizard = (press: Press, given: ViewInput): Pressed => {
	const input = withItsScopes(given);
	const topic = topicOf(input);
	if (topic && input.local.help !== undefined) return pressHelp(press, topic, input);
	const before = pressBefore(press, input);
	if (before) return before;
	return topic && asksForHelp(press, input) ? {local: {help: 0}} : pressScreen(press, input);
};

const pressScreen = (press: Press, input: ViewInput): Pressed => {
	const {state, now} = input;
	if (isOver(state)) return input.ready?.press(press, input);
	const isBack = isCommand(press, 'back');
	if (isFormStep(state.step)) {
		const item = focusedItem(state) ?? itemsOf(state)[0];
		const fieldView = item ? fieldViewOf(item) : undefined;
		const own = isBack ? fieldView?.back?.(input) : fieldView?.press(press, input);
		if (own) return own;
		// Nothing is before the first question: Home, or what was there before the program.
		if (isBack && isAtStart(state)) return {leaves: input.hasHome ? 'back' : 'left'};
		if (isBack) return {events: [{type: 'went-back', at: now}]};
		if (isCommand(press, 'accept')) return {events: [{type: 'accepted', at: now}]};
		if (isCommand(press, 'nextField')) return {events: [{type: 'moved-focus', by: 1, at: now}]};
		if (isCommand(press, 'previousField')) return {events: [{type: 'moved-focus', by: -1, at: now}]};
		return undefined;
	}
	if (isBack && input.hasHome && isAtStart(state)) return {leaves: 'back'};
	if (isBack) return {events: [{type: 'went-back', at: now}]};
	return flowBands(input) ? pressFlow(press, input) : pressConnect(press, input);
};
